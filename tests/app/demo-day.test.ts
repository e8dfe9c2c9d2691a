import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoDay, demoStart, simulateDay, simulateDays } from '#app/demo-day.ts'
import { parseEntry, storedEntry } from '#journal/parse.ts'
import type { Entry } from '#journal/entry.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import type { Day, Instant } from '#domain/ids.ts'
import { hoursOn } from '#domain/hours/opening.ts'
import { servingDesk } from '#domain/queue/ticket.ts'
import { defaultSettings } from '#domain/settings.ts'
import { recordsOfDay } from '#domain/visits/record.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { at, monday, paris, siteWith } from '../support/given.ts'
import { picture, siteOf } from '../support/library-world.ts'

const settings = defaultSettings()
const tuesday = '2026-11-24' as Day
const half = at('16:30')

function records(day: Day, entries: readonly Entry[]): readonly VisitRecord[] {
  const now = (entries.at(-1)?.at ?? 0) as Instant
  return recordsOfDay(siteOf(entries), day, { now, day }, paris)
}

function statesOf(entries: readonly Entry[]): readonly string[] {
  return [...siteOf(entries).tickets.values()].map(({ state }) => state.type)
}

describe('a simulated day', () => {
  test('is the same for the same seed, and another for another', () => {
    const request = { settings, day: monday, seed: 7 }
    expect(simulateDay(request)).toEqual(simulateDay(request))
    expect(picture(siteOf(simulateDay({ ...request, seed: 8 })))).not.toBe(picture(siteOf(simulateDay(request))))
  })

  test('cut at a moment, is the beginning of the whole day', () => {
    const whole = simulateDay({ settings, day: monday, seed: 3 })
    const cut = simulateDay({ settings, day: monday, seed: 3, until: half })
    expect(cut).toEqual(whole.filter((entry) => entry.at <= half))
    expect(cut.length).toBeGreaterThan(100)
    expect(cut.length).toBeLessThan(whole.length)
  })

  test('consists of entries that every store can read, whatever their order of arrival', () => {
    const entries = simulateDay({ settings, day: monday, seed: 5 })
    for (const entry of entries) expect(parseEntry(storedEntry(entry))).toEqual({ ok: true, value: entry })
    expect(entries.map(({ n }) => n)).toEqual(entries.map((_, index) => index + 1))
    const backwards = [...entries].reverse()
    expect(picture(siteOf(backwards))).toBe(picture(siteOf(entries)))
  })

  test('never has one visitor at two desks nor one desk with two visitors, for any seed and day', () => {
    const aSeed = fc.integer({ min: 0, max: 2 ** 31 })
    const aDay = fc.constantFrom(monday, tuesday, '2026-03-29' as Day, '2026-10-25' as Day, '2026-12-26' as Day)
    fc.assert(
      fc.property(aSeed, aDay, (seed, day) => {
        let replay = emptyReplay()
        for (const entry of simulateDay({ settings, day, seed })) {
          replay = play(replay, [entry], entry.at)
          const held = [...replay.site.tickets.values()].flatMap((ticket) => servingDesk(ticket) ?? [])
          expect(new Set(held).size).toBe(held.length)
        }
        for (const ticket of replay.site.tickets.values()) expect(ticket.superseded).toEqual([])
      }),
      { numRuns: 12 },
    )
  })

  test('in its middle has visitors in the queue and at desks on most days', () => {
    const days = simulateDays({ settings, seed: 1, from: monday, days: 28 })
    const cuts = days.map(({ day }) => {
      const until = demoStart(settings, day, 'afternoon')
      return statesOf(simulateDay({ settings, day, seed: 1, until }))
    })
    expect(cuts.length).toBeGreaterThan(15)
    const lively = cuts.filter((states) => states.includes('waiting') && states.includes('serving'))
    expect(lively.length / cuts.length).toBeGreaterThan(0.8)
    expect(cuts.flat().every((state) => state !== 'cancelled')).toBe(true)
  })

  test('at its end is closed, and nobody is left at a desk', () => {
    const entries = simulateDay({ settings, day: monday, seed: 11 })
    expect(entries.at(-1)?.event.type).toBe('DayClosed')
    expect(statesOf(entries).filter((state) => state === 'called' || state === 'serving')).toEqual([])
    expect(entries.at(-1)?.at).toBeLessThan(demoStart(settings, monday, 'evening'))
  })

  test('lies within the hours of its desks, by the site’s clock', () => {
    for (const { day, entries } of simulateDays({ settings, seed: 2, from: '2026-10-19' as Day, days: 14 })) {
      const { opens, closes } = hoursOn(settings.deskHours, day) ?? { opens: 0, closes: 0 }
      for (const entry of entries.filter(({ event }) => event.type === 'TicketIssued')) {
        const { minutes } = paris.localTime(entry.at)
        expect(entry.day).toBe(day)
        expect(minutes).toBeGreaterThanOrEqual(opens)
        expect(minutes).toBeLessThanOrEqual(closes)
      }
    }
  })
})

