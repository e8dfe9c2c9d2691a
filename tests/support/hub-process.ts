import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { request } from 'node:http'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { pairingReply, redeemReply } from '#protocol/messages.ts'
import type { Role } from '#protocol/roles.ts'
import { projectFolder } from '../../scripts/build-app.ts'
import { createHubClient } from './hub-client.ts'
import type { HubClient } from './hub-client.ts'
import { createNodeDevice } from './node-device.ts'
import type { NodeDevice, NodeDeviceOptions } from './node-device.ts'

export interface HubProcessOptions {
  /** A folder of the caller's; without it one that goes with the hub. */
  readonly dataFolder?: string
  readonly env?: Readonly<Record<string, string>>
  /** The largest file that the process may write, in KiB: a disk that is full. */
  readonly largestFileKib?: number
  /** The hub's sources in one file, made for this hub: it starts in a third of the time. */
  readonly built?: boolean
  /** The version that the served app says it has. */
  readonly version?: string
  /** A built app to serve; without it a page that says nothing. */
  readonly appFolder?: string
}

/** A hub in a process of its own, as `npm start` starts it. */
export interface HubProcess {
  readonly url: string
  readonly port: number
  readonly dataFolder: string
  pid(): number
  /** The link that makes the opening browser the manager; null: there is one. */
  firstManager(): string | null
  /** Everything that it has said so far, both streams. */
  output(): string
  /** Ends it and resolves with its status. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
  /** Starts again over the same data, on the same port. */
  start(options?: Pick<HubProcessOptions, 'largestFileKib' | 'env'>): Promise<void>
  memoryMb(): number
  /** The processor time that it has used, s. */
  cpuSeconds(): number
  /** Ends it and removes what it left. */
  dispose(): Promise<void>
}

/** Starts a hub on a free port. */
export async function startHub(options: HubProcessOptions = {}): Promise<HubProcess> {
  const appFolder = options.appFolder ?? makeApp(options.version ?? '9.9.9+test')
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'guichet-hub-'))
  const builtFolder = options.built === true ? await buildHub() : null
  let running = spawnHub(0, options)
  await running.ready
  const port = Number(/:(\d+)$/.exec(running.line())?.[1])

  function spawnHub(onPort: number, given: HubProcessOptions): Running {
    const env = {
      ...process.env,
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      ...options.env,
      ...given.env,
      PORT: String(onPort),
      APP_DIR: appFolder,
      DATA_DIR: dataFolder,
    }
    const script = builtFolder === null ? ['--import', 'tsx', 'src/hub/main.ts'] : [join(builtFolder, 'main.mjs')]
    const words = [process.execPath, ...script]
    const limited = `ulimit -f ${given.largestFileKib ?? 0}; exec "$0" "$@"`
    const [command = '', ...args] = given.largestFileKib === undefined ? words : ['bash', '-c', limited, ...words]
    return watchProcess(spawn(command, args, { cwd: projectFolder, env }))
  }

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataFolder,
    pid: () => running.child.pid ?? 0,
    firstManager: () => /^First manager: (\S+)$/m.exec(running.output())?.[1] ?? null,
    output: () => running.output(),
    end: (signal) => running.end(signal),
    start: async (more = {}) => {
      running = spawnHub(port, more)
      await running.ready
    },
    memoryMb: () => Math.round(Number(/VmRSS:\s+(\d+)/.exec(statusOf(running))?.[1] ?? 0) / 102.4) / 10,
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${running.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) / 100
    },
    dispose: async () => {
      await running.end('SIGKILL')
      if (options.appFolder === undefined) rmSync(appFolder, { recursive: true, force: true })
      if (builtFolder !== null) rmSync(builtFolder, { recursive: true, force: true })
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The first manager, and devices that it pairs. */
export interface Pairing {
  readonly manager: HubClient
  /** A cookie for a new device. */
  redeem(role: Role, from?: string): Promise<string>
  device(role: Role, more?: Partial<NodeDeviceOptions>): Promise<NodeDevice>
}

/** Makes the caller the hub's manager, by the link that the hub printed. */
export async function pairWith(hub: Pick<HubProcess, 'url' | 'firstManager' | 'port'>): Promise<Pairing> {
  const link = await eventually('the link of the first manager', () => hub.firstManager() ?? undefined)
  const code = /#pair=(.+)$/.exec(link)?.[1] ?? ''
  return pairingBy(hub, await redeemCode(hub.url, decodeURIComponent(code)))
}

/** Goes on as a manager that is paired already. */
export function pairingBy(hub: Pick<HubProcess, 'url' | 'port'>, cookie: string): Pairing {
  const manager = createHubClient({ url: hub.url, cookie })
  const redeem = async (role: Role, from?: string) => {
    const offered = await manager.json('POST', '/api/v1/pairings', { role, name: `${role} of a story` })
    const offer = pairingReply.parse(offered)
    if (offer === undefined) throw new Error(`No code: ${JSON.stringify(offered)}`)
    return await redeemCode(hub.url, offer.code, from)
  }
  return {
    manager,
    redeem,
    device: async (role, more = {}) => {
      const cookie = more.cookie ?? (await redeem(role))
      return createNodeDevice({ url: hub.url, ...more, cookie, role })
    },
  }
}

/** @param from an address of this machine to come from: limits count by it. */
function redeemCode(url: string, code: string, from = '127.0.0.1'): Promise<string> {
  const body = JSON.stringify({ code, name: '' })
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, localAddress: from, agent: false }
    const asked = request(`${url}/api/v1/pairings/redeem`, options, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.once('end', () => {
        if (answer.statusCode !== 200 || redeemReply.parse(JSON.parse(text)) === undefined) {
          reject(new Error(`The code is not taken: ${answer.statusCode} ${text}`))
        } else resolve((answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0] ?? '').join('; '))
      })
    })
    asked.once('error', reject)
    asked.end(body)
  })
}

