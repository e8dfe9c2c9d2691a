import { expect, onTestFinished, test, vi } from 'vitest'
import { startApp } from '#app/app.ts'
import { createDispatch } from '#app/dispatch.ts'
import { openStatistics } from '#app/statistics-room.ts'
import { createAppStore } from '#app/store.ts'
import { amend } from '#app/amend.ts'
import { emptyDetails } from '#domain/events.ts'
import type { Day, NeedId, Series } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import { withoutTicket } from '#domain/visits/record.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at, desk1, monday } from '../support/given.ts'
import { builtAt, originNamed } from '../support/library-world.ts'

const issue = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series } as const
const month = { type: 'month', day: monday } as const

test('a device with a hub does not fold by itself', async () => {
  const ports = fakePorts(at('14:00'))
  const fold = vi.spyOn(ports.store, 'fold')
  ports.hub.setStanding({ freshness: 'live', role: 'kiosk' })
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.dispatch(issue)
  ports.clock.set(at('2026-11-27 15:00'))
  await app.refresh()
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(fold).not.toHaveBeenCalled()
})

test('[S16] what the hub has folded is counted by its batch alone, also while the raw day is still here', async () => {
  const ports = fakePorts(at('14:00'))
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.dispatch(issue)
  await app.dispatch({ type: 'CallNext', desk: desk1 })
  ports.clock.set(at('2026-11-25 15:00'))
  ports.hub.setStanding({ freshness: 'live', role: 'desk' })
  await ports.store.keepBatches([encodeDayBatch(monday, [], 7, 120, () => 0.5)], new Map([[monday, 'digest']]))
  const shown = await openStatistics(app).ask('overview', month)
  expect(shown.ok && shown.value.figures.issued).toBe(7)
})

test('[S16] an amendment counts beside the hub’s batch until the hub has folded it, and once', async () => {
  const ports = fakePorts(at('14:00'))
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  const tuesday = '2026-11-24' as Day
  ports.hub.setStanding({ freshness: 'live', role: 'manager' })
  const total = { day: monday, band: null, need: 'job' as NeedId, outcome: null, count: 4 }
  const kept = (visits: number) =>
    encodeDayBatch(
      monday,
      Array.from({ length: visits }, () => withoutTicket('walkUp', 7, total.need, emptyDetails)),
      0,
      120,
      () => 0.5,
    )
  const digests = new Map([[monday, 'digest']])
  await ports.store.keepBatches([kept(3)], digests, monday)
  ports.clock.set(at('2026-11-24 09:00'))
  expect((await amend(app, { type: 'TypeVisits', ...total })).ok).toBe(true)
  await amend(app, { type: 'TypeVisits', ...total, day: tuesday })
  const counted = async (day: Day) => {
    const shown = await openStatistics(app).ask('overview', { type: 'day', day })
    return shown.ok ? shown.value.figures.visits : shown.error
  }
  expect([await counted(monday), await counted(tuesday)]).toEqual([7, 4])
  // Folded at the hub with the day on which it was said; its raw entry has not left this device yet.
  await ports.store.keepBatches([kept(7)], digests, tuesday)
  expect(await counted(monday)).toBe(7)
})

test.each([0, 1, 2] as const)('[J18] an entry says what the hub has said of the clock: %i', async (quality) => {
  const journal = createMemoryJournal(originNamed('k'))
  const clock = { now: () => at('14:00'), offsetMs: 0, quality: () => quality }
  const dispatch = createDispatch({ store: journal, clock, builtAt }, createAppStore(at('14:00'), monday))
  await dispatch(issue)
  expect(journal.all().map((entry) => entry.clock)).toEqual([quality])
})
