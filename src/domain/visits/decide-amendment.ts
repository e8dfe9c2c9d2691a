import type { AmendCommand, Moment, Refusal } from '../commands.ts'
import type { Decision } from '../decide.ts'
import type { Amendment } from '../events.ts'
import { createCalendar } from '../hours/calendar.ts'
import type { Day, EntryId, NeedId, OutcomeId } from '../ids.ts'
import { ok, refuse } from '../result.ts'
import type { Site } from '../site.ts'
import { amendmentsOf, firstAmendable } from './amendments.ts'
import { checkDetails } from './details.ts'

/**
 * The rules' answer to what staff want to say of a day afterwards (D7). Apart from `decide`, and loaded with the
 * screens that say it: no kiosk ever does.
 */
export function decideAmendment(site: Site, command: AmendCommand, moment: Moment): Decision {
  if (command.type === 'UndoAmendment') return undoAmendment(site, command.subject)
  const refusal = checkDay(command.day, moment) ?? checkCommand(site, command, moment)
  if (refusal !== null) return refuse(refusal)
  return ok([{ subject: 'new', event: amendmentOf(command) }])
}

type SayCommand = Exclude<AmendCommand, { type: 'UndoAmendment' }>

function amendmentOf(command: SayCommand): Amendment {
  switch (command.type) {
    case 'BackDateVisit':
      return { ...command, type: 'VisitBackDated' }
    case 'TypeVisits':
      return { ...command, type: 'VisitsTyped' }
    case 'CorrectVisits':
      return { ...command, type: 'VisitsCorrected' }
    case 'RecordWorkshop':
      return { ...command, type: 'WorkshopHeld' }
  }
}

/** As long as its entries are held: what is in a batch cannot be told apart any more (D8). */
function undoAmendment(site: Site, subject: EntryId): Decision {
  const said = amendmentsOf(site).find(({ id }) => id === subject)
  if (said === undefined) return refuse({ type: 'NothingToUndo' })
  return ok([{ subject, event: { type: 'StepUndone', undoes: said.id } }])
}

function checkDay(day: Day, { day: today }: Moment): Refusal | null {
  if (day > today) return { type: 'InTheFuture' }
  const firstDay = firstAmendable(today)
  return day < firstDay ? { type: 'TooLongAgo', firstDay } : null
}

function checkCommand(site: Site, command: SayCommand, moment: Moment): Refusal | null {
  switch (command.type) {
    case 'BackDateVisit':
      return (
        checkBand(site, command.day, command.band, moment) ??
        checkNeed(site, command.need) ??
        checkDetails(site.settings, command.details)
      )
    case 'TypeVisits':
      return (
        (command.band === null ? null : checkBand(site, command.day, command.band, moment)) ??
        checkVisits(site, command) ??
        checkNumber(command.count, 1, 500)
      )
    case 'CorrectVisits':
      return (
        checkVisits(site, command) ??
        (command.becomes === null ? null : checkVisits(site, command.becomes)) ??
        checkNumber(command.count, 1, 500)
      )
    case 'RecordWorkshop':
      if (!site.settings.workshopTypes.some(({ id }) => id === command.workshopType)) {
        return { type: 'UnknownDetail', field: 'workshopType' }
      }
      return (
        checkNumber(command.sessions, 1, 50) ??
        checkNumber(command.attendees, 0, 5_000) ??
        checkNumber(command.capacity ?? 0, 0, 5_000)
      )
  }
}

function checkBand({ settings }: Site, day: Day, band: number, moment: Moment): Refusal | null {
  const { hourBandMinutes, timeZone } = settings
  if (!Number.isInteger(band) || band < 0 || band * hourBandMinutes >= 24 * 60) return { type: 'UnknownBand' }
  const now = createCalendar(timeZone).localTime(moment.now)
  return day === now.day && band * hourBandMinutes > now.minutes ? { type: 'InTheFuture' } : null
}

interface Visits {
  readonly need: NeedId
  readonly outcome: OutcomeId | null
}

function checkVisits(site: Site, { need, outcome }: Visits): Refusal | null {
  const isKnown = outcome === null || site.settings.outcomes.some(({ id, system }) => id === outcome && !system)
  return checkNeed(site, need) ?? (isKnown ? null : { type: 'UnknownOutcome' })
}

function checkNeed(site: Site, need: NeedId): Refusal | null {
  return site.settings.needs.some(({ id }) => id === need) ? null : { type: 'UnknownNeed' }
}

function checkNumber(value: number, least: number, most: number): Refusal | null {
  return Number.isInteger(value) && value >= least && value <= most ? null : { type: 'NumberOutOfBounds', least, most }
}
