import { describe, expect, test } from 'vitest'
import type { Day, Instant, OriginId, SubjectId } from '#domain/ids.ts'
import { addDays } from '#domain/hours/calendar.ts'
import { defaultSettings } from '#domain/settings.ts'
import { emptySite } from '#domain/site.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { acceptPush, readPush, wantedBy } from '#protocol/hub-core.ts'
import type { PushContext } from '#protocol/hub-core.ts'
import { receiptFor } from '#protocol/names.ts'
import type { DeviceId, Incarnation, Receipt } from '#protocol/names.ts'
import { sealableHorizon } from '#protocol/sealing.ts'
import { emptySiteLog, viewOf, written } from '#hub/stores/site-log.ts'
import type { SiteLog } from '#hub/stores/site-log.ts'
import {
  contextOf,
  farFromLimits,
  followUp,
  kit,
  mainSite,
  mondayOfHub,
  noonOfMonday,
  pushOf,
  ticketOf,
} from '../support/pushing.ts'

const life = 'firstlife1' as Incarnation
const kiosk = 'aaaaaaaaaa' as OriginId
const owner = 'devicexxxx' as DeviceId
const newcomer = 'newcomerxx' as DeviceId

function push(
  log: SiteLog,
  entries: readonly Entry[],
  more: Partial<PushContext> = {},
  receipts: readonly (Receipt | null)[] = [],
) {
  const read = readPush(pushOf(life, entries, receipts, log.horizon))
  const accepted = acceptPush(viewOf(log, wantedBy(read)), read, contextOf(life, { role: 'kiosk', ...more }), kit)
  const { reply } = accepted
  if (reply.type !== 'pushed') throw new Error('Another life')
  return { log: written(log, accepted.write), reply }
}

describe('whose store it is', () => {
  test('[P14] what anybody was shown takes no store over; what is new does, from a revoked device', () => {
    const { log } = push(emptySiteLog, [ticketOf(kiosk, 1)])
    const gone = { device: newcomer, isRevoked: (device: DeviceId) => device === owner }
    const shown = push(log, [ticketOf(kiosk, 1)], gone)
    expect([shown.reply.refused, shown.log.owners.get(kiosk)]).toEqual([[], owner])
    const broken = push(log, [{ ...ticketOf(kiosk, 1), at: -1 as Instant }], gone)
    expect(broken.log.owners.get(kiosk)).toBe(owner)
    expect(push(log, [ticketOf(kiosk, 2)], gone).log.owners.get(kiosk)).toBe(newcomer)
  })

  test('[P14] who was not paired in its place takes nothing over, and says what it holds under a new origin', () => {
    const { log } = push(emptySiteLog, [ticketOf(kiosk, 1)])
    const stranger = { device: newcomer, isRevoked: () => true, mayFollow: () => false }
    const taken = push(log, [ticketOf(kiosk, 1), ticketOf(kiosk, 2)], stranger)
    expect(taken.reply).toMatchObject({ refused: [{ why: 'owner' }, { why: 'owner' }], forks: [kiosk] })
    expect(taken.log).toEqual(log)
    const live = push(log, [ticketOf(kiosk, 2)], { device: newcomer })
    expect(live.reply).toMatchObject({ refused: [{ why: 'owner' }], forks: [] })
    expect(live.log).toEqual(log)
  })
})

