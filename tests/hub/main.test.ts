import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { projectFolder } from '../../scripts/build-app.ts'

interface Ended {
  readonly code: number | null
  readonly output: string
  readonly errors: string
}

interface Started {
  /** Resolves with the line that says where the hub answers. */
  readonly ready: Promise<string>
  readonly ended: Promise<Ended>
  readonly signal: (name: NodeJS.Signals) => void
}

let appFolder: string
const children: ChildProcess[] = []

beforeAll(() => {
  appFolder = mkdtempSync(join(tmpdir(), 'guichet-app-'))
  mkdirSync(join(appFolder, '.vite'))
  writeFileSync(join(appFolder, 'index.html'), '<!doctype html>')
  writeFileSync(join(appFolder, '.vite', 'build.json'), JSON.stringify({ version: '9.9.9+test' }))
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

afterAll(() => rmSync(appFolder, { recursive: true }))

test.each(['SIGTERM', 'SIGINT'] as const)(
  'it says once where it answers, and %s ends it with status 0',
  async (name) => {
    const hub = start({ PORT: '0' })
    const line = await hub.ready
    expect(line).toMatch(/^Guichet Libre: http:\/\/localhost:\d+$/)
    const health = await fetch(`${line.slice('Guichet Libre: '.length)}/healthz`)
    expect(await health.json()).toEqual({ status: 'ok', version: '9.9.9+test' })

    // Under npm a Ctrl-C arrives twice.
    hub.signal(name)
    hub.signal(name)
    const { code, output } = await hub.ended
    expect(code).toBe(0)
    expect(output.match(/^Guichet Libre: http/gm)).toHaveLength(1)
  },
)

test('a port that is taken ends it with status 1 and a sentence, without a stack', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  const { code, output, errors } = await start({ PORT: String(port) }).ended
  await new Promise((resolve) => other.close(resolve))
  expect(code).toBe(1)
  expect(output).toBe('')
  expect(errors).toMatch(new RegExp(`^Guichet Libre cannot start. Port ${port} on localhost is already in use`))
  expect(errors.trim().split('\n')).toHaveLength(1)
})

function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: projectFolder,
    env: { ...process.env, HOST: 'localhost', APP_DIR: appFolder, ...env },
  })
  children.push(child)
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
      const line = output.split('\n').find((text) => text.startsWith('Guichet Libre: http'))
      if (line !== undefined && output.includes(`${line}\n`)) resolve(line)
    })
  })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output, errors }))
  })
  return { ready, ended, signal: (name) => child.kill(name) }
}
