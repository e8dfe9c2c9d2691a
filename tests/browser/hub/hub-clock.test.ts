import { expect, test } from 'vitest'
import { createHubClock } from '#browser/hub/hub-clock.ts'

function device(start: number) {
  let now = start
  let elapsed = 0
  return {
    now: () => now,
    elapsed: () => elapsed,
    pass: (ms: number) => {
      now += ms
      elapsed += ms
    },
    set: (to: number) => (now = to),
  }
}

const noon = Date.UTC(2026, 10, 23, 11)

test('[J18] a clock that no hub was asked about is unproven; one exchange corrects it', () => {
  const time = device(noon + 86_400_000)
  const clock = createHubClock(null, time)
  expect([clock.now(), clock.quality?.()]).toEqual([noon + 86_400_000, 0])
  // A day ahead; the answer took 40 ms.
  clock.hear(noon + 20, time.now(), time.now() + 40)
  expect([clock.now(), clock.offsetMs, clock.quality?.()]).toEqual([noon, -86_400_000, 1])
})

test('the exchange with the smallest round trip counts, until it is old', () => {
  const time = device(noon)
  const clock = createHubClock(null, time)
  clock.hear(noon + 5, noon, noon + 10)
  clock.hear(noon + 900, noon, noon + 1_000)
  expect(clock.offsetMs).toBe(0)
  clock.hear(noon + 103, noon, noon + 6)
  expect(clock.offsetMs).toBe(100)
  time.pass(11 * 60_000)
  clock.hear(time.now() + 700, time.now(), time.now() + 1_000)
  expect(clock.offsetMs).toBe(200)
})

test('[J18] a clock that was set is suspect until the hub has been asked twice', () => {
  const time = device(noon)
  const clock = createHubClock(null, time)
  clock.hear(noon, noon, noon)
  time.set(noon + 3_600_000)
  expect(clock.quality?.()).toBe(2)
  clock.hear(noon, noon + 3_600_000, noon + 3_600_000)
  expect([clock.now(), clock.quality?.()]).toEqual([noon, 2])
  clock.hear(noon, noon + 3_600_000, noon + 3_600_000)
  expect(clock.quality?.()).toBe(1)
})

test('a device that starts offline goes on with what it knew; moments are never negative', () => {
  expect(createHubClock(-500, device(noon)).now()).toBe(noon - 500)
  expect(createHubClock(-500, device(noon)).quality?.()).toBe(1)
  expect(createHubClock(-500, device(0)).now()).toBe(0)
})
