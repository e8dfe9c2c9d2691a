import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeBuild } from './build-inputs.ts'

/** The folder of package.json. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url))

/** Where the built app is. */
export const appFolder = join(projectFolder, 'dist')

/** Whether `dist/` was made of the sources as they are now. */
export function isBuilt(): boolean {
  try {
    const build: unknown = JSON.parse(readFileSync(join(appFolder, '.vite', 'build.json'), 'utf8'))
    const { sourceHash } = describeBuild(projectFolder)
    return typeof build === 'object' && build !== null && 'sourceHash' in build && build.sourceHash === sourceHash
  } catch {
    return false
  }
}

/**
 * Builds the app into `dist/`, which is replaced as a whole when the build is complete.
 * Vite's own words go to standard error. An aborted build leaves `dist/` as it was.
 */
export async function buildApp(signal?: AbortSignal): Promise<void> {
  const next = join(projectFolder, 'build', `next-${process.pid}`)
  const previous = join(projectFolder, 'build', `previous-${process.pid}`)
  await mkdir(join(projectFolder, 'build'), { recursive: true })
  try {
    await runVite(['build', '--outDir', next, '--emptyOutDir'], signal)
    await rename(appFolder, previous).catch(ignoreMissing)
    await rename(next, appFolder)
  } finally {
    await Promise.all([next, previous].map((folder) => rm(folder, { recursive: true, force: true })))
  }
}

/** Builds the app when the sources have changed since the last build. */
export async function buildAppIfStale(): Promise<void> {
  if (!isBuilt()) await buildApp()
}

function runVite(args: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, ...args], {
      cwd: projectFolder,
      // A build made from inside a test is still a production build.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', process.stderr, process.stderr],
      ...(signal === undefined ? {} : { signal }),
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error('The build failed; the reason stands above.'))
    })
  })
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
