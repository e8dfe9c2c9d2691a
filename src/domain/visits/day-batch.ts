import type { Day, NeedId, OutcomeId, ReferralId, TopicId, WorkshopType } from '../ids.ts'
import type { DaySheet, DayTotals, WorkshopTally } from './day-sheet.ts'
import { emptySheet, noTotals } from './day-sheet.ts'
import { announcedWords, channels } from './record.ts'
import type { AnnouncedWord, VisitEnd, VisitRecord } from './record.ts'

/** One column: small integers; with a dictionary 0 means none and k means `dictionary[k - 1]`. One byte a visit. */
export interface BatchColumn {
  readonly dictionary: readonly string[] | null
  readonly values: Uint8Array
}

/**
 * All visits of one day as columns, in shuffled order, without any id per visit: nothing in it tells who came before
 * whom (V6). It is rewritten whole when a correction arrives. About 13 bytes a visit.
 */
export interface DayBatch {
  readonly version: 1
  readonly day: Day
  readonly bandMinutes: number
  readonly visits: number
  readonly ticketsIssued: number
  readonly columns: Readonly<Record<string, BatchColumn>>
  /** How many desks were at work in each hour band (V10); absent: not known. */
  readonly desks?: readonly number[]
  /** How many visits corrections have changed or removed (V12); absent: none. */
  readonly corrected?: number
  /** Group offers by type, heads only (V13); absent: none. */
  readonly workshops?: readonly WorkshopTally[]
}

/** Minutes that are not known, and a band that nobody noted. */
export const unknownMinutes = 255
export const unknownBand = 255
export const visitEnds: readonly VisitEnd[] = ['served', 'noShow', 'leftUnserved', 'withdrawn']

/** More visits a day than any library has. */
export const mostVisits = 100_000
/** The configuration has no more audience fields than fit beside the rest. */
export const mostColumns = 200
/** As many types of workshop as a configuration has. */
export const mostWorkshops = 80

/**
 * @param random chance in [0, 1), for the shuffle; a cryptographic source in production.
 * @param ticketsIssued labels given that day without cancelled ones.
 */
export function encodeDayBatch(
  day: Day,
  records: readonly VisitRecord[],
  ticketsIssued: number,
  bandMinutes: number,
  random: () => number,
  totals: DayTotals = noTotals,
): DayBatch {
  // The hub takes fewer of each device; beyond it no device could read the batch.
  const visits = shuffled(records, random).slice(0, mostVisits)
  const columns: Record<string, BatchColumn> = {
    end: worded(visits, (visit) => visit.end, visitEnds),
    channel: worded(visits, (visit) => visit.channel, channels),
    band: numbers(visits, (visit) => visit.band ?? unknownBand),
    need: worded(visits, (visit) => visit.need),
    waiting: numbers(visits, (visit) => visit.waitingMinutes ?? unknownMinutes),
    service: numbers(visits, (visit) => visit.serviceMinutes ?? unknownMinutes),
    outcome: worded(visits, (visit) => visit.details.outcome),
    workshop: worded(visits, (visit) => visit.details.workshopType),
  }
  if (visits.some(({ announced }) => announced !== null)) {
    columns['announced'] = worded(visits, (visit) => visit.announced, announcedWords)
  }
  for (const [name, values] of lists) {
    // Not spread: the arguments of a call have a limit that a forged day exceeds.
    const most = visits.reduce((longest, visit) => Math.max(longest, values(visit).length), 0)
    for (let place = 0; place < most; place++)
      columns[`${name}.${place}`] = worded(visits, (visit) => values(visit)[place])
  }
  const fields = new Set(visits.flatMap((visit) => Object.keys(visit.details.audience)))
  for (const field of [...fields].sort()) {
    columns[`audience.${field}`] = worded(visits, ({ details: { audience } }) =>
      Object.hasOwn(audience, field) ? audience[field] : undefined,
    )
  }
  if (Object.keys(columns).length > mostColumns) throw new Error(`A day batch holds at most ${mostColumns} columns`)
  if (totals.workshops.length > mostWorkshops)
    throw new Error(`A day batch holds at most ${mostWorkshops} types of workshop`)
  return {
    version: 1,
    day,
    bandMinutes,
    visits: visits.length,
    ticketsIssued: Math.min(ticketsIssued, mostVisits),
    columns,
    ...toldTotals(totals),
  }
}

