import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'
import { inTime } from './in-time.ts'

/** Addresses and ports at which the hub may print. */
export interface PrinterRule {
  /** A network as `192.168.1.0/24`. */
  readonly network: string
  readonly bits: number
  readonly fromPort: number
  readonly toPort: number
}

/** Where a printer answers: an address, never a name, so that what was checked is what is asked. */
export interface PrinterTarget {
  readonly address: string
  readonly port: number
}

/**
 * The networks of a house, at the ports of printers: whoever may change the site's settings can make the hub send bytes
 * to an address, and nothing else that matters listens there.
 */
const usualRules =
  '10.0.0.0/8:9100-9109, 172.16.0.0/12:9100-9109, 192.168.0.0/16:9100-9109, 169.254.0.0/16:9100-9109, ' +
  '127.0.0.0/8:9100-9109, [fc00::]/7:9100-9109, [fe80::]/10:9100-9109, [::1]:9100-9109'

/**
 * Reads `PRINTERS`: `off`, or networks with their ports, such as `192.168.7.20, 10.1.0.0/16:9100, [fd00::]/8:9100-9103`.
 * @throws with a sentence for the person who started the hub.
 */
export function parsePrinterRules(text: string | null): readonly PrinterRule[] {
  if (text !== null && ['off', 'no', '0'].includes(text.toLowerCase())) return []
  return (text ?? usualRules).split(',').map((part) => {
    const rule = parseRule(part.trim())
    if (rule !== undefined) return rule
    throw new Error(
      `PRINTERS has "${part.trim()}"; it has to be "off", or addresses and networks with their ports, like 192.168.1.50 or 192.168.1.0/24:9100-9103`,
    )
  })
}

function parseRule(text: string): PrinterRule | undefined {
  const pattern = /^(?:\[([0-9a-f:.]+)\]|([0-9.]+))(?:\/(\d{1,3}))?(?::(\d{1,5})(?:-(\d{1,5}))?)?$/i
  const [found, six, four, bits, from, to] = pattern.exec(text) ?? []
  if (found === undefined) return undefined
  const network = six ?? four ?? ''
  const fromPort = Number(from ?? 9_100)
  const rule = {
    network,
    bits: Number(bits ?? (six === undefined ? 32 : 128)),
    fromPort,
    toPort: Number(to ?? fromPort),
  }
  if (fromPort < 1 || rule.toPort < fromPort || rule.toPort > 65_535) return undefined
  try {
    listOf(rule)
    return rule
  } catch {
    return undefined
  }
}

function listOf({ network, bits }: PrinterRule): BlockList {
  const list = new BlockList()
  list.addSubnet(network, bits, isIPv6(network) ? 'ipv6' : 'ipv4')
  return list
}

/**
 * Finds where a host of the settings is. `notAllowed`: none of its addresses is one that the hub may go to.
 * `unreachable`: nobody knows the name, or not in time.
 */
export async function findTarget(
  rules: readonly PrinterRule[],
  { host, port }: { readonly host: string; readonly port: number },
  withinMs: number,
): Promise<PrinterTarget | 'notAllowed' | 'unreachable'> {
  const lists = rules.filter(({ fromPort, toPort }) => port >= fromPort && port <= toPort).map(listOf)
  if (lists.length === 0) return 'notAllowed'
  const found = await inTime(lookup(host, { all: true, verbatim: true }), withinMs).catch(() => null)
  if (found === null || found.length === 0) return 'unreachable'
  const allowed = found.find(({ address, family }) =>
    lists.some((list) => list.check(address, family === 6 ? 'ipv6' : 'ipv4')),
  )
  return allowed === undefined ? 'notAllowed' : { address: allowed.address, port }
}
