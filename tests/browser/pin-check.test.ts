import { webcrypto } from 'node:crypto'
import { expect, test } from 'vitest'
import { createPinCheck } from '#browser/pin-check.ts'

const pins = createPinCheck(webcrypto as unknown as Crypto)

test('a PIN is known by its hash, and no other is', async () => {
  const stored = await pins.hash('4711')
  expect(await pins.matches('4711', stored)).toBe(true)
  for (const wrong of ['4712', '471', '47110', '']) expect(await pins.matches(wrong, stored)).toBe(false)
})

test('the same PIN has another salt and hash on each device, and neither shows it', async () => {
  const [one, two] = await Promise.all([pins.hash('1234'), pins.hash('1234')])
  expect(one.salt).not.toBe(two.salt)
  expect(one.hash).not.toBe(two.hash)
  expect(one.hash).toMatch(/^210000:[0-9a-f]{64}$/)
  expect(one.salt).toMatch(/^[0-9a-f]{32}$/)
})

test('a hash of other rounds is still understood, a broken one lets nobody in', async () => {
  const bits = await webcrypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(16), iterations: 1000 },
    await webcrypto.subtle.importKey('raw', new TextEncoder().encode('99'), 'PBKDF2', false, ['deriveBits']),
    256,
  )
  const salt = '00'.repeat(16)
  const hash = Buffer.from(bits).toString('hex')
  expect(await pins.matches('99', { salt, hash: `1000:${hash}` })).toBe(true)
  for (const broken of [hash, '', `0:${hash}`, `1000:${hash}00`, `1000:${hash.toUpperCase()}x`]) {
    expect(await pins.matches('99', { salt, hash: broken })).toBe(false)
  }
  expect(await pins.matches('99', { salt: 'zz', hash: `1000:${hash}` })).toBe(false)
})
