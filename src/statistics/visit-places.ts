import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { Places } from './axis.ts'
import { endColumns, waitColumns } from './release.ts'
import type { EndColumn, WaitColumn } from './release.ts'
import { unknownMinutes } from './waits.ts'

/** A place for each visit of a batch; 0 where a visit is not counted. */
export type VisitPlaces = Uint16Array

/** The place of a column of the tables by end. */
export const endPlace = (end: EndColumn): number => endColumns.indexOf(end) + 1
/** The place of a column of the tables by wait. */
export const waitPlace = (wait: WaitColumn): number => waitColumns.indexOf(wait) + 1

const served = endPlace('served')
const walkUp = endPlace('walkUp')

/** How each visit ended, as places of `endColumns`; who was served without a ticket is a walk-up (S3). */
export function placeEnds({ columns: { end, channel }, visits }: DayBatch): VisitPlaces {
  const places = new Uint16Array(256)
  end?.dictionary?.forEach((word, at) => {
    if (word === 'served' || word === 'noShow' || word === 'leftUnserved' || word === 'withdrawn')
      places[at + 1] = endPlace(word)
  })
  const ticket = (channel?.dictionary?.indexOf('ticket') ?? -1) + 1
  const ends = new Uint16Array(visits)
  for (let visit = 0; visit < visits; visit++) {
    const place = places[end?.values[visit] ?? 0] ?? 0
    ends[visit] = place === served && channel?.values[visit] !== ticket ? walkUp : place
  }
  return ends
}

/** Whether each served ticket was called within the target, as places of `waitColumns`. */
export function placeWaits({ columns, visits }: DayBatch, ends: VisitPlaces, targetMinutes: number): VisitPlaces {
  const waiting = columns['waiting']?.values
  const waits = new Uint16Array(visits)
  for (let visit = 0; visit < visits; visit++) {
    if (ends[visit] === served) waits[visit] = waitPlaceOf(waiting?.[visit] ?? unknownMinutes, targetMinutes)
  }
  return waits
}

const [within, beyond, unknown] = [waitPlace('within'), waitPlace('beyond'), waitPlace('unknown')]

function waitPlaceOf(minutes: number, targetMinutes: number): number {
  if (minutes === unknownMinutes) return unknown
  return minutes <= targetMinutes ? within : beyond
}

/** Turns a column of small integers into places. */
export function placeVisits(codes: Uint8Array | undefined, places: Places, visits: number): VisitPlaces {
  const placed = new Uint16Array(visits)
  for (let visit = 0; visit < visits; visit++) placed[visit] = places[codes?.[visit] ?? 0] ?? 0
  return placed
}

/** The same for visits in the sense of S3 only: everybody else stands at place 0. */
export function placeContacts(codes: Uint8Array | undefined, places: Places, ends: VisitPlaces): VisitPlaces {
  const placed = new Uint16Array(ends.length)
  for (let visit = 0; visit < ends.length; visit++) {
    const end = ends[visit]
    if (end === served || end === walkUp) placed[visit] = places[codes?.[visit] ?? 0] ?? 0
  }
  return placed
}

/** A visit has at most two (O1). */
export const referralColumns = ['referral.0', 'referral.1'] as const

/** Where each visit was sent on to, a column for each place in its list; the same target twice counts once (S72). */
export function placeReferrals(
  { columns }: DayBatch,
  places: readonly Places[],
  ends: VisitPlaces,
): readonly VisitPlaces[] {
  const [first, ...others] = referralColumns.map((name, at) =>
    placeContacts(columns[name]?.values, places[at] ?? new Uint16Array(), ends),
  )
  if (first === undefined) return []
  return [first, ...others.map((other) => other.map((target, visit) => (target === first[visit] ? 0 : target)))]
}
