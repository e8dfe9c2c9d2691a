import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { SiteEvent } from '#domain/events.ts'
import type { Day, DeskNumber, EntryId, Instant, OriginId, OutcomeId, Series } from '#domain/ids.ts'
import { addDays } from '#domain/hours/calendar.ts'
import { issuerLetters } from '#domain/queue/numbering.ts'
import { defaultSettings } from '#domain/settings.ts'
import { emptySite } from '#domain/site.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { decideClaim } from '#protocol/claims.ts'
import type { LiveClaim } from '#protocol/claims.ts'
import { formatCursor, parseCursor, startCursor } from '#protocol/cursor.ts'
import { createLink, hearHello, hearPush, nextPush, sayHello } from '#protocol/device-core.ts'
import { acceptPush, adoptArchive, answerHello, readPush, sealDays, wantedBy } from '#protocol/hub-core.ts'
import type { PushContext } from '#protocol/hub-core.ts'
import { firstTag, receiptFor } from '#protocol/names.ts'
import type { DeviceId, Incarnation, Receipt } from '#protocol/names.ts'
import { sealableHorizon } from '#protocol/sealing.ts'
import { leaseSeries, releaseSeries } from '#protocol/series.ts'
import { archiveOf, emptySiteLog, sealed, viewOf, written } from '#hub/stores/site-log.ts'
import type { SiteLog } from '#hub/stores/site-log.ts'
import { contextOf, followUp, kit, mainSite, mondayOfHub, noonOfMonday, pushOf, ticketOf } from '../support/pushing.ts'

const life = 'firstlife1' as Incarnation
const kiosk = 'aaaaaaaaaa' as OriginId
const deskOrigin = 'bbbbbbbbbb' as OriginId
const desk2 = 2 as DeskNumber
const tuesday = addDays(mondayOfHub, 1)
const called: SiteEvent = { type: 'TicketCalled', desk: desk2 }
const finished: SiteEvent = {
  type: 'VisitFinished',
  desk: desk2,
  details: { ...emptyDetails, outcome: 'answered' as OutcomeId },
}

function push(
  log: SiteLog,
  entries: readonly Entry[],
  more: Partial<PushContext> = {},
  receipts: readonly (Receipt | null)[] = [],
) {
  const read = readPush(pushOf(life, entries, receipts, log.horizon))
  const accepted = acceptPush(viewOf(log, wantedBy(read)), read, contextOf(life, more), kit)
  return { log: written(log, accepted.write), reply: accepted.reply }
}

