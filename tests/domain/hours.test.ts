import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ticketingRefusal } from '#domain/decide.ts'
import { addDays, createCalendar, weekdayOf } from '#domain/hours/calendar.ts'
import { hoursOn, isOpenAt } from '#domain/hours/opening.ts'
import type { Day, Instant } from '#domain/ids.ts'
import { emptySite } from '#domain/site.ts'
import {
  dayClosed,
  desk1,
  given,
  givenSite,
  happened,
  main,
  moment,
  monday,
  need,
  paris,
  siteWith,
} from '../support/given.ts'
import type { SubjectId } from '#domain/ids.ts'

const zones = [
  'Europe/Paris',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Atlantic/Azores',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
]

describe('the calendar', () => {
  test('[D1] days of 23, 24 and 25 hours', () => {
    const hours = (day: string) => (paris.endOf(day as Day) - paris.startOf(day as Day)) / 3_600_000
    expect(hours('2026-03-29')).toBe(23)
    expect(hours('2026-10-25')).toBe(25)
    expect(hours('2026-11-23')).toBe(24)
  })

  test('[D1] every instant belongs to exactly one day, in every zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 0, 1) }),
        (zone, at) => {
          const calendar = createCalendar(zone)
          const day = calendar.dayOf(at as Instant)
          expect(calendar.startOf(day)).toBeLessThanOrEqual(at)
          expect(calendar.endOf(day)).toBeGreaterThan(at)
          expect(calendar.dayOf((calendar.startOf(day) - 1) as Instant) < day).toBe(true)
          expect(calendar.dayOf(calendar.startOf(day))).toBe(day)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('[D1] the site decides, not the device: one instant, two sites, two days', () => {
    const at = Date.parse('2026-11-23T23:30:00Z') as Instant
    expect(createCalendar('Europe/Paris').dayOf(at)).toBe('2026-11-24')
    expect(createCalendar('America/Martinique').dayOf(at)).toBe('2026-11-23')
  })

  test('[D1] weekdays and steps of days', () => {
    expect(weekdayOf(monday)).toBe(1)
    expect(weekdayOf('2026-11-29' as Day)).toBe(7)
    expect(addDays('2026-12-31' as Day, 1)).toBe('2027-01-01')
  })
})

describe('opening hours', () => {
  const { deskHours, libraryHours } = emptySite().settings

  test('[H1] a closed date wins over the weekly pattern', () => {
    expect(hoursOn(libraryHours, '2026-05-01' as Day)).toBeNull()
    expect(hoursOn(libraryHours, '2026-05-02' as Day)).toEqual({ opens: 660, closes: 1320 })
    expect(hoursOn(deskHours, '2026-11-24' as Day)).toBeNull()
  })

  test('[H2] from the opening minute up to the closing minute', () => {
    const open = (time: string) => isOpenAt(deskHours, paris.localTime(moment(time).now))
    expect([open('13:59'), open('14:00'), open('17:59'), open('18:00')]).toEqual([false, true, true, false])
  })

  test('[H2] hours are only shown unless they are enforced; an agent may give a ticket by hand', () => {
    const issue = { type: 'IssueTicket', need: need('job'), series: main } as const
    given().when(issue, '09:00').thenEvent({ type: 'TicketIssued' })
    const enforced = siteWith((document) => (document.site.hoursEnforced = true))
    givenSite(enforced).when(issue, '09:00').thenRefused({ type: 'OutsideHours' })
    givenSite(enforced).when(issue, '14:00').thenEvent({ type: 'TicketIssued' })
    givenSite(enforced)
      .when({ ...issue, desk: desk1 }, '18:30')
      .thenEvent({ type: 'TicketIssued', source: 'desk' })
  })

  test('[D4] the kiosk says whether ticketing is paused or the day closed', () => {
    const paused = given(happened('ticketing' as SubjectId, { type: 'TicketingPaused' }, '14:00'))
    expect(ticketingRefusal(paused.site, moment('14:01'), false)).toEqual({ type: 'TicketingIsPaused' })
    expect(ticketingRefusal(paused.site, moment('14:01'), true)).toBeNull()
    paused.when({ type: 'PauseTicketing' }, '14:02').thenNothing()
    paused.when({ type: 'ResumeTicketing' }, '14:02').thenEvents({ type: 'TicketingResumed' })
    const closed = given(dayClosed(monday, '18:00'))
    expect(ticketingRefusal(closed.site, moment('18:01'), true)).toEqual({ type: 'DayIsClosed' })
    expect(ticketingRefusal(closed.site, moment('2026-11-24 09:00'), false)).toBeNull()
  })
})