describe('many simulated days', () => {
  const days = simulateDays({ settings, seed: 1, from: monday, days: 42 })
  const all = days.flatMap(({ day, entries }) => records(day, entries))
  const share = (is: (record: VisitRecord) => boolean) => all.filter(is).length / all.length
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

  test('leave out the days on which the desks are closed', () => {
    expect(days).toHaveLength(30)
    expect(days.map(({ day }) => day)).not.toContain(tuesday)
  })

  test('bring about a hundred visitors a day, most by ticket and most served', () => {
    expect(all.length / days.length).toBeGreaterThan(80)
    expect(all.length / days.length).toBeLessThan(115)
    expect(share(({ channel }) => channel === 'walkUp')).toBeCloseTo(0.15, 1)
    expect(share(({ end }) => end === 'served')).toBeGreaterThan(0.8)
    expect(share(({ end }) => end === 'noShow')).toBeGreaterThan(0.01)
    expect(share(({ end }) => end === 'noShow')).toBeLessThan(0.1)
    expect(share(({ end }) => end === 'withdrawn')).toBeGreaterThan(0.005)
    expect(share(({ end }) => end === 'leftUnserved')).toBeLessThan(0.06)
  })

  test('keep to the weights of the configuration', () => {
    for (const { id, demoWeight } of settings.needs) {
      expect(Math.abs(share(({ need }) => need === id) - demoWeight)).toBeLessThan(0.05)
    }
  })

  test('make visitors wait, and serve them, for believable times', () => {
    const waits = all.flatMap(({ waitingMinutes }) => waitingMinutes ?? [])
    const services = all.flatMap(({ serviceMinutes }) => serviceMinutes ?? [])
    expect(median(waits)).toBeGreaterThan(4)
    expect(median(waits)).toBeLessThan(35)
    expect(median(services)).toBeGreaterThan(4)
    expect(median(services)).toBeLessThan(settings.defaultServiceMinutes)
  })

  test('end in all outcomes that agents may choose, with what they ask for', () => {
    const served = all.filter(({ end }) => end === 'served').map(({ details }) => details)
    for (const { id, system } of settings.outcomes) {
      expect(served.some(({ outcome }) => outcome === id)).toBe(!system)
    }
    const referred = served.filter(({ outcome }) => outcome === 'referred')
    expect(new Set(referred.map(({ referrals }) => referrals.length))).toEqual(new Set([1, 2]))
    expect(served.every(({ outcome, workshopType }) => (outcome === 'workshop') === (workshopType !== null))).toBe(true)
    const more = served.filter(({ moreNeeds }) => moreNeeds.length > 0)
    expect(more.length / served.length).toBeCloseTo(0.1, 1)
    const answers = served.filter(({ audience }) => audience['status'] !== undefined)
    expect(answers.length / served.length).toBeGreaterThan(0.3)
    expect(answers.length / served.length).toBeLessThan(0.6)
  })

  test('hold every kind of step', () => {
    const types = new Set(days.flatMap(({ entries }) => entries.map(({ event }) => event.type)))
    for (const type of ['TicketRecalled', 'TicketParked', 'TicketReturned', 'TicketTransferred', 'PriorityGiven']) {
      expect(types).toContain(type)
    }
  })
})

describe('a site of its own', () => {
  test('takes its settings along, and its desks serve their needs only', () => {
    const own = siteWith((document) => {
      Object.assign(document.site, {
        desks: [
          { number: 4, needs: ['job'] },
          { number: 5, needs: ['orient', 'train'] },
        ],
      })
    }).settings
    const entries = simulateDay({ settings: own, day: monday, seed: 1 })
    const site = siteOf(entries)
    expect(site.settings.desks.map(({ number }) => number)).toEqual([4, 5])
    for (const { event, subject } of entries) {
      if (event.type !== 'TicketCalled') continue
      const history = site.histories.get(subject) ?? []
      const needs = history.flatMap(({ event: fact }) => ('need' in fact ? [fact.need] : []))
      expect(needs.some((need) => (event.desk === 4 ? ['job'] : ['orient', 'train']).includes(need))).toBe(true)
    }
  })

  test('whose desks are open in the morning begins its demonstration then', () => {
    const early = siteWith((document) => {
      Object.assign(document.site.deskHours, { mon: ['09:00', '12:00'] })
    }).settings
    const start = demoStart(early, monday, 'afternoon')
    expect(start).toBeGreaterThan(at('10:00'))
    expect(start).toBeLessThan(at('12:00'))
  })

  test('shows the latest day on which its desks were open', () => {
    expect(demoDay(settings, monday)).toBe(monday)
    expect(demoDay(settings, tuesday)).toBe(monday)
    expect(demoStart(settings, monday, 'afternoon')).toBe(half)
    expect(demoStart(settings, monday, 'evening')).toBe(at('18:40'))
  })

  test('with many more visitors than usual gives a journal of thousands of entries', () => {
    const entries = simulateDay({ settings, day: monday, seed: 1, visitors: 1300 })
    expect(entries.length).toBeGreaterThan(5000)
  })
})
