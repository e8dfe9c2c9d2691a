import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { Amendment, Details } from '#domain/events.ts'
import type { Day, DeskNumber, Instant, NeedId, OriginId, OutcomeId, WorkshopType } from '#domain/ids.ts'
import { boardCalls } from '#domain/queue/board-calls.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import type { Entry } from '#journal/entry.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { allowsAppend, mayAppend, receivedBy } from '#protocol/roles.ts'
import type { EventType, Role } from '#protocol/roles.ts'
import { at } from '../support/given.ts'
import { createWorld, happening, live, siteOf } from '../support/library-world.ts'
import { followUp, ticketOf } from '../support/pushing.ts'

const origin = 'aaaaaaaaaa' as OriginId
const far = Number.MAX_SAFE_INTEGER as Instant
const runs = Number(process.env['PROPERTY_RUNS'] ?? 150)

describe('roles', () => {
  test('[P9] a kiosk issues, prioritises and withdraws; a board appends nothing; only a manager changes settings or totals', () => {
    const allowed = (role: Role) =>
      Object.entries(mayAppend).flatMap(([type, by]) => (by.includes(role) ? [type as EventType] : []))
    expect(allowed('board')).toEqual([])
    expect(allowed('kiosk')).toEqual(['TicketIssued', 'PriorityGiven', 'TicketWithdrawn'])
    expect(allowed('manager').filter((type) => !allowed('desk').includes(type))).toEqual([
      'VisitsTyped',
      'VisitsCorrected',
      'WorkshopHeld',
      'SettingsChanged',
    ])
  })

  test('[P9] a kiosk cannot speak in a desk’s name', () => {
    const ticket = ticketOf(origin, 1)
    expect(allowsAppend('kiosk', ticket)).toBe(true)
    const byDesk = followUp(ticket, origin, 2, { type: 'TicketWithdrawn', desk: 1 as DeskNumber })
    expect([allowsAppend('kiosk', byDesk), allowsAppend('desk', byDesk)]).toEqual([false, true])
  })

  test('[P10] no outcome, answer, topic or further need reaches a kiosk or a board, and no need a board', () => {
    const details = {
      ...emptyDetails,
      outcome: 'secretOutcome' as OutcomeId,
      moreNeeds: ['secretNeed' as NeedId],
      audience: { age: 'secretAge' },
    }
    const ticket = ticketOf(origin, 1, {
      event: { ...ticketOf(origin, 1).event, need: 'secretNeed' as NeedId } as Entry['event'],
    })
    const desk = 1 as DeskNumber
    const events = [
      { type: 'VisitFinished', desk, details },
      { type: 'OutcomeRecorded', desk, details },
      { type: 'WalkUpRecorded', desk, need: 'secretNeed' as NeedId, details },
      { type: 'TicketTransferred', desk, need: 'secretNeed' as NeedId },
      ...amendmentsSaying('secretNeed' as NeedId, details),
      { type: 'Unknown', original: { type: 'Later', note: 'secretNote' } },
    ] as const
    const entries = [
      ticket,
      ...events.map((event, index) => ({ ...followUp(ticket, origin, index + 2, called), event })),
    ]
    const seen = (role: 'kiosk' | 'board' | 'desk') =>
      JSON.stringify(entries.flatMap((entry) => receivedBy(role, entry) ?? []).map(storedEntry))
    expect(seen('desk')).toContain('secretOutcome')
    expect(seen('kiosk')).not.toMatch(/secretOutcome|secretAge|secretNote|secretType/)
    expect(seen('board')).not.toMatch(/secret/)
  })

  test('[P10] what a board may see is a list, and how a visit went is on it only as far as its picture shows', () => {
    const desk = 1 as DeskNumber
    const one = ticketOf(origin, 1).id
    const job = 'job' as NeedId
    const seen = (event: Entry['event']) => receivedBy('board', { ...ticketOf(origin, 2), event })?.event
    for (const event of [
      { type: 'TicketCalled', desk },
      { type: 'TicketRecalled', desk },
      { type: 'ServiceStarted', desk },
      { type: 'TicketReturned', desk },
      { type: 'TicketParked', desk },
      { type: 'NoShowRecorded', desk },
      { type: 'TicketCancelled', desk },
      { type: 'TicketWithdrawn' },
      { type: 'StepUndone', undoes: one },
      { type: 'DayClosed', day: '2026-11-23' as Day },
      { type: 'SettingsChanged', document: {} },
    ] as const) {
      expect(seen(event)).toEqual(event)
    }
    expect(seen({ type: 'TicketTransferred', desk, need: job })).toEqual({ type: 'TicketReturned', desk })
    expect(seen({ type: 'TicketWithdrawn', desk })).toEqual({ type: 'TicketWithdrawn' })
    expect(seen({ type: 'StepUndone', undoes: one, desk })).toEqual({ type: 'StepUndone', undoes: one })
    for (const event of [
      { type: 'PriorityGiven', priority: true },
      { type: 'TicketingPaused' },
      { type: 'TicketingResumed' },
      { type: 'OutcomeRecorded', desk, details: emptyDetails },
      { type: 'WalkUpRecorded', desk, need: job, details: emptyDetails },
      { type: 'Unknown', original: { type: 'Later' } },
      ...amendmentsSaying(job, emptyDetails),
    ] as const) {
      expect(seen(event)).toBeUndefined()
    }
  })

  test('[P10] what is reduced is still an entry, and shows the same calls and the same queue', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 80 }), async (happenings) => {
        const world = createWorld(4, at('09:00'))
        await live(world, happenings)
        const all = new Map(world.devices.flatMap(({ journal }) => journal.all()).map((entry) => [entry.id, entry]))
        const entries = [...all.values()]
        const full = siteOf(entries)
        const seenBy = (role: 'kiosk' | 'board') => {
          const received = entries.flatMap((entry) => receivedBy(role, entry) ?? [])
          for (const entry of received) expect(parseEntry(storedEntry(entry))).toEqual({ ok: true, value: entry })
          return play(emptyReplay(), received, far).site
        }
        const days = new Set<Day>(entries.map(({ day }) => day))
        for (const day of days) {
          const shown = (site: typeof full) => ({
            calls: boardCalls(site.tickets.values(), day, 99),
            waiting: callingOrder(site.tickets.values(), day)
              .map(({ id }) => id)
              .sort(),
          })
          expect(shown(seenBy('board'))).toEqual(shown(full))
          const queue = (site: typeof full) => callingOrder(site.tickets.values(), day).map(({ id }) => id)
          expect(queue(seenBy('kiosk'))).toEqual(queue(full))
        }
      }),
      { numRuns: runs },
    )
  }, 120_000)
})

function amendmentsSaying(need: NeedId, details: Details): readonly Amendment[] {
  const day = '2026-11-20' as Day
  const outcome = 'secretOutcome' as OutcomeId
  const becomes = { need, outcome }
  return [
    { type: 'VisitBackDated', desk: 1 as DeskNumber, day, band: 5, need, details },
    { type: 'VisitsTyped', day, band: null, need, outcome, count: 9 },
    { type: 'VisitsCorrected', day, need, outcome, count: 9, becomes },
    { type: 'WorkshopHeld', day, workshopType: 'secretType' as WorkshopType, sessions: 1, attendees: 9, capacity: 12 },
  ]
}

const called = { type: 'TicketCalled', desk: 1 as DeskNumber } as const
