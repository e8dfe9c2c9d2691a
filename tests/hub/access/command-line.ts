import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runCommand } from '#hub/commands/run-command.ts'

/** What a command has said. */
export interface Said {
  readonly status: number
  readonly lines: readonly string[]
  readonly warnings: readonly string[]
}

const projectFolder = fileURLToPath(new URL('../../..', import.meta.url))

/** Runs a command in this process. */
export async function command(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Said> {
  const lines: string[] = []
  const warnings: string[] = []
  const status = await runCommand(words, {
    env,
    projectFolder,
    say: (line) => lines.push(line),
    warn: (line) => warnings.push(line),
  })
  return { status, lines, warnings }
}

/** Runs it as `npm run hub` does; bounded. */
export function commandProcess(env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/hub/command.ts', ...words], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    timeout: 30_000,
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ status: code ?? -1, lines: linesOf(out), warnings: linesOf(err) }))
  })
}
