import { localDomains } from './names.ts'

/** The object identifier of the extension. */
export const nameConstraintsOid = '2.5.29.30'

/** Networks of the house: address and mask. */
const privateNetworks: readonly (readonly [string, string])[] = [
  ['0a000000', 'ff000000'],
  ['ac100000', 'fff00000'],
  ['c0a80000', 'ffff0000'],
  ['a9fe0000', 'ffff0000'],
  ['7f000000', 'ff000000'],
  ['fc'.padEnd(32, '0'), 'fe'.padEnd(32, '0')],
  ['fe80'.padEnd(32, '0'), 'ffc0'.padEnd(32, '0')],
  ['1'.padStart(32, '0'), ''.padEnd(32, 'f')],
]

const tags = { sequence: 0x30, permitted: 0xa0, dnsName: 0x82, ipAddress: 0x87 }

/**
 * The extension that binds an authority to the local network (RFC 5280, 4.2.1.10), in DER: whoever trusts it trusts it
 * for these names and private addresses alone, even if its key is stolen.
 */
export function encodeNameConstraints(hostname: string | undefined): Uint8Array<ArrayBuffer> {
  const names = [...localDomains, ...(hostname === undefined ? [] : [hostname])]
  const subtrees = [
    ...names.map((name) => element(tags.dnsName, Buffer.from(name, 'ascii'))),
    ...privateNetworks.map(([address, mask]) => element(tags.ipAddress, Buffer.from(address + mask, 'hex'))),
  ].map((name) => element(tags.sequence, name))
  return element(tags.sequence, element(tags.permitted, Buffer.concat(subtrees)))
}

/** The names that such an extension permits. */
export function readPermittedNames(der: Uint8Array): readonly string[] {
  return elements(der)
    .flatMap(({ value }) => elements(value))
    .filter(({ tag }) => tag === tags.permitted)
    .flatMap(({ value }) => elements(value))
    .flatMap(({ value }) => elements(value))
    .filter(({ tag }) => tag === tags.dnsName)
    .map(({ value }) => Buffer.from(value).toString('ascii'))
}

function element(tag: number, value: Uint8Array): Uint8Array<ArrayBuffer> {
  const { length } = value
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Uint8Array.from([tag, ...size, ...value])
}

function elements(der: Uint8Array): readonly { readonly tag: number; readonly value: Uint8Array }[] {
  const found: { tag: number; value: Uint8Array }[] = []
  let at = 0
  while (at + 2 <= der.length) {
    const first = der[at + 1] ?? 0
    const sizeBytes = first < 0x80 ? 0 : first & 0x7f
    const length =
      sizeBytes === 0 ? first : der.subarray(at + 2, at + 2 + sizeBytes).reduce((sum, byte) => sum * 256 + byte, 0)
    const start = at + 2 + sizeBytes
    found.push({ tag: der[at] ?? 0, value: der.subarray(start, start + length) })
    at = start + length
  }
  return found
}
