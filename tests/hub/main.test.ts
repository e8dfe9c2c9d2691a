import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
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
  /** The line that begins so. */
  readonly line: (begins: string) => Promise<string>
  readonly signal: (name: NodeJS.Signals) => void
}

let appFolder: string
let dataFolder: string
const children: ChildProcess[] = []

beforeAll(() => {
  appFolder = mkdtempSync(join(tmpdir(), 'guichet-app-'))
  dataFolder = mkdtempSync(join(tmpdir(), 'guichet-data-'))
  mkdirSync(join(appFolder, '.vite'))
  writeFileSync(join(appFolder, 'index.html'), '<!doctype html>')
  writeFileSync(join(appFolder, '.vite', 'build.json'), JSON.stringify({ version: '9.9.9+test' }))
})

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

afterAll(() => {
  rmSync(appFolder, { recursive: true })
  rmSync(dataFolder, { recursive: true })
})

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

test('[HR18] a new hub says the link of its first manager, writes for itself alone, and ends with open streams', async () => {
  const own = join(dataFolder, 'new', 'hub')
  const hub = start({ PORT: '0', DATA_DIR: own })
  const url = (await hub.ready).slice('Guichet Libre: '.length)
  const link = await hub.line('First manager: ')
  expect(link).toMatch(new RegExp(`^First manager: ${url}/settings#pair=[A-Z0-9]{4}-[A-Z0-9]{4}$`))
  expect(statSync(own).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(own)) expect([name, statSync(join(own, name)).mode & 0o077]).toEqual([name, 0])

  const redeemed = await fetch(`${url}/api/v1/pairings/redeem`, {
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/json' },
    body: JSON.stringify({ code: link.split('#pair=')[1], name: '' }),
  })
  expect(redeemed.status).toBe(200)
  const cookie = (redeemed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const stream = await fetch(`${url}/api/v1/stream`, { headers: { cookie } })
  expect(stream.headers.get('content-type')).toContain('text/event-stream')
  const from = Date.now()
  hub.signal('SIGTERM')
  const { code, errors } = await hub.ended
  expect([code, errors]).toEqual([0, ''])
  expect(Date.now() - from).toBeLessThan(20_000)
  await stream.body?.cancel().catch(() => undefined)

  const again = start({ PORT: '0', DATA_DIR: own })
  await again.ready
  const second = await start({ PORT: '0', DATA_DIR: own }).ended
  expect([second.code, second.output]).toEqual([1, ''])
  expect(second.errors).toMatch(/Another hub \(process \d+\) works over/)
  again.signal('SIGTERM')
  const { output } = await again.ended
  expect(output).not.toContain('First manager')
})

test('[HR18] a data folder that cannot be written ends it with status 1 and a sentence', async () => {
  const file = join(dataFolder, 'a-file')
  writeFileSync(file, '')
  const { code, output, errors } = await start({ PORT: '0', DATA_DIR: join(file, 'hub') }).ended
  expect([code, output]).toEqual([1, ''])
  expect(errors).toMatch(/^Guichet Libre cannot start\. The data folder .* cannot be written: .*DATA_DIR=/)
  expect(errors.trim().split('\n')).toHaveLength(1)
})

test('[HR18] a database that is not there ends it with status 1, and its password is not repeated', async () => {
  const url = 'postgres://guichet:hidden@127.0.0.1:1/none'
  const { code, errors } = await start({ PORT: '0', DATABASE_URL: url }).ended
  expect(code).toBe(1)
  expect(errors).toMatch(/^Guichet Libre cannot start\. The database of DATABASE_URL cannot be opened/)
  expect(errors).not.toContain('hidden')
})

function start(env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: projectFolder,
    env: { ...process.env, HOST: 'localhost', DATABASE_URL: '', APP_DIR: appFolder, DATA_DIR: dataFolder, ...env },
  })
  children.push(child)
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  child.stdout.on('data', (chunk) => (output += String(chunk)))
  const line = (begins: string) =>
    new Promise<string>((resolve) => {
      const look = (): void => {
        const found = output.split('\n').find((text) => text.startsWith(begins))
        if (found !== undefined && output.includes(`${found}\n`)) resolve(found)
      }
      child.stdout.on('data', look)
      look()
    })
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, output, errors }))
  })
  return { ready: line('Guichet Libre: http'), ended, line, signal: (name) => child.kill(name) }
}
