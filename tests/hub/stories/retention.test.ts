import { expect, test } from 'vitest'
import type { DeskNumber, Instant, TicketId } from '#domain/ids.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { readLog } from '../../support/hub-log.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import { answered, livePastDay, must, pastDay, backThen, traces, visitsOf, wordsOf } from '../../support/past-day.ts'

test('after a day is closed and delivered nothing raw is left on hub or device, and a late desk counts once', async () => {
  const hub = await startHub()
  try {
    const pairing = await pairWith(hub)
    const first = await pairing.device('desk')
    const late = await pairing.device('desk')

    // Three days ago, without a hub: five tickets, three of them served.
    const ids = await livePastDay(first)
    const raw = first.entries()
    await first.sync()

    // Another desk has read them, and was cut off over the closing, serving the fourth.
    await late.sync()
    const fourth = ids[3] as TicketId
    late.standsAt = (backThen + 60_000) as Instant
    must(late, { type: 'CallTicket', ticketId: fourth, desk: 2 as DeskNumber })
    must(late, { type: 'FinishVisit', ticketId: fourth, desk: 2 as DeskNumber, details: answered })
    const afterwards = late.entries().filter(({ origin }) => origin === late.origin())
    expect(afterwards.map(({ day }) => day)).toEqual([pastDay, pastDay])

    const words = wordsOf([...raw, ...afterwards])
    expect(new Set(traces(hub, words).map((found) => found.split(' holds ')[1])).size).toBeGreaterThan(raw.length)

    // The hub folds what is over and delivered by itself, soon after its start at the latest.
    await hub.end('SIGTERM')
    await hub.start()
    await eventually('the fold', async () => ((await visitsOf(pairing)).length > 0 ? true : undefined), 30_000)
    expect(traces(hub, words)).toEqual([])
    const served = (visits: readonly VisitRecord[]) => visits.filter(({ end }) => end === 'served').length
    expect((await visitsOf(pairing)).length).toBe(5)
    expect(served(await visitsOf(pairing))).toBe(3)
    expect(await readLog(pairing.manager)).toEqual([])

    // A device that has delivered erases after asking.
    await first.sync()
    await first.sync()
    expect(first.entries()).toEqual([])

    // The late desk delivers, again and again; its visit is counted once, and it forgets too.
    for (let repeat = 0; repeat < 3; repeat++) {
      late.reload()
      await late.sync()
    }
    late.standsAt = null
    expect(late.unsent()).toBe(0)
    expect(late.entries()).toEqual([])
    expect((await visitsOf(pairing)).length).toBe(5)
    expect(served(await visitsOf(pairing))).toBe(4)
    expect((await visitsOf(pairing)).filter(({ details }) => details.outcome === 'answered').length).toBe(4)
    await hub.end('SIGTERM')
    expect(traces(hub, words)).toEqual([])
  } finally {
    await hub.dispose()
  }
})
