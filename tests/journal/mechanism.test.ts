import { describe, expect, test } from 'vitest'
import { emptyDetails } from '#domain/events.ts'
import type { Fact } from '#domain/events.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Day, DeskNumber, EntryId, Instant, Label, NeedId, OriginId, Series } from '#domain/ids.ts'
import { entryId, originFromBytes, parseDay, parseOriginId } from '#domain/ids.ts'
import { businessDay, clockQuality } from '#journal/business-day.ts'
import { causalOrder, comesLast } from '#journal/causal-order.ts'
import type { Entry } from '#journal/entry.ts'
import { entriesFrom, headAfter, restedHead } from '#journal/entry.ts'
import { observe, parseHybridTime, tick, trustedAheadMs } from '#journal/hybrid-clock.ts'
import type { HybridTime } from '#journal/hybrid-clock.ts'
import { contains, withNumber } from '#journal/intervals.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import { upcast } from '#journal/upcast.ts'
import { at, monday } from '../support/given.ts'

const a = 'aaaaaaaaaa' as OriginId
const b = 'bbbbbbbbbb' as OriginId
const ticketId = entryId(a, 1)
const year2099 = Date.UTC(2099, 0, 1) as Instant

function entry(origin: OriginId, n: number, time: Instant, after: EntryId | null, event: Fact['event']): Entry {
  return {
    v: 1,
    id: entryId(origin, n),
    origin,
    n,
    subject: ticketId,
    after,
    hlc: tick(null, time, origin),
    at: time,
    clock: 0,
    day: monday,
    event,
  }
}

const issue = entry(a, 1, at('14:00'), null, {
  type: 'TicketIssued',
  label: 'A01' as Label,
  need: 'orient' as NeedId,
  series: '' as Series,
  num: 1,
  source: 'kiosk',
})
const desk = (n: number) => n as DeskNumber

describe('hybrid times', () => {
  test('[J4] never go back, even when the clock does', () => {
    let last: HybridTime | null = null
    for (const moment of ['14:00', '13:00', '13:00', '14:00', '15:00']) {
      const next: HybridTime = tick(last, at(moment), a)
      if (last !== null) expect(next > last).toBe(true)
      last = next
    }
  })

  test('[J4] the counter runs over into the next millisecond', () => {
    const full = parseHybridTime(`${String(at('14:00')).padStart(15, '0')}-99999-${a}`)
    if (full === undefined) throw new Error('Not a hybrid time')
    expect(tick(full, at('14:00'), a) > full).toBe(true)
  })

  test('[J4] a tablet in 2099 does not drag the others along', () => {
    const now = at('14:00')
    const mine = tick(null, now, a)
    expect(observe(mine, tick(null, year2099, b), now)).toBe(mine)
    const ahead = tick(null, (now + trustedAheadMs) as Instant, b)
    expect(observe(mine, ahead, now)).toBe(ahead)
    expect(observe(null, tick(null, year2099, b), now)).toBeNull()
  })
})

describe('the order of the fold', () => {
  const called = entry(b, 1, at('14:05'), issue.id, { type: 'TicketCalled', desk: desk(2) })
  const recalled = entry(a, 2, at('14:06'), called.id, { type: 'TicketRecalled', desk: desk(2) })

  test('[J3] an entry comes after its parent, whatever the clocks say', () => {
    const early = { ...recalled, hlc: tick(null, at('09:00'), a) }
    expect(causalOrder([early, called, issue])).toEqual([issue, called, early])
  })

  test('[J3] a clock 400 days ahead raises no false conflict', () => {
    const skewed = { ...called, hlc: tick(null, (at('14:05') + 400 * 86_400_000) as Instant, b) }
    const { site } = play(emptyReplay(), [recalled, skewed, issue], at('15:00'))
    expect(site.tickets.get(ticketId)?.state).toMatchObject({ type: 'called', desk: 2, calls: 2 })
    expect(site.tickets.get(ticketId)?.superseded).toEqual([])
  })

  test('[J3] of entries that did not know of each other the smaller time comes first', () => {
    const other = entry(a, 2, at('14:04'), issue.id, { type: 'TicketCalled', desk: desk(1) })
    expect(causalOrder([called, other, issue])).toEqual([issue, other, called])
  })

  test('[J3] a parent that is missing counts as present, a circle is folded by time', () => {
    expect(causalOrder([recalled])).toEqual([recalled])
    const x = { ...called, after: recalled.id }
    expect(causalOrder([recalled, x]).length).toBe(2)
  })

  test('[J3] what comes last is seen without sorting', () => {
    expect(comesLast([issue], called)).toBe(true)
    expect(comesLast([issue, recalled], called)).toBe(false)
    expect(comesLast([called], issue)).toBe(false)
    expect(comesLast([], called)).toBe(true)
  })
})

