import { createHash, X509Certificate } from 'node:crypto'

/** SHA-256 over a certificate: 8 groups of 4 bytes, as `A1 B2 C3 D4`, so that two people can read them to each other. */
export function fingerprintGroups(certificate: string): readonly string[] {
  const bytes = fingerprintBytes(certificate).map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
  return Array.from({ length: bytes.length / 4 }, (_, group) => bytes.slice(group * 4, group * 4 + 4).join(' '))
}

/** An identifier of the form that configuration profiles want, always the same for one authority. */
export function fingerprintUuid(certificate: string, purpose: string): string {
  const hex = createHash('sha256')
    .update(Uint8Array.from(fingerprintBytes(certificate)))
    .update(purpose)
    .digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return parts.join('-').toUpperCase()
}

function fingerprintBytes(certificate: string): readonly number[] {
  return [...createHash('sha256').update(new X509Certificate(certificate).raw).digest()]
}