describe('what the hub accepts', () => {
  test('[P1] a push to another life changes nothing', () => {
    const read = readPush(pushOf('otherlife1' as Incarnation, [ticketOf(kiosk, 1)]))
    const accepted = acceptPush(viewOf(emptySiteLog, wantedBy(read)), read, contextOf(life), kit)
    expect(accepted.reply).toEqual({ type: 'otherLife', incarnation: life })
    expect(written(emptySiteLog, accepted.write)).toEqual(emptySiteLog)
  })

  test('[P2] a cursor is kept where its tag is the tag of the log', () => {
    const cursor = { incarnation: 'otherlife1' as Incarnation, seq: 5, tag: 'aaaaaaaaaaaaaaaa' as typeof firstTag }
    expect(parseCursor(formatCursor(cursor))).toEqual(cursor)
    expect(
      ['', 'a.1', 'firstlife1.01.aaaaaaaaaaaaaaaa', 'firstlife1.1.a', `${formatCursor(cursor)}.1`].map(parseCursor),
    ).toEqual(Array.from({ length: 5 }))
    const held = { own: new Set<OriginId>(), written: new Map(), entries: [] }
    const words = { version: 1, series: null, report: { app: 'test', now: 0, unsent: 0, storage: 'unknown' as const } }
    const { request } = sayHello(createLink({ ...createLink(), lastCursor: cursor }), held, words)
    const view = { head: { seq: 9, tag: firstTag }, horizon: null, have: new Map() }
    expect(answerHello({ ...view, tagAtCursor: cursor.tag }, request, contextOf(life), null).cursor).toEqual({
      ...cursor,
      incarnation: life,
    })
    for (const tagAtCursor of [firstTag, null]) {
      expect(answerHello({ ...view, tagAtCursor }, request, contextOf(life), null).cursor).toEqual(startCursor(life))
    }
  })

  test('[P4] an old answer changes nothing', () => {
    const held = {
      own: new Set([kiosk]),
      written: new Map([[kiosk, 1]]),
      entries: [{ entry: ticketOf(kiosk, 1), receipt: null }],
    }
    const words = { version: 1, series: null, report: { app: 'test', now: 0, unsent: 0, storage: 'unknown' as const } }
    const hello = sayHello(createLink(), held, words)
    const view = { head: { seq: 0, tag: firstTag }, horizon: null, have: new Map(), tagAtCursor: null }
    const reply = answerHello(view, hello.request, contextOf(life), null)
    const met = hearHello(hello.link, hello.number, reply, held).link
    const first = nextPush(met, held)
    const second = first === null ? null : nextPush(first.link, held)
    if (first === null || second === null) throw new Error('Nothing to push')
    const { reply: answer } = push(emptySiteLog, [ticketOf(kiosk, 1)])
    expect(hearPush(second.link, first.number, answer, first.request).link).toBe(second.link)
    expect(nextPush(hearPush(second.link, second.number, answer, second.request).link, held)).toBeNull()
    expect(hearHello(sayHello(met, held, words).link, hello.number, reply, held).link.cursor).toBeNull()
  })

  test('[P5] a kiosk may give back what a desk wrote, with its receipt and in its words', () => {
    const call = followUp(ticketOf(kiosk, 1), deskOrigin, 1, called)
    const receipt = receiptFor(kit.hmac, mainSite, call)
    const given = push(emptySiteLog, [call], { role: 'kiosk' }, [receipt])
    expect(given.reply).toMatchObject({ refused: [] })
    expect(given.log.logged.map(({ entry }) => entry.id)).toEqual([call.id])
    const forged = { ...call, event: { type: 'TicketCalled', desk: 3 as DeskNumber } as const }
    expect(push(emptySiteLog, [forged], { role: 'kiosk' }, [receipt]).reply).toMatchObject({
      refused: [{ id: call.id, why: 'receipt' }],
    })
    const elsewhere = push(emptySiteLog, [call], { role: 'kiosk', site: 'other' as typeof mainSite }, [receipt])
    expect(elsewhere.reply).toMatchObject({ refused: [{ why: 'receipt' }] })
  })

  test('[P6] other words under a counted number are a fork; an unreadable entry blocks no other', () => {
    const first = push(emptySiteLog, [ticketOf(kiosk, 1)])
    const fork = push(first.log, [ticketOf(kiosk, 1, { at: (noonOfMonday + 9) as Instant }), ticketOf(kiosk, 2)])
    expect(fork.reply).toMatchObject({ forks: [kiosk], refused: [{ id: `${kiosk}:1`, why: 'forked' }] })
    expect(fork.log.logged.map(({ entry }) => entry.n)).toEqual([1, 2])
    const broken = push(first.log, [{ ...ticketOf(kiosk, 2), at: -1 as Instant }, ticketOf(kiosk, 3)])
    expect(broken.reply).toMatchObject({ quarantined: [`${kiosk}:2`], refused: [] })
    expect(broken.log.have).toEqual(new Map([[kiosk, [[1, 3]]]]))
    expect(broken.log.quarantined).toMatchObject([{ origin: kiosk, n: 2, field: 'at' }])
  })

  test('[P8] a late outcome corrects the batch of its day once, and leaves no raw entry', () => {
    const ticket = ticketOf(kiosk, 1)
    let { log } = push(emptySiteLog, [ticket, ticketOf(kiosk, 2)])
    const entries = log.logged.map(({ entry }) => entry)
    log = sealed(log, sealDays(entries, mondayOfHub, new Map(), defaultSettings(), kit))
    const receipt = receiptFor(kit.hmac, mainSite, ticket)
    const call = followUp(ticket, deskOrigin, 1, called)
    const finish = followUp(ticket, deskOrigin, 2, finished, call.id)
    for (let times = 0; times < 3; times++) {
      log = push(log, [ticket, call, finish], { device: 'deskxxxxxx' as DeviceId }, [receipt]).log
    }
    expect(log.logged).toEqual([])
    const records = [...log.batches.values()].flatMap(decodeDayBatch)
    expect(records.map(({ end }) => end).sort()).toEqual(['leftUnserved', 'served'])
    expect(records.map(({ details }) => details.outcome ?? 'none').sort()).toEqual(['answered', 'none'])
    expect(log.have).toEqual(
      new Map([
        [kiosk, [[1, 2]]],
        [deskOrigin, [[1, 2]]],
      ]),
    )
  })

  test('[P8] from a device that does not know of the fold a late entry is not taken, until it comes with its subject', () => {
    const ticket = ticketOf(kiosk, 1)
    const left = followUp(ticket, kiosk, 2, { type: 'TicketWithdrawn' })
    let { log } = push(emptySiteLog, [ticket])
    log = sealed(log, sealDays([ticket], mondayOfHub, new Map(), defaultSettings(), kit))
    const read = readPush(pushOf(life, [left]))
    const accepted = acceptPush(viewOf(log, wantedBy(read)), read, contextOf(life), kit)
    expect(accepted.reply).toMatchObject({ refused: [], horizon: mondayOfHub, have: log.have })
    expect(written(log, accepted.write)).toEqual(log)
    log = push(log, [ticket, left]).log
    expect([...log.batches.values()].flatMap(decodeDayBatch).map(({ end }) => end)).toEqual(['withdrawn'])
  })

  test('[P8] a finish after midnight goes with the day of its visit', () => {
    const ticket = ticketOf(kiosk, 1)
    const finish = followUp(ticket, deskOrigin, 1, finished)
    let { log } = push(emptySiteLog, [ticket])
    log = sealed(log, sealDays([ticket], mondayOfHub, new Map(), defaultSettings(), kit))
    log = push(log, [ticket, { ...finish, day: tuesday }], { device: 'deskxxxxxx' as DeviceId }, [
      receiptFor(kit.hmac, mainSite, ticket),
    ]).log
    expect(log.logged).toEqual([])
    expect([...log.batches.values()].map(({ day, visits }) => [day, visits])).toEqual([[mondayOfHub, 1]])
  })

  test('[P12] a letter is one store’s for its whole life, and rests before another has it', () => {
    const origin = (n: number) => `origin${String(n).padStart(4, '0')}` as OriginId
    let { leases, series } = leaseSeries([], origin(0), mondayOfHub, true)
    expect(series).toBe('')
    expect(leaseSeries(leases, origin(0), tuesday, false).series).toBe('')
    const letters: (Series | null)[] = []
    for (let n = 1; n <= issuerLetters.length + 1; n++) {
      ;({ leases, series } = leaseSeries(leases, origin(n), mondayOfHub, true))
      letters.push(series)
    }
    expect(letters).toEqual([...issuerLetters, null])
    leases = releaseSeries(leases, origin(3), mondayOfHub)
    expect(leaseSeries(leases, origin(99), addDays(mondayOfHub, 7), false).series).toBeNull()
    expect(leaseSeries(leases, origin(99), addDays(mondayOfHub, 8), false).series).toBe('C')
    expect(leaseSeries([], origin(1), mondayOfHub, false, 'K' as Series).series).toBe('K')
  })

  test('[P13] an older backup is brought up to the archive without counting anything twice', () => {
    const before = push(emptySiteLog, [ticketOf(kiosk, 1)]).log
    const full = push(before, [ticketOf(kiosk, 2)]).log
    const folded = sealed(
      full,
      sealDays(
        full.logged.map(({ entry }) => entry),
        mondayOfHub,
        new Map(),
        defaultSettings(),
        kit,
      ),
    )
    const sealing = adoptArchive(
      before.logged.map(({ entry }) => entry),
      before.batches,
      archiveOf(folded),
      defaultSettings(),
      kit,
    )
    const restored = sealing === null ? before : sealed(before, sealing)
    expect(restored.logged).toEqual([])
    expect(restored.have).toEqual(folded.have)
    expect([...restored.batches.values()].map(({ visits }) => visits)).toEqual([2])
  })

  test('[P14] a store is its device’s until that one is revoked', () => {
    const { log } = push(emptySiteLog, [ticketOf(kiosk, 1)])
    const device = 'newcomerxx' as DeviceId
    const refused = push(log, [ticketOf(kiosk, 2)], { device })
    expect(refused.reply).toMatchObject({ refused: [{ why: 'owner' }] })
    expect(refused.log.have).toEqual(log.have)
    const taken = push(log, [ticketOf(kiosk, 2)], { device, isRevoked: () => true })
    expect(taken.reply).toMatchObject({ refused: [] })
    expect(taken.log.owners.get(kiosk)).toBe(device)
  })

  test('[P7] a day is folded when it is over and delivered, or when its retention has passed', () => {
    const { site } = play(emptyReplay(emptySite(defaultSettings())), [ticketOf(kiosk, 1)], noonOfMonday)
    const at = (day: Day, hours: number) => ({ day, now: (noonOfMonday + hours * 3_600_000) as Instant })
    const delivered = () => true
    const waiting = () => false
    expect(sealableHorizon(site, at(mondayOfHub, 0), delivered)).toBeNull()
    expect(sealableHorizon(site, at(tuesday, 13), delivered)).toBe(mondayOfHub)
    expect(sealableHorizon(site, at(tuesday, 13), waiting)).toBeNull()
    expect(sealableHorizon(site, at(addDays(mondayOfHub, 2), 40), waiting)).toBe(mondayOfHub)
  })

  test('[P17] desks that ask for the next visitor at once are given different ones', () => {
    const tickets = Array.from({ length: 5 }, (_, index) => ticketOf(kiosk, index + 1))
    const { site } = play(emptyReplay(emptySite(defaultSettings())), tickets, noonOfMonday)
    const moment = { now: noonOfMonday, day: mondayOfHub }
    const claims: LiveClaim[] = []
    for (let desk = 1; desk <= 6; desk++) {
      const decided = decideClaim(site, claims, desk as DeskNumber, null, moment)
      if (decided.ok) claims.push(decided.value)
      else expect(decided.error).toEqual({ type: 'NobodyWaiting' })
    }
    expect(claims.map(({ ticketId }) => ticketId)).toEqual(tickets.map(({ id }) => id))
    const chosen = decideClaim(site, claims, 9 as DeskNumber, `${kiosk}:2` as EntryId, moment)
    expect(chosen).toEqual({ ok: false, error: { type: 'CalledElsewhere', label: 'J02', desk: 2 } })
    const later = { ...moment, now: (noonOfMonday + 5_000) as Instant }
    expect(decideClaim(site, claims, 9 as DeskNumber, `${kiosk}:2` as EntryId, later).ok).toBe(true)
  })
})
