import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectFolder } from './build-app.ts'

/** One thing that decides whether a change may land. */
export interface Step {
  readonly name: string
  /** A script of an installed package or of ours, then its arguments; run with the running Node. */
  readonly command: readonly [string, ...string[]]
}

/** Runs one step with its output shown as it comes; resolves to whether it went well. */
export async function runStep({ name, command }: Step): Promise<boolean> {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const code = await run(command)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(code === 0 ? `── ${name}: good, ${seconds} s` : `── ${name}: FAILED, ${seconds} s`)
  return code === 0
}

function run([script, ...args]: Step['command']): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : []
    const child = spawn(process.execPath, [...loader, join(projectFolder, script), ...args], {
      cwd: projectFolder,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', resolve)
  })
}
