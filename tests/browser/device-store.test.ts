import { afterEach, expect, test, vi } from 'vitest'
import { createDeviceStore, defaultPreferences, parsePreferences } from '#browser/device-store.ts'

const key = 'guichet-libre-device'
afterEach(() => {
  vi.restoreAllMocks()
  localStorage.clear()
})

test('a device without preferences has the usual ones', () => {
  expect(createDeviceStore().get()).toEqual(defaultPreferences)
})

test('what was set is there at the next start', () => {
  createDeviceStore().set({ theme: 'dark', series: 'B', pin: { salt: 'aa', hash: 'bb' } })
  expect(createDeviceStore().get()).toEqual({
    ...defaultPreferences,
    theme: 'dark',
    series: 'B',
    pin: { salt: 'aa', hash: 'bb' },
  })
})

test('the preferences are one object until they change, and listeners hear of it', () => {
  const store = createDeviceStore()
  const before = store.get()
  const listener = vi.fn()
  const stop = store.watch(listener)
  expect(store.get()).toBe(before)
  store.set({ soundVolume: 0.2 })
  expect(store.get()).not.toBe(before)
  expect(store.get()).toBe(store.get())
  expect(listener).toHaveBeenCalledOnce()
  stop()
  store.set({ soundVolume: 0.3 })
  expect(listener).toHaveBeenCalledOnce()
})

test('a change in another window arrives, one of another key does not', () => {
  const store = createDeviceStore()
  const listener = vi.fn()
  store.watch(listener)
  localStorage.setItem(key, JSON.stringify({ ...defaultPreferences, theme: 'contrast' }))
  window.dispatchEvent(new StorageEvent('storage', { key: 'something-else' }))
  expect(listener).not.toHaveBeenCalled()
  window.dispatchEvent(new StorageEvent('storage', { key }))
  expect(store.get().theme).toBe('contrast')
  expect(listener).toHaveBeenCalledOnce()
})

test.each(['', 'no json', '[1', 'null', '7', '"text"', '[]'])('stored %j is read as nothing stored', (text) => {
  expect(parsePreferences(text)).toEqual(defaultPreferences)
})

test('one broken preference does not take the others along', () => {
  const stored = { theme: 'pink', series: 'abc', pin: { salt: 1 }, pxPerMm: -2, soundVolume: 0.5, unknown: true }
  expect(parsePreferences(JSON.stringify(stored))).toEqual({ ...defaultPreferences, soundVolume: 0.5 })
})

test('a store that cannot be written keeps the preferences while the window lives', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const store = createDeviceStore()
  store.set({ theme: 'dark' })
  expect(store.get().theme).toBe('dark')
})
