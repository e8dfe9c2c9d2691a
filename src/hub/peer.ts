import { BlockList, isIP } from 'node:net'
import type { Connection } from './listener.ts'

const ownMachine = new BlockList()
ownMachine.addSubnet('127.0.0.0', 8)
ownMachine.addAddress('::1', 'ipv6')

/** Networks that nobody routes to from outside: a proxy stands here. */
const privateNetworks = new BlockList()
privateNetworks.addSubnet('127.0.0.0', 8)
privateNetworks.addSubnet('10.0.0.0', 8)
privateNetworks.addSubnet('172.16.0.0', 12)
privateNetworks.addSubnet('192.168.0.0', 16)
privateNetworks.addSubnet('169.254.0.0', 16)
privateNetworks.addAddress('::1', 'ipv6')
privateNetworks.addSubnet('fc00::', 7, 'ipv6')
privateNetworks.addSubnet('fe80::', 10, 'ipv6')

/** The address that a request came from; behind a proxy the last one that the proxy named, for it added that itself. */
export function peerOf(request: Request, connection: Connection, behindProxy: boolean): string {
  const address = addressOf(connection)
  if (!behindProxy || !isPrivateAddress(address)) return address
  const named = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? ''
  return isIP(named) === 0 ? address : plainAddress(named)
}

/** Whether a request was sent on this very machine. */
export function isFromOwnMachine(connection: Connection): boolean {
  const address = addressOf(connection)
  return isIP(address) !== 0 && ownMachine.check(address, familyOf(address))
}

export function isPrivateAddress(address: string): boolean {
  return isIP(address) !== 0 && privateNetworks.check(address, familyOf(address))
}

function addressOf({ incoming }: Connection): string {
  return plainAddress(incoming.socket.remoteAddress ?? '')
}

// A listener on `::` names IPv4 addresses in IPv6's clothes.
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
