import { readdirSync } from 'node:fs'
import { join } from 'node:path'

// A hub that has loaded all its modules and waits for a word: the start itself then takes milliseconds.
const folder = join(import.meta.dirname, '../../src/hub')
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
  if (!name.endsWith('.ts') || ['main.ts', 'command.ts'].includes(name)) continue
  await import(join(folder, name))
}
process.stdout.write('warm\n')
await new Promise((resolve) => process.stdin.once('data', resolve))
process.stdin.unref()
await import(join(folder, 'main.ts'))