describe('what no honest device writes', () => {
  test('[P19] a device has twenty stores at a time, a manager five hundred; the others go on', () => {
    const origin = (index: number) => `store${String(index).padStart(5, '0')}` as OriginId
    const tickets = Array.from({ length: 25 }, (_, index) => ticketOf(origin(index), 1))
    const { reply } = push(emptySiteLog, tickets)
    expect(reply.refused.map(({ why }) => why)).toEqual(Array.from({ length: 5 }, () => 'owner'))
    expect(push(emptySiteLog, tickets, { role: 'manager' }).reply.refused).toEqual([])
    const full = { tally: { ...farFromLimits, storesOf: () => 20 } }
    const { log } = push(emptySiteLog, [ticketOf(kiosk, 1)])
    expect(push(log, [ticketOf(kiosk, 2), ticketOf(origin(1), 1)], full).reply.refused).toEqual([
      { id: `${origin(1)}:1`, why: 'owner' },
    ])
  })

  test('[P19] five hundred holes and no more: what would tear another waits until they are filled', () => {
    const holes = Array.from({ length: 600 }, (_, index) => ticketOf(kiosk, 1 + index * 2))
    let log = emptySiteLog
    for (let from = 0; from < 600; from += 200) {
      const torn = push(log, holes.slice(from, from + 200))
      expect(torn.reply.refused).toEqual([])
      ;({ log } = torn)
    }
    expect(log.have.get(kiosk)).toHaveLength(500)
    const broken = push(log, [{ ...ticketOf(kiosk, 5_001), at: -1 as Instant }])
    expect([broken.reply.quarantined, broken.log.have.get(kiosk)?.length]).toEqual([[], 500])
    // In order, nothing is lost.
    const all = Array.from({ length: 1_200 }, (_, index) => ticketOf(kiosk, 1 + index))
    for (let from = 0; from < 1_200; from += 200) ({ log } = push(log, all.slice(from, from + 200)))
    expect(log.have.get(kiosk)).toEqual([[1, 1_200]])
  })

  test('[P19] more visits of a day than any device opens are set aside, and stay so when they come again', () => {
    const tally = { ...farFromLimits, opened: () => 4_999 }
    const tickets = [ticketOf(kiosk, 1), ticketOf(kiosk, 2)]
    const first = push(emptySiteLog, tickets, { tally })
    expect(first.reply).toMatchObject({ quarantined: [`${kiosk}:2`], refused: [], forks: [] })
    expect(first.log.quarantined).toMatchObject([{ n: 2, field: 'day', device: owner }])
    const again = push(first.log, tickets, { tally: { ...tally, opened: () => 5_000 } })
    expect(again.reply).toMatchObject({ quarantined: [`${kiosk}:2`], refused: [], forks: [] })
    expect(again.log).toEqual(first.log)
    expect(push(emptySiteLog, tickets, { tally, role: 'manager' }).reply.quarantined).toEqual([])
    // What the hub has seen already is given back whole.
    const receipts = tickets.map((ticket) => receiptFor(kit.hmac, mainSite, ticket))
    expect(push(emptySiteLog, tickets, { tally }, receipts).reply.quarantined).toEqual([])
  })

  test('[P19] five hundred entries about one visitor and no more; the site’s own subjects hold decades', () => {
    const ticket = ticketOf(kiosk, 1)
    const given = (n: number) => followUp(ticket, kiosk, n, { type: 'PriorityGiven', priority: n % 2 === 0 })
    const near = { tally: { ...farFromLimits, entriesOf: () => 499 } }
    const { log } = push(emptySiteLog, [ticket])
    expect(push(log, [given(2), given(3)], near).reply.quarantined).toEqual([`${kiosk}:3`])
    const pause = (n: number): Entry => ({
      ...ticketOf(kiosk, n),
      subject: 'ticketing' as SubjectId,
      event: { type: 'TicketingPaused' },
    })
    expect(push(log, [pause(2), pause(3)], { ...near, role: 'desk' }).reply.quarantined).toEqual([])
  })

  test('[P19] no number is so far ahead that none would be left; the next one of a busy day is not', () => {
    const from = (issued: number) => ({ tally: { ...farFromLimits, issued: () => issued } })
    const far = { ...ticketOf(kiosk, 9_999), n: 1, id: `${kiosk}:1`, subject: `${kiosk}:1` } as Entry
    expect(push(emptySiteLog, [far], from(0)).reply.quarantined).toEqual([`${kiosk}:1`])
    expect(push(emptySiteLog, [ticketOf(kiosk, 1_197)], from(1_196)).reply.quarantined).toEqual([])
    expect(push(emptySiteLog, [ticketOf(kiosk, 900)], from(0)).reply.quarantined).toEqual([])
  })

  test('[P19] days before 2020 or more than 400 days ahead are set aside; a clock that is a year off is a clock', () => {
    const of = (n: number, day: Day) => ticketOf(kiosk, n, { day })
    const days = ['2019-12-31', '2020-01-01', addDays(mondayOfHub, 401), addDays(mondayOfHub, 402), '9999-12-31']
    const entries = days.map((day, index) => of(index + 1, day as Day))
    const { reply, log } = push(emptySiteLog, entries)
    expect(reply.quarantined).toEqual([1, 4, 5].map((n) => `${kiosk}:${n}`))
    expect(reply.have.get(kiosk)).toEqual([[1, 5]])
    // Not a fork: the same comes again when an answer was lost.
    expect(push(log, entries).reply).toMatchObject({ quarantined: reply.quarantined, refused: [], forks: [] })
    const closing: Entry = {
      ...ticketOf(kiosk, 6),
      subject: 'day:9000-01-01' as SubjectId,
      event: { type: 'DayClosed', day: '9000-01-01' as Day },
    }
    expect(push(log, [closing], { role: 'desk' }).reply.quarantined).toEqual([`${kiosk}:6`])
  })

  test('[D2] a day that was closed in the year 9999 is folded like any other, and the days after it', () => {
    const tuesday = addDays(mondayOfHub, 1)
    const closing: Entry = {
      ...ticketOf(kiosk, 3),
      at: Date.UTC(9999, 0, 1) as Instant,
      subject: `day:${mondayOfHub}` as SubjectId,
      event: { type: 'DayClosed', day: mondayOfHub },
    }
    const entries = [ticketOf(kiosk, 1), ticketOf(kiosk, 2, { day: tuesday }), closing]
    const { site } = play(emptyReplay(emptySite(defaultSettings())), entries, noonOfMonday)
    const later = { day: addDays(mondayOfHub, 4), now: (noonOfMonday + 4 * 86_400_000) as Instant }
    expect(sealableHorizon(site, later, () => false)).toBe(tuesday)
  })
})
