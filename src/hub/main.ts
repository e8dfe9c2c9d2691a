import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAppFiles } from './app-files.ts'
import { readConfig } from './config.ts'
import { createHubApp } from './hub-app.ts'
import { listen } from './listen.ts'

try {
  await startHub()
} catch (error) {
  console.error(`Guichet Libre cannot start. ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

/** Starts the hub; Ctrl-C and SIGTERM end it with status 0. */
async function startHub(): Promise<void> {
  const config = readConfig(process.env, fileURLToPath(new URL('../..', import.meta.url)))
  const files = await readAppFiles(config.appFolder)
  const app = createHubApp({ files, version: await readVersion(config.appFolder) })
  const hub = await listen((request) => app.fetch(request), config.host, config.port)

  const stop = (): void => void hub.stop().then(() => process.exit(0))
  // On Ctrl-C the signal comes twice under npm: from the terminal and passed on. The second must not kill.
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  console.log(`Guichet Libre: ${hub.url}`)
}

async function readVersion(appFolder: string): Promise<string> {
  const build: unknown = JSON.parse(await readFile(join(appFolder, '.vite', 'build.json'), 'utf8'))
  if (typeof build === 'object' && build !== null && 'version' in build) return String(build.version)
  throw new Error('The build does not say its version. Make it again: npm run build')
}