describe('counting', () => {
  test('[J2] numbers melt into intervals and keep their gaps', () => {
    const set = [3, 1, 2, 7, 6, 3].reduce(withNumber, [] as readonly (readonly [number, number])[])
    expect(set).toEqual([
      [1, 3],
      [6, 7],
    ])
    expect([contains(set, 2), contains(set, 5)]).toEqual([true, false])
  })

  test('[J2] a new decision goes on where the head stands, each entry after the one before', () => {
    const head = { origin: a, n: 4, hlc: null, at: null, day: null }
    const stamp = { at: at('14:00'), day: monday, clock: 0 as const, hlc: tick(null, at('14:00'), a) }
    const entries = entriesFrom(
      [
        { subject: ticketId, event: { type: 'ServiceStarted', desk: desk(1) } },
        { subject: ticketId, event: { type: 'TicketParked', desk: desk(1) } },
        { subject: 'new', event: { type: 'TicketingPaused' } },
      ],
      head,
      [stamp, stamp, stamp],
      () => issue.id,
    )
    expect(entries.map(({ id, after }) => [id, after])).toEqual([
      [`${a}:5`, issue.id],
      [`${a}:6`, `${a}:5`],
      [`${a}:7`, issue.id],
    ])
    expect(headAfter(head, entries).n).toBe(7)
  })

  test('[J2] origins and days are read strictly', () => {
    expect(parseOriginId(originFromBytes(new Uint8Array(10)))).toBe('aaaaaaaaaa')
    expect(() => originFromBytes(new Uint8Array(9))).toThrow('10 random bytes')
    expect([parseDay('2026-02-28'), parseDay('2026-02-30'), parseDay('today')]).toEqual([
      '2026-02-28',
      undefined,
      undefined,
    ])
  })
})

describe('shapes', () => {
  const stored = storedEntry(issue)

  test('[J5] an older shape is lifted step by step', () => {
    const steps = {
      [-1]: (shape: object) => ({ ...shape, day: monday }),
      0: (shape: object) => ({ ...shape, clock: 0 }),
    }
    const { day: _day, clock: _clock, ...old } = stored as Record<string, unknown>
    expect(upcast({ ...old, v: -1 }, steps)).toEqual(stored)
    expect(() => upcast({ v: 0 }, {})).toThrow('No way from entry version 0 to 1')
  })

  test('[J5] a newer shape passes untouched', () => {
    const newer = { ...stored, v: 7, glow: true }
    expect(upcast(newer)).toBe(newer)
  })

  test('[J6] an unknown event is kept as it came, and the fold ignores it', () => {
    const wire = { ...stored, event: { type: 'LanternLit', colour: 'amber', depth: { n: 1 } } }
    const parsed = parseEntry(JSON.parse(JSON.stringify(wire)))
    if (!parsed.ok) throw new Error(parsed.error.field)
    expect(parsed.value.event.type).toBe('Unknown')
    expect(storedEntry(parsed.value)).toEqual(wire)
    expect(play(emptyReplay(), [parsed.value], at('15:00')).site.tickets.size).toBe(0)
  })

  test('[J7] an entry that cannot be read names the field', () => {
    const broken: readonly (readonly [string, unknown])[] = [
      ['origin', 'me'],
      ['n', 0],
      ['subject', 'the visitor'],
      ['after', 'x'],
      ['hlc', '1'],
      ['at', -1],
      ['day', 'Monday'],
      ['clock', 9],
      ['event', { type: 'TicketCalled', desk: 'one' }],
      ['v', 'one'],
    ]
    for (const [field, value] of broken)
      expect(parseEntry({ ...stored, [field]: value })).toEqual({ ok: false, error: { field } })
    expect(parseEntry(null)).toEqual({ ok: false, error: { field: 'v' } })
    expect(parseEntry(stored)).toEqual({ ok: true, value: issue })
  })
})

