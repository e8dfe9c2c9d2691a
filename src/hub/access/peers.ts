/**
 * The network that limits count by: an IPv4 address, or the 64 bits of IPv6 that one connection has to itself. It stays
 * in memory and is never written anywhere.
 */
export function networkOf(peer: string): string {
  const address = plain(peer)
  if (!address.includes(':')) return address
  const url = `http://[${address.replace(/%.*$/, '')}]`
  if (!URL.canParse(url)) return address
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - front.length - back.length }, () => '0')
  return [...front, ...zeros, ...back].slice(0, 4).join(':')
}

/** Whether nobody between the browser and the hub can listen. */
export function isThisMachine(peer: string): boolean {
  const address = plain(peer)
  return address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)
}

// A listener on `::` names IPv4 addresses in IPv6's clothes.
function plain(peer: string): string {
  return peer.replace(/^::ffff:(?=\d+\.)/i, '')
}
