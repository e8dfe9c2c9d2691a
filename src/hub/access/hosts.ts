import { hostname, networkInterfaces } from 'node:os'
import type { HubConfig } from '../config.ts'

/** What names a hub may be asked by. */
export interface HostParts {
  readonly config: Pick<HubConfig, 'publicUrl'> & Partial<Pick<HubConfig, 'certificate'>>
  readonly ports?: (() => readonly number[]) | undefined
  readonly allowedHosts?: readonly string[] | undefined
  /** The machine's own names and addresses; they change with its networks. */
  readonly machine?: (() => readonly string[]) | undefined
}

const loopback = ['localhost', '127.0.0.1', '[::1]']

/**
 * Tells whether a URL is one of this hub's own (HA1): a page of somebody else's can point a name of its own at this
 * machine (DNS rebinding), and only the name gives it away.
 */
export function createHostCheck({ config, ports, allowedHosts = [], machine = machineNames }: HostParts) {
  const given = [...allowedHosts, ...(config.publicUrl === null ? [] : [new URL(config.publicUrl).host])].map(normal)

  return (url: URL): boolean => {
    // The browser has checked this name itself, against the institution's certificate.
    if (url.protocol === 'https:' && config.certificate) return true
    const name = normal(url.hostname)
    if (given.includes(normal(url.host)) || given.includes(name)) return true
    const own = ports?.() ?? []
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
    if (own.length > 0 && !own.includes(port)) return false
    return loopback.includes(name) || machine().map(normal).includes(name)
  }
}

/** The machine's names and addresses, as they stand in an address bar. */
function machineNames(): readonly string[] {
  const name = hostname().toLowerCase()
  const [short = name] = name.split('.')
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address))
  return [name, short, `${short}.local`, ...addresses.map((each) => (each.includes(':') ? `[${each}]` : each))]
}

/** As URLs write it: small letters, IPv6 in short. */
function normal(host: string): string {
  const url = `http://${host.replace(/\.$/, '')}`
  return URL.canParse(url) ? new URL(url).host : host
}
