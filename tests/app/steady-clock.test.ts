import { expect, test } from 'vitest'
import { createSteadyClock } from '#app/steady-clock.ts'
import type { Instant } from '#domain/ids.ts'

const hour = 3_600_000

test('[J8] nothing is forgotten on the word of a clock that has just jumped', () => {
  const time = { now: 1_000 * hour, elapsed: 0 }
  const isSteady = createSteadyClock({ now: () => time.now as Instant, offsetMs: 0 }, () => time.elapsed)
  const pass = (hours: number) => {
    time.now += hours * hour
    time.elapsed += hours * hour
  }
  pass(5)
  expect(isSteady()).toBe(true)
  time.now += 48 * hour
  expect(isSteady()).toBe(false)
  pass(1.5)
  expect(isSteady()).toBe(false)
  time.now -= 48 * hour
  expect(isSteady()).toBe(false)
  pass(2)
  expect(isSteady()).toBe(true)
})
