import { expect, test } from 'vitest'
import { createGuessLimits } from '#hub/access/guess-limits.ts'
import { hashCode, newCode } from '#hub/access/secrets.ts'
import { openDoor } from './book-keeping.ts'

const redeeming = '/api/v1/pairings/redeem'
const unlimited = { limits: { stranger: { burst: 1e9, perSecond: 1e9 } } }

/** A flood of wrong codes over ten minutes, as long as a code lives; answers how many were looked up. */
async function guess(door: ReturnType<typeof openDoor>, times: number, peerOf: (n: number) => string) {
  const open = new Set<string>()
  const statuses = new Map<number, number>()
  for (let n = 0; n < times; n++) {
    door.clock += 600_000 / times
    const response = await door.ask('POST', redeeming, { peer: peerOf(n), body: { code: newCode() } })
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    if (response.status === 429) {
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
      open.add(response.headers.get('retry-after') ?? '')
    }
  }
  expect([...statuses.keys()].sort((a, b) => a - b)).toEqual([403, 429])
  return { lookedUp: statuses.get(403) ?? 0, waits: [...open].map(Number) }
}

test('[HA6] 10,000 guesses from one address are in vain, and another address is paired at once', async () => {
  const door = openDoor(unlimited)
  const code = await door.code('desk')
  door.clock -= 600_000
  const { lookedUp, waits } = await guess(door, 10_000, () => '192.168.1.66')
  expect(lookedUp).toBeLessThanOrEqual(10 + 600 / 20)
  expect(Math.max(...waits)).toBeLessThanOrEqual(20)
  // Even the right one is not looked up any more for that address.
  expect((await door.ask('POST', redeeming, { peer: '192.168.1.66', body: { code } })).status).toBe(429)
  expect((await door.ask('POST', redeeming, { peer: '192.168.1.20', body: { code } })).status).toBe(200)
})

test('[HA6] 10,000 guesses from 2,000 addresses are in vain, and keep nobody out who comes with the right code', async () => {
  const door = openDoor(unlimited)
  const code = await door.code('desk')
  door.clock -= 600_000
  // Five guesses each, one address after the other: below what one address may.
  const { lookedUp } = await guess(door, 10_000, (n) => `2001:db8:${Math.floor(n / 5).toString(16)}::1`)
  expect(lookedUp).toBeLessThanOrEqual(200 + 5 * 600 + 2_000)
  expect((await door.ask('POST', redeeming, { peer: '192.168.1.20', body: { code } })).status).toBe(200)
})

test('[HA6] however many guess, the hub looks up no more than some 25 a second', () => {
  const limits = createGuessLimits()
  let lookedUp = 0
  const seconds = 120
  for (let n = 0; n < seconds * 1_000; n++) if (limits.guess(`peer ${n}`, n).waitMs === 0) lookedUp += 1
  expect(lookedUp).toBeLessThanOrEqual(300 + 25 * seconds)
  expect(lookedUp).toBeGreaterThan(20 * seconds)
})

test('[HA6] who floods and then stops can pair from the same address within 20 seconds', async () => {
  const door = openDoor(unlimited)
  const code = await door.code('desk')
  for (let n = 0; n < 1_000; n++) await door.ask('POST', redeeming, { body: { code: newCode() } })
  const refused = await door.ask('POST', redeeming, { body: { code } })
  expect(refused.status).toBe(429)
  const wait = Number(refused.headers.get('retry-after'))
  expect(wait).toBeLessThanOrEqual(20)
  door.clock += wait * 1_000
  expect((await door.ask('POST', redeeming, { body: { code } })).status).toBe(200)
})

test('[HA6] right codes are no guesses: a whole library is set up from one address', async () => {
  const door = openDoor()
  for (let n = 0; n < 300; n++) {
    const body = { code: await door.code('desk') }
    expect((await door.ask('POST', redeeming, { body })).status).toBe(200)
  }
})

test('[HA6] many at once from one address are weighed before they are looked up', async () => {
  const door = openDoor(unlimited)
  const asked = Array.from({ length: 200 }, () => door.ask('POST', redeeming, { body: { code: newCode() } }))
  const answers = await Promise.all(asked)
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(10)
})

test('[HA6] codes are drawn from all their letters and are not repeated', () => {
  const codes = Array.from({ length: 2_000 }, newCode)
  expect(new Set(codes).size).toBe(codes.length)
  expect(new Set(codes.join('')).size).toBe(28)
  expect(new Set(codes.map(hashCode)).size).toBe(codes.length)
})
