import { resolve } from 'node:path'
import { parseSiteKey } from '#protocol/names.ts'
import type { SiteKey } from '#protocol/names.ts'
import { parsePrinterRules } from './printing/targets.ts'
import type { PrinterRule } from './printing/targets.ts'

/** How this hub was started. */
export interface HubConfig {
  readonly port: number
  /** Names or addresses to listen on; `localhost` stands for both of its addresses. */
  readonly host: string
  /** The built app. */
  readonly appFolder: string
  /** Where the SQLite file, the hub's key and its certificates live. */
  readonly dataFolder: string
  /** A PostgreSQL database in place of the SQLite file, for many sites and many processes. */
  readonly databaseUrl: string | null
  /** Whether the database may be asked to wake this process; a pooler in between may not allow it. */
  readonly databaseWakes: boolean
  /** The site that devices are paired with where nothing else is said. */
  readonly site: SiteKey
  /** HTTPS on the local network, with an authority of the hub's own. */
  readonly lan: boolean
  /** The port of HTTPS; plain HTTP stays on `port`. */
  readonly tlsPort: number
  /** The institution's own certificate; read anew when its files change. */
  readonly certificate: { readonly certFile: string; readonly keyFile: string } | null
  /** The address that browsers use, where a proxy stands in front; without a trailing slash. */
  readonly publicUrl: string | null
  /** Where it may print, whatever the settings of its sites say. */
  readonly printers: readonly PrinterRule[]
}

/** Reads the configuration; throws with a sentence for the person who started it. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  projectFolder: string,
  args: readonly string[] = [],
): HubConfig {
  const given = (name: string): string | null => env[name]?.trim() || null
  const lan = args.includes('--lan') || ['1', 'true', 'yes'].includes(given('LAN')?.toLowerCase() ?? '')
  const certificate = parseCertificate(given('TLS_CERT'), given('TLS_KEY'), projectFolder)
  return {
    port: parsePort('PORT', env['PORT'], 8080),
    host: given('HOST') ?? (lan || certificate !== null ? '0.0.0.0' : 'localhost'),
    appFolder: resolve(projectFolder, env['APP_DIR'] ?? 'dist'),
    dataFolder: resolve(projectFolder, given('DATA_DIR') ?? 'data'),
    databaseUrl: given('DATABASE_URL'),
    databaseWakes: given('DATABASE_WAKES') !== 'no',
    site: parseSite(given('SITE')),
    lan,
    tlsPort: parsePort('TLS_PORT', env['TLS_PORT'], 8443),
    certificate,
    publicUrl: parsePublicUrl(given('PUBLIC_URL')),
    printers: parsePrinterRules(given('PRINTERS')),
  }
}

function parsePort(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined || text.trim() === '') return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`${name} is "${text}"; it has to be a whole number from 0 to 65535 (0 takes any free port).`)
}

function parseSite(text: string | null): SiteKey {
  const site = parseSiteKey(text ?? 'main')
  if (site !== undefined) return site
  throw new Error(`SITE is "${text}"; it has to be small letters, digits and dashes, beginning with a letter.`)
}

function parseCertificate(cert: string | null, key: string | null, folder: string): HubConfig['certificate'] {
  if (cert === null && key === null) return null
  if (cert !== null && key !== null) return { certFile: resolve(folder, cert), keyFile: resolve(folder, key) }
  throw new Error('TLS_CERT and TLS_KEY belong together: give the file of the certificate and the file of its key.')
}

function parsePublicUrl(text: string | null): string | null {
  if (text === null) return null
  if (URL.canParse(text)) {
    const { protocol, search, hash, origin } = new URL(text)
    if (/^https?:$/.test(protocol) && search === '' && hash === '') return origin
  }
  throw new Error(
    `PUBLIC_URL is "${text}"; it has to be the address that browsers use, like https://guichet.example.org`,
  )
}
