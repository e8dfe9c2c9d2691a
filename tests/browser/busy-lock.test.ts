import { expect, test, vi } from 'vitest'
import { createBusyLock } from '#browser/busy-lock.ts'
import { createBrowserLocks } from './windows-locks.ts'

function windows(count: number) {
  const locks = createBrowserLocks()
  return Array.from({ length: count }, () => createBusyLock(locks))
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

test('the new version takes over when the last window rests, and not before', async () => {
  const [kiosk, desk, board] = windows(3)
  const takeOver = vi.fn(() => Promise.resolve())
  kiosk?.setBusy(true)
  desk?.setBusy(true)
  await settled()
  expect(await board?.whenAllRest(takeOver)).toBe(false)
  kiosk?.setBusy(false)
  await settled()
  expect(await board?.whenAllRest(takeOver)).toBe(false)
  desk?.setBusy(false)
  await settled()
  expect(await board?.whenAllRest(takeOver)).toBe(true)
  expect(takeOver).toHaveBeenCalledOnce()
})

test('a window may say what it is any number of times, and be busy again', async () => {
  const [kiosk, board] = windows(2)
  for (const busy of [true, true, false, false, true]) kiosk?.setBusy(busy)
  await settled()
  expect(await board?.whenAllRest(() => Promise.resolve())).toBe(false)
  kiosk?.setBusy(false)
  await settled()
  expect(await board?.whenAllRest(() => Promise.resolve())).toBe(true)
})

test('one window at a time hands over', async () => {
  const [one, two] = windows(2)
  const first = one?.whenAllRest(settled as () => Promise<void>)
  await Promise.resolve()
  expect(await two?.whenAllRest(() => Promise.resolve())).toBe(false)
  expect(await first).toBe(true)
})