/** Asks again until there is an answer; bounded. */
export async function eventually<Value>(
  what: string,
  look: () => Value | undefined | Promise<Value | undefined>,
  atMostMs = 20_000,
): Promise<Value> {
  const until = Date.now() + atMostMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > until) throw new Error(`Waited ${atMostMs} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

interface Running {
  readonly child: ChildProcess
  readonly ready: Promise<void>
  line(): string
  output(): string
  end(signal: NodeJS.Signals): Promise<number | null>
}

function watchProcess(child: ChildProcess): Running {
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  // A story that runs out of time does not come to its end.
  const endWithUs = () => child.kill('SIGKILL')
  process.once('exit', endWithUs)
  void ended.then(() => process.off('exit', endWithUs))
  const lineThat = (begins: string) => output.split('\n').find((text) => text.startsWith(begins))
  const said = (begins: string) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The hub says nothing:\n${output}`)), 60_000)
      const look = () => {
        const line = lineThat(begins)
        if (line === undefined || !output.includes(`${line}\n`)) return
        clearTimeout(late)
        resolve()
      }
      child.stdout?.on('data', look)
      void ended.then((code) => {
        clearTimeout(late)
        reject(new Error(`The hub has ended with ${code}:\n${output}`))
      })
    })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => (output = `${output}${String(chunk)}`.slice(-2_000_000)))
  }
  const ready = said('Guichet Libre: http')
  // Nobody may be waiting for it.
  ready.catch(() => undefined)
  return {
    child,
    ready,
    line: () => lineThat('Guichet Libre: http') ?? '',
    output: () => output,
    end: (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return ended
    },
  }
}

/** Packages stay where they are: the folder is beside them. */
async function buildHub(): Promise<string> {
  mkdirSync(join(projectFolder, 'node_modules/.cache'), { recursive: true })
  const outDir = mkdtempSync(join(projectFolder, 'node_modules/.cache/hub-'))
  const output = { entryFileNames: 'main.mjs' }
  await build({
    root: projectFolder,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { ssr: 'src/hub/main.ts', outDir, minify: false, rollupOptions: { output } },
  })
  return outDir
}

function makeApp(version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-app-'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Guichet</title>')
  writeFileSync(join(folder, '.vite', 'build.json'), JSON.stringify({ version }))
  return folder
}

function statusOf({ child }: Running): string {
  return readFileSync(`/proc/${child.pid}/status`, 'utf8')
}

/** Runs `npm run hub -- …` and returns what it printed. */
export function hubCommand(hub: Pick<HubProcess, 'dataFolder'>, ...args: readonly string[]): string {
  return execFileSync(process.execPath, ['--import', 'tsx', 'src/hub/command.ts', ...args], {
    cwd: projectFolder,
    env: { ...process.env, DATABASE_URL: '', DATA_DIR: hub.dataFolder },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
}
