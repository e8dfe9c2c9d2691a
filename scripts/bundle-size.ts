import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** The screens' entry modules and how much JavaScript, in gzipped bytes, each may load at first. */
export const routes = [
  { name: 'kiosk', module: 'src/screens/kiosk/kiosk-screen.tsx', budgetBytes: 130_000 },
  { name: 'board', module: 'src/screens/board/board-screen.tsx', budgetBytes: 130_000 },
  { name: 'desk', module: 'src/screens/desk/desk-screen.tsx', budgetBytes: 200_000 },
  { name: 'statistics', module: 'src/screens/statistics/statistics-screen.tsx', budgetBytes: 200_000 },
  { name: 'settings', module: 'src/screens/settings/settings-screen.tsx', budgetBytes: 200_000 },
  { name: 'chooser', module: 'src/screens/setup/chooser-screen.tsx', budgetBytes: 200_000 },
] as const

/** One chunk in Vite's manifest. */
interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

type Manifest = Readonly<Record<string, Chunk>>

/** What the screens say in the site's default language: loaded beside the screen, before anything is shown. */
export const firstWords = 'src/text/visitor/fr.ts'

/**
 * Gzipped bytes of all JavaScript that a route loads at first: the entry, the screen and the words of one language with
 * what they import statically, and the service worker, since being offline is part of what a visitor gets.
 */
export function routeBytes(appFolder: string, screenModule: string): number {
  const manifest = readManifest(appFolder)
  const files = new Set(['service-worker.js'])
  for (const name of ['index.html', screenModule, firstWords]) addWithImports(manifest, name, files)
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(appFolder, file)), { level: 9 }).length, 0)
}

function addWithImports(manifest: Manifest, name: string, files: Set<string>): void {
  const chunk = manifest[name]
  if (chunk === undefined) throw new Error(`The build has no chunk of its own for ${name}`)
  if (files.has(chunk.file)) return
  files.add(chunk.file)
  for (const imported of chunk.imports ?? []) addWithImports(manifest, imported, files)
}

function readManifest(appFolder: string): Manifest {
  const manifest: unknown = JSON.parse(readFileSync(join(appFolder, '.vite', 'manifest.json'), 'utf8'))
  if (isManifest(manifest)) return manifest
  throw new Error('The manifest of the build has another shape than expected')
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((chunk: unknown) => typeof chunk === 'object' && chunk !== null && 'file' in chunk)
}
