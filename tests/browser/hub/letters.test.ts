import { expect, test, vi } from 'vitest'
import type { DevicePreferences, DeviceStore } from '#app/ports.ts'
import { createLetters } from '#browser/hub/letters.ts'
import type { Series } from '#domain/ids.ts'
import { defaultDevice } from '../../support/fake-ports.ts'

function device(): DeviceStore {
  let preferences: DevicePreferences = { ...defaultDevice, series: 'K' }
  return {
    get: () => preferences,
    set: (change) => (preferences = { ...preferences, ...change }),
    watch: () => () => undefined,
  }
}

test('[N3] a paired device issues under the letter that the hub has leased, not under its own', async () => {
  const claim = vi.fn(() => Promise.resolve('U' as Series))
  const letters = createLetters(claim)
  const own = letters.over(device())
  let told = 0
  own.watch(() => (told += 1))
  await letters.lease('' as Series)
  expect([own.get().series, told]).toEqual(['', 1])
  expect(own.get()).toBe(own.get())
  await letters.lease('B' as Series)
  expect([own.get().series, told]).toEqual(['B', 2])
  own.set({ theme: 'dark' })
  expect([own.get().theme, own.get().series]).toEqual(['dark', 'B'])
  expect(claim).not.toHaveBeenCalled()
})

test('[N5] without a lease it takes a letter of its own rather than refuse a ticket', async () => {
  const letters = createLetters(() => Promise.resolve('V' as Series))
  await letters.lease(null)
  expect(letters.over(device()).get().series).toBe('V')
})
