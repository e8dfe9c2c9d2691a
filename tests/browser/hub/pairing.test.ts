import { afterEach, expect, test, vi } from 'vitest'
import { afterPairing, whilePairing } from '#browser/hub/pairing.ts'
import { createBrowserLocks } from '../windows-locks.ts'

afterEach(() => vi.useRealTimers())

test('a store that never opens holds a pairing, and the windows that wait for it, up for eleven seconds at most', async () => {
  vi.useFakeTimers()
  const locks = createBrowserLocks()
  const told: string[] = []
  void whilePairing(
    locks,
    () => told.push('marked'),
    () => new Promise(() => undefined),
  ).then(() => told.push('paired'))
  void afterPairing(locks).then(() => told.push('opened'))
  await vi.advanceTimersByTimeAsync(9_000)
  expect(told).toEqual(['marked'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(told.sort()).toEqual(['marked', 'opened', 'paired'])
})

test('what fails while a browser is paired fails its pairing, and frees the windows', async () => {
  const locks = createBrowserLocks()
  const broken = () => Promise.reject(new Error('No disk'))
  await expect(whilePairing(locks, () => undefined, broken)).rejects.toThrow('No disk')
  await afterPairing(locks)
})
