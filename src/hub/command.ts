import { fileURLToPath } from 'node:url'
import { runCommand } from './commands/run-command.ts'

// A backup is for the hub's own account.
process.umask(0o077)
process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  projectFolder: fileURLToPath(new URL('../..', import.meta.url)),
  say: (line) => void process.stdout.write(`${line}\n`),
  warn: (line) => void process.stderr.write(`${line}\n`),
})