describe('the business day', () => {
  const paris = createCalendar('Europe/Paris')
  const built = Date.UTC(2026, 10, 1) as Instant
  const day = (now: Instant, headAt: Instant, headDay: string) =>
    businessDay(paris, now, { at: headAt, day: headDay as Day }, built)

  test('[J8] is the local day of the site, also on the days of daylight saving', () => {
    expect(businessDay(paris, at('2026-03-29 02:30'), { at: null, day: null }, built)).toBe('2026-03-29')
    expect(businessDay(paris, (paris.endOf('2026-10-25' as Day) - 1) as Instant, { at: null, day: null }, built)).toBe(
      '2026-10-25',
    )
    expect(businessDay(paris, paris.endOf('2026-10-25' as Day), { at: null, day: null }, built)).toBe('2026-10-26')
  })

  test('[J8] a device that slept through midnight wakes on the new day', () => {
    expect(day(at('2026-11-26 08:00'), at('18:00'), monday)).toBe('2026-11-26')
  })

  test('[J8] a clock that stumbles back over midnight does not take the day back', () => {
    expect(day(at('23:50'), at('2026-11-24 00:10'), '2026-11-24')).toBe('2026-11-24')
    expect(clockQuality(at('23:50'), { at: at('2026-11-24 00:10') }, built)).toBe(2)
    expect(clockQuality(at('14:00:30'), { at: at('14:00:50') }, built)).toBe(0)
  })

  test('[J8] a clock that lost its battery does not begin a day in 1970', () => {
    expect(day(3_600_000 as Instant, at('14:00'), monday)).toBe(monday)
    expect(clockQuality(3_600_000 as Instant, { at: null }, built)).toBe(2)
  })

  test('[J8] a clock that was a year ahead and is set right goes on today', () => {
    expect(day(at('14:00'), at('2027-11-23 14:00'), '2027-11-23')).toBe(monday)
  })

  test('[J10] an entry that is gone leaves not even its moment in the head', () => {
    const head = { origin: a, n: 1, hlc: issue.hlc, at: at('18:00'), day: monday }
    expect(restedHead(head, [])).toEqual({ origin: a, n: 1, hlc: null, at: null, day: monday })
    expect(restedHead(head, [issue])).toBe(head)
  })
})

describe('what an entry is filed under', () => {
  const read = (subject: string, event: object, n = 1) => {
    const parsed = parseEntry({ ...storedEntry(issue), n, subject, event })
    return parsed.ok ? 'read' : parsed.error.field
  }
  const walkUp = { type: 'WalkUpRecorded', desk: 1, need: 'job', details: emptyDetails }

  test('[J19] an entry that opens a visit is its own subject, a site’s fact is under its own', () => {
    expect(read(`${a}:1`, issue.event)).toBe('read')
    expect(read(`${a}:2`, issue.event)).toBe('subject')
    expect(read(`${a}:3`, walkUp, 3)).toBe('read')
    expect(read('settings', walkUp)).toBe('subject')
    expect(read('ticketing', { type: 'TicketingPaused' })).toBe('read')
    expect(read('settings', { type: 'TicketingPaused' })).toBe('subject')
    expect(read('settings', { type: 'SettingsChanged', document: {} })).toBe('read')
    expect(read(`${a}:1`, { type: 'SettingsChanged', document: {} })).toBe('subject')
    expect(read(`day:${monday}`, { type: 'DayClosed', day: monday })).toBe('read')
    expect(read('day:2026-11-24', { type: 'DayClosed', day: monday })).toBe('subject')
    expect(read(`day:${monday}`, { type: 'TicketCalled', desk: 1 })).toBe('subject')
    expect(read('settings', { type: 'PriorityGiven', priority: true })).toBe('subject')
    expect(read(`day:${monday}`, { type: 'StepUndone', undoes: `${a}:9` })).toBe('read')
    expect(read('settings', { type: 'StepUndone', undoes: `${a}:9` })).toBe('subject')
    expect(read('settings', { type: 'OfANewerVersion' })).toBe('read')
  })

  test('[J19] a subject that names no day is none', () => {
    expect(read('day:2026-02-30', { type: 'OfANewerVersion' })).toBe('subject')
    expect(read('day:2026-99-99', { type: 'OfANewerVersion' })).toBe('subject')
  })
})

describe('long histories', () => {
  const priority = { type: 'PriorityGiven', priority: true } as const
  const long = (count: number, after: (n: number) => EntryId | null) =>
    Array.from({ length: count }, (_, index) =>
      entry(a, index + 2, (at('14:00') + index) as Instant, after(index + 2), priority),
    )

  test('[J3] thousands of entries of one subject are ordered at once, chained, side by side or in a circle', () => {
    const chained = long(5_000, (n) => entryId(a, n - 1))
    const backwards = long(5_000, (n) => (n === 5_001 ? null : entryId(a, n + 1)))
    const circle = long(5_000, (n) => entryId(a, n === 5_001 ? 2 : n + 1))
    const from = performance.now()
    expect(causalOrder([...chained, issue].reverse()).map(({ n }) => n)).toEqual(
      Array.from({ length: 5_001 }, (_, i) => i + 1),
    )
    expect(causalOrder(long(5_000, () => null)).map(({ n }) => n)).toEqual(
      Array.from({ length: 5_000 }, (_, i) => i + 2),
    )
    expect(causalOrder(backwards).map(({ n }) => n)).toEqual(Array.from({ length: 5_000 }, (_, i) => 5_001 - i))
    expect(new Set(causalOrder([...circle, issue]).map(({ n }) => n)).size).toBe(5_001)
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})
