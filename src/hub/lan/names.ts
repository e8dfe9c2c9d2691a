import type { NetworkInterfaceInfo } from 'node:os'
import { isPrivateAddress } from '../peer.ts'

/** Names and addresses by which a machine is found on its own network. */
export interface LocalNames {
  /** The first one is the best: it stays when the address changes. */
  readonly names: readonly string[]
  readonly addresses: readonly string[]
}

/** As `os.networkInterfaces()` tells it. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** Endings that no machine of the internet has; `localhost` is a name of its own. */
export const localDomains: readonly string[] = ['local', 'localhost', 'home.arpa', 'internal', 'lan']

/** What a machine is called: the host's name, that name under the local endings, and its private addresses. */
export function namesOfMachine(hostname: string, interfaces: Interfaces): LocalNames {
  const whole = hostname.toLowerCase().replace(/\.$/, '')
  const host = whole.split('.')[0] ?? ''
  const usable = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(host) && host !== 'localhost'
  const ofHost = usable ? [`${host}.local`, host, ...localEndings(host), ...(isName(whole) ? [whole] : [])] : []
  return { names: [...new Set([...ofHost, 'localhost'])], addresses: privateAddresses(interfaces) }
}

/** Whether an authority with these permitted names may vouch for a name. */
export function isPermitted(name: string, permitted: readonly string[]): boolean {
  return permitted.some((ending) => name === ending || name.endsWith(`.${ending}`))
}

function localEndings(host: string): readonly string[] {
  return ['home.arpa', 'internal', 'lan'].map((ending) => `${host}.${ending}`)
}

function isName(text: string): boolean {
  return text.length <= 253 && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(text)
}

// A browser can't ask for a link-local IPv6 address: it would need the interface's name.
function privateAddresses(interfaces: Interfaces): readonly string[] {
  const own = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ internal, address }) => !internal && isPrivateAddress(address) && !/^fe[89ab]/i.test(address))
      .map(({ address }) => ({ address: address.toLowerCase(), order: orderOf(name, address) })),
  )
  const best = own.sort((a, b) => a.order - b.order).map(({ address }) => address)
  return [...new Set([...best, '127.0.0.1', '::1'])]
}

/** Containers and virtual machines have networks of their own, where no tablet is; IPv4 is what people can type. */
function orderOf(name: string, address: string): number {
  const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|cni|podman|utun|tun|tap|wg|vEthernet)/i.test(name)
  return (virtual ? 2 : 0) + (address.includes(':') ? 1 : 0)
}
