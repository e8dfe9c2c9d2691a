import { describe, expect, test } from 'vitest'
import { controllerChanged, hasRested, mustReload, openedWindow, restMs, saidIdle } from '#browser/update-policy.ts'

describe('when a window rests', () => {
  test('a window whose screen says nothing rests a minute after it was opened', () => {
    const view = openedWindow(1000, true)
    expect(hasRested(view, 1000 + restMs - 1)).toBe(false)
    expect(hasRested(view, 1000 + restMs)).toBe(true)
  })

  test('a window in use never rests, and begins its minute when the use ends', () => {
    const busy = saidIdle(openedWindow(0, true), false, 5000)
    expect(hasRested(busy, 1e9)).toBe(false)
    const idle = saidIdle(busy, true, 90_000)
    expect(hasRested(idle, 90_000 + restMs - 1)).toBe(false)
    expect(hasRested(idle, 90_000 + restMs)).toBe(true)
  })

  test('a screen that says it again does not begin its minute anew', () => {
    const again = saidIdle(saidIdle(openedWindow(0, true), true, 10), true, 50_000)
    expect(hasRested(again, restMs)).toBe(true)
  })
})

describe('when a worker takes over', () => {
  test('the first installation reloads nothing', () => {
    const installed = controllerChanged(openedWindow(0, false))
    expect(mustReload(installed)).toBe(false)
  })

  test('an update reloads a window, also one that was there at the first installation', () => {
    expect(mustReload(controllerChanged(openedWindow(0, true)))).toBe(true)
    expect(mustReload(controllerChanged(controllerChanged(openedWindow(0, false))))).toBe(true)
  })

  test('a window taken up in that very moment is reloaded when its use ends', () => {
    const busy = controllerChanged(saidIdle(openedWindow(0, true), false, 1))
    expect(mustReload(busy)).toBe(false)
    expect(mustReload(saidIdle(busy, true, 2))).toBe(true)
  })
})
