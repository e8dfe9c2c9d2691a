import { resolve } from 'node:path'

/** How this hub was started. */
export interface HubConfig {
  readonly port: number
  /** Names or addresses to listen on; `localhost` stands for both of its addresses. */
  readonly host: string
  /** The built app. */
  readonly appFolder: string
}

/** Reads the configuration from the environment; throws with a sentence for the person who started it. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, projectFolder: string): HubConfig {
  return {
    port: parsePort(env['PORT']),
    host: env['HOST']?.trim() || 'localhost',
    appFolder: resolve(projectFolder, env['APP_DIR'] ?? 'dist'),
  }
}

function parsePort(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return 8080
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`PORT is "${text}"; it has to be a whole number from 0 to 65535 (0 takes any free port).`)
}
