import { afterEach, expect, test } from 'vitest'
import { createHubWindows } from '#browser/hub/hub-windows.ts'
import type { HubWindows } from '#browser/hub/hub-windows.ts'
import type { LinkRunner, LinkWord } from '#browser/hub/link-runner.ts'
import type { LinkEvent } from '#protocol/link-state.ts'
import { createBrowserLocks } from '../windows-locks.ts'

const opened: HubWindows[] = []
afterEach(async () => {
  for (const window of opened.splice(0)) await window.stop()
})

const word = (unsent: number): LinkWord => ({
  freshness: 'live',
  silentMs: 100,
  trouble: null,
  unsent,
  unsentTickets: [],
  role: 'desk',
  series: null,
  rates: null,
  clock: { offsetMs: 0, quality: 1 },
})

function openWindow(store: string, locks: Pick<LockManager, 'request'> | undefined, unsent: number) {
  const fed: LinkEvent['type'][] = []
  const heard: { unsent: number; own: boolean }[] = []
  const state = { running: false, say: (_: LinkWord): void => undefined }
  const runner: LinkRunner = {
    feed: ({ type }) => void fed.push(type),
    word: () => word(unsent),
    stop: () => {
      state.running = false
      return Promise.resolve()
    },
  }
  const windows = createHubWindows({
    store,
    locks,
    start: (onChange) => {
      state.running = true
      state.say = onChange
      return Promise.resolve(runner)
    },
    onWord: ({ unsent: told }, own) => heard.push({ unsent: told, own }),
    page: window,
  })
  opened.push(windows)
  return { windows, fed, heard, state }
}

test('one window has the link, the others hear its words, and one of them takes over within a second', async () => {
  const locks = createBrowserLocks()
  const store = `windows-${Math.random()}`
  const first = openWindow(store, locks, 1)
  await expect.poll(() => first.state.running).toBe(true)
  const second = openWindow(store, locks, 2)
  const third = openWindow(store, locks, 3)
  first.state.say(word(7))
  await expect.poll(() => second.heard.at(-1)).toEqual({ unsent: 7, own: false })
  expect([second.state.running, third.state.running]).toEqual([false, false])
  const closedAt = performance.now()
  await first.windows.stop()
  await expect.poll(() => second.state.running).toBe(true)
  expect(performance.now() - closedAt).toBeLessThan(1_000)
  await expect.poll(() => third.heard.at(-1)).toEqual({ unsent: 2, own: false })
})

test('windows that are seen tick for a leader whose timers are slowed down', async () => {
  const locks = createBrowserLocks()
  const store = `windows-${Math.random()}`
  const leader = openWindow(store, locks, 1)
  await expect.poll(() => leader.state.running).toBe(true)
  openWindow(store, locks, 2)
  await expect.poll(() => leader.fed.filter((type) => type === 'ticked').length, { timeout: 20_000 }).toBeGreaterThan(1)
})

test('without Web Locks every window has a link of its own', async () => {
  const store = `windows-${Math.random()}`
  const first = openWindow(store, undefined, 1)
  const second = openWindow(store, undefined, 2)
  await expect.poll(() => [first.state.running, second.state.running]).toEqual([true, true])
  first.state.say(word(9))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(second.heard.every(({ own }) => own)).toBe(true)
})

test('the leader hears of the network', async () => {
  const leader = openWindow(`windows-${Math.random()}`, createBrowserLocks(), 1)
  await expect.poll(() => leader.state.running).toBe(true)
  window.dispatchEvent(new Event('offline'))
  window.dispatchEvent(new Event('online'))
  expect(leader.fed).toEqual(['wentOffline', 'wentOnline'])
})