/** A batch says nothing of what there is nothing of. */
export function toldTotals({
  desks,
  corrected,
  workshops,
}: DayTotals): Pick<DayBatch, 'desks' | 'corrected' | 'workshops'> {
  return {
    ...(desks.some((count) => count > 0) ? { desks } : {}),
    ...(corrected > 0 ? { corrected } : {}),
    ...(workshops.length > 0 ? { workshops } : {}),
  }
}

const everyBatch = ['end', 'channel', 'band', 'need', 'waiting', 'service', 'outcome', 'workshop']

/** Whether a batch from elsewhere has what every batch has, a value for each of its visits. */
export function isWhole({ columns, visits }: DayBatch): boolean {
  return everyBatch.every((name) => Object.hasOwn(columns, name) && columns[name]?.values.length === visits)
}

/** The records back, in the batch's shuffled order. */
export function decodeDayBatch(batch: DayBatch): readonly VisitRecord[] {
  return Array.from({ length: batch.visits }, (_, row) => ({
    end: (word(batch, 'end', row) ?? 'leftUnserved') as VisitEnd,
    channel: (word(batch, 'channel', row) ?? 'ticket') as VisitRecord['channel'],
    band: bandOf(batch, row),
    need: word(batch, 'need', row) as NeedId,
    waitingMinutes: minutes(batch, 'waiting', row),
    serviceMinutes: minutes(batch, 'service', row),
    announced: word(batch, 'announced', row) as AnnouncedWord | null,
    details: {
      outcome: word(batch, 'outcome', row) as OutcomeId | null,
      workshopType: word(batch, 'workshop', row) as WorkshopType | null,
      referrals: words(batch, 'referral', row) as ReferralId[],
      moreNeeds: words(batch, 'moreNeed', row) as NeedId[],
      topics: words(batch, 'topic', row) as TopicId[],
      audience: audienceOf(batch, row),
    },
  }))
}

/** All that a batch says; without one nothing is known of the day. */
export function sheetOf(batch: DayBatch | undefined): DaySheet {
  if (batch === undefined) return emptySheet
  const { ticketsIssued, desks = [], corrected = 0, workshops = [] } = batch
  return { records: decodeDayBatch(batch), ticketsIssued, desks, corrected, workshops }
}

const lists: readonly (readonly [string, (visit: VisitRecord) => readonly string[]])[] = [
  ['referral', (visit) => visit.details.referrals],
  ['moreNeed', (visit) => visit.details.moreNeeds],
  ['topic', (visit) => visit.details.topics],
]

function worded(
  visits: readonly VisitRecord[],
  value: (visit: VisitRecord) => string | null | undefined,
  known?: readonly string[],
): BatchColumn {
  // In id order, never in order of appearance: that would tell who came first.
  const dictionary = known ?? [...new Set(visits.map(value).filter((word) => word != null))].sort()
  if (dictionary.length > 254) throw new Error('A day batch column holds at most 254 different values')
  const codes = new Map<string, number>(dictionary.map((word, index) => [word, index + 1]))
  const values = Uint8Array.from(visits, (visit) => codes.get(value(visit) ?? '') ?? 0)
  return { dictionary, values }
}

function numbers(visits: readonly VisitRecord[], value: (visit: VisitRecord) => number): BatchColumn {
  return { dictionary: null, values: Uint8Array.from(visits, value) }
}

function word(batch: DayBatch, name: string, row: number): string | null {
  const column = batch.columns[name]
  const value = column?.values[row] ?? 0
  return value === 0 ? null : (column?.dictionary?.[value - 1] ?? null)
}

function words(batch: DayBatch, name: string, row: number): readonly string[] {
  const found: string[] = []
  for (let place = 0; batch.columns[`${name}.${place}`] !== undefined; place++) {
    const value = word(batch, `${name}.${place}`, row)
    if (value !== null) found.push(value)
  }
  return found
}

function bandOf(batch: DayBatch, row: number): number | null {
  const value = batch.columns['band']?.values[row] ?? 0
  return value === unknownBand ? null : value
}

function minutes(batch: DayBatch, name: string, row: number): number | null {
  const value = batch.columns[name]?.values[row] ?? unknownMinutes
  return value === unknownMinutes ? null : value
}

function audienceOf(batch: DayBatch, row: number): Record<string, string> {
  const answers = Object.keys(batch.columns).flatMap((name): readonly (readonly [string, string])[] => {
    const answer = name.startsWith('audience.') ? word(batch, name, row) : null
    return answer === null ? [] : [[name.slice('audience.'.length), answer]]
  })
  // As own fields, whatever they are called.
  return Object.fromEntries(answers)
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const all = [...items]
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const moved = all[last] as T
    all[last] = all[other] as T
    all[other] = moved
  }
  return all
}
