import type { PinCheck } from '#app/ports.ts'

// A four-digit PIN is guessed in hours whatever its hash: this stops a look into the store, not a laboratory. Kept with each hash, so that it may grow.
const iterations = 210_000
const saltBytes = 16
const hashBits = 256

/** What protects a PIN at rest: a random salt and PBKDF2-SHA-256, as `iterations:hex`. */
export function createPinCheck(crypto: Pick<Crypto, 'subtle' | 'getRandomValues'> = globalThis.crypto): PinCheck {
  async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<Uint8Array> {
    const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
    const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
    return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, hashBits))
  }

  return {
    hash: async (pin) => {
      const salt = crypto.getRandomValues(new Uint8Array(saltBytes))
      return { salt: toHex(salt), hash: `${iterations}:${toHex(await derive(pin, salt, iterations))}` }
    },
    matches: async (pin, stored) => {
      const match = /^([1-9][0-9]{3,7}):([0-9a-f]{64})$/.exec(stored.hash)
      if (match === null || !/^([0-9a-f]{2}){8,}$/.test(stored.salt)) return false
      return isEqual(await derive(pin, fromHex(stored.salt), Number(match[1])), fromHex(match[2] ?? ''))
    },
  }
}

/** Takes the same time wherever the first difference is. */
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index] ?? 0)
  return difference === 0
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
