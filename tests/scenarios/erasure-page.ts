import { startApp } from '#app/app.ts'
import { releasedAt } from '#app/release.ts'
import { foldClosedDays } from '#app/keep-house.ts'
import { emptyDetails } from '#domain/events.ts'
import type { DeskNumber, Instant, NeedId, OutcomeId, Series } from '#domain/ids.ts'
import { createBrowserPorts } from '#browser/ports.ts'

function openPorts() {
  return createBrowserPorts({
    demo: false,
    base: new URL('./', location.href),
    releasedAt,
    simulation: () => Promise.reject(new Error('No demonstration here')),
  })
}

/** A day at the desk inside a page, by a clock that the test sets; returns what must be gone after the fold. */
async function liveDay(
  visits: number,
  startAt: number,
): Promise<{ labels: string[]; instants: number[]; ids: string[] }> {
  const ports = await openPorts()
  let now = startAt
  const app = startApp({ ...ports, clock: { now: () => now as Instant, offsetMs: 0 } })
  const labels: string[] = []
  const instants: number[] = []
  const ids: string[] = []
  const desk = 1 as DeskNumber
  for (let visit = 0; visit < visits; visit++) {
    now += 61_001
    const issued = await app.dispatch({ type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series })
    now += 60_007
    const called = await app.dispatch({ type: 'CallNext', desk })
    if (!called.ok || !issued.ok || called.value.subject === null) throw new Error('The day went wrong')
    now += 600_011
    const details = { ...emptyDetails, outcome: 'answered' as OutcomeId }
    await app.dispatch({ type: 'FinishVisit', ticketId: called.value.subject, desk, details })
    for (const { event, at, hlc, id } of [...issued.value.entries, ...called.value.entries]) {
      if (event.type === 'TicketIssued') labels.push(event.label)
      instants.push(at)
      ids.push(hlc, id)
    }
  }
  app.stop()
  ports.store.close()
  return { labels, instants, ids }
}

async function foldAt(now: number): Promise<{ folded: boolean; visits: number }> {
  const ports = await openPorts()
  const folded = await foldClosedDays({ ...ports, clock: { now: () => now as Instant, offsetMs: 0 } })
  const horizon = await ports.store.horizon()
  const batches = horizon === null ? [] : await ports.store.batches(horizon, horizon)
  ports.store.close()
  return { folded, visits: batches.reduce((sum, batch) => sum + batch.visits, 0) }
}

Object.assign(globalThis, { liveDay, foldAt })
