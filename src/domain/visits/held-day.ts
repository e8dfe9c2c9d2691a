import type { Moment } from '../commands.ts'
import { emptyDetails } from '../events.ts'
import type { Amendment } from '../events.ts'
import { createCalendar } from '../hours/calendar.ts'
import type { Calendar } from '../hours/calendar.ts'
import type { Day } from '../ids.ts'
import type { Settings } from '../settings.ts'
import type { Site } from '../site.ts'
import { amendmentsOf } from './amendments.ts'
import type { SaidAmendment } from './amendments.ts'
import { correctedSheet } from './corrections.ts'
import { mostVisits, sheetOf } from './day-batch.ts'
import type { DayBatch } from './day-batch.ts'
import type { DaySheet } from './day-sheet.ts'
import { bandIn, bothSheets, bothWorkshops, emptySheet } from './day-sheet.ts'
import { desksByBand } from './desks-by-band.ts'
import { encodeAnyBatch } from './known-words.ts'
import { recordsOfDay, withoutTicket } from './record.ts'

/** The batch of a day as it stands now: what is folded of it already, and what the journal holds. */
export function batchOfHeldDay(
  site: Site,
  day: Day,
  moment: Moment,
  random: () => number,
  earlier?: DayBatch,
): DayBatch {
  const { settings } = site
  const bandMinutes = earlier?.bandMinutes ?? settings.hourBandMinutes
  const held = heldSheet(site, day, moment, createCalendar(settings.timeZone), bandMinutes)
  const said = amendmentsOf(site).filter(({ event }) => event.day === day)
  const sheet = amendedSheet(bothSheets(sheetOf(earlier), held), said, settings, bandMinutes)
  return encodeAnyBatch(day, sheet, bandMinutes, settings, random)
}

/** What the tickets and walk-ups of a day tell. */
export function heldSheet(site: Site, day: Day, moment: Moment, calendar: Calendar, bandMinutes: number): DaySheet {
  let ticketsIssued = 0
  for (const ticket of site.tickets.values()) {
    if (ticket.day === day && ticket.state.type !== 'cancelled') ticketsIssued += 1
  }
  return {
    ...emptySheet,
    records: recordsOfDay(site, day, moment, calendar, bandMinutes),
    ticketsIssued,
    desks: desksByBand(site, day, calendar, bandMinutes),
  }
}

/**
 * A day's sheet with what was said of it afterwards (V11 to V13), in the order in which it was said: a correction is
 * of the visits of that day, and of what had been said of it before.
 */
export function amendedSheet(
  sheet: DaySheet,
  said: readonly SaidAmendment[],
  { hourBandMinutes }: Pick<Settings, 'hourBandMinutes'>,
  bandMinutes: number,
): DaySheet {
  const bandOf = (band: number) => bandIn(band, hourBandMinutes, bandMinutes)
  return said.reduce((known, { event }) => amendedOnce(known, event, bandOf), sheet)
}

function amendedOnce(sheet: DaySheet, event: Amendment, bandOf: (band: number) => number): DaySheet {
  switch (event.type) {
    case 'VisitBackDated': {
      const record = withoutTicket('backDated', bandOf(event.band), event.need, event.details)
      return { ...sheet, records: [...sheet.records, record] }
    }
    case 'VisitsTyped': {
      const band = event.band === null ? null : bandOf(event.band)
      const details = { ...emptyDetails, outcome: event.outcome }
      const room = Math.max(0, mostVisits - sheet.records.length)
      // Each an object of its own: a correction may mean some of them.
      const typed = Array.from({ length: Math.min(event.count, room) }, () =>
        withoutTicket('typed', band, event.need, details),
      )
      return { ...sheet, records: [...sheet.records, ...typed] }
    }
    case 'VisitsCorrected':
      return correctedSheet(sheet, event)
    case 'WorkshopHeld': {
      const { workshopType: type, sessions, attendees, capacity } = event
      return { ...sheet, workshops: bothWorkshops(sheet.workshops, [{ type, sessions, attendees, capacity }]) }
    }
  }
}
