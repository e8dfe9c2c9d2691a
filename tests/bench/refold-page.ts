import { simulateDay } from '#app/demo-day.ts'
import type { Day, Instant } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'

/** About 5,000 entries of one very busy day: several simulated days laid over each other, each store with its own origin. */
function busyDay(count: number): readonly Entry[] {
  const entries: Entry[] = []
  for (let seed = 1; entries.length < count; seed++) {
    entries.push(...simulateDay({ settings: defaultSettings(), day: '2026-11-25' as Day, seed }))
  }
  return entries.slice(0, count)
}

/** Milliseconds that a whole re-fold takes, once per round. */
function refold(count: number, rounds: number): { readonly entries: number; readonly times: number[] } {
  const entries = busyDay(count)
  const now = Date.UTC(2026, 11, 1) as Instant
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    const { site } = play(emptyReplay(), entries, now)
    times.push(performance.now() - from)
    if (site.tickets.size === 0) throw new Error('The fold folded nothing')
  }
  return { entries: entries.length, times }
}

Object.assign(globalThis, { refold })
