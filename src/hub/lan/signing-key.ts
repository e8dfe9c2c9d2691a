import { createPrivateKey } from 'node:crypto'

/** A key of Web Crypto, which the package that signs certificates speaks. */
export type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** A pair of keys on the curve that every system knows. */
export interface KeyPair {
  readonly privateKey: Key
  readonly publicKey: Key
}

const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** How certificates are signed. */
export const signing = { name: 'ECDSA', hash: 'SHA-256' } as const

export async function createKeyPair(): Promise<KeyPair> {
  return await crypto.subtle.generateKey(curve, true, ['sign', 'verify'])
}

/** The private key as PKCS #8 in PEM. */
export async function writeKey(key: Key): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', key))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString()
}

/** Throws where the text is no such key. */
export async function readKey(pem: string): Promise<Key> {
  const der = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' })
  return await crypto.subtle.importKey('pkcs8', der, curve, false, ['sign'])
}
