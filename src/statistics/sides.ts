import { weekdayOf } from '#domain/hours/calendar.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { createAxis } from './axis.ts'
import type { Axis } from './axis.ts'
import { bandName, notRecorded } from './columns.ts'
import { endPlace } from './ends.ts'
import { dropRepeated, keepOnly, noteCodes, translate } from './kernels.ts'
import type { VisitPlaces } from './kernels.ts'
import { endColumns, waitColumns } from './release.ts'
import { createColumnPlaces, createPlaceRoom } from './visit-places.ts'
import { unknownMinutes } from './waits.ts'

/**
 * One side of a table while it is counted: it meets all batches first, so that its axis knows every value, and is then
 * asked batch by batch where the visits stand.
 */
export interface Side {
  readonly axis: Axis
  meet(batch: DayBatch): void
  /** An answer holds until the next call. `ends` are places of `endColumns`. */
  place(batch: DayBatch, ends: VisitPlaces): Placed
}

/** Where each visit of a batch stands, 0: nowhere. Several lists where it may stand at several places; a number: all there. */
export type Placed = number | readonly VisitPlaces[]

export interface SideOptions {
  /** Values that have a place whatever happens (S6). */
  readonly known?: readonly string[] | undefined
  /** Where visits without a value stand: at `not_recorded`, unless told otherwise; null: nowhere. */
  readonly none?: string | null
}

/** The words of a column. */
export function wordSide(column: string, { known, none = notRecorded }: SideOptions = {}): Side {
  const axis = createAxis(known)
  const places = createColumnPlaces(axis, none)
  return {
    axis,
    meet: ({ columns }) => places.meet(columns[column]),
    place: ({ columns, visits }) => [places.place(columns[column], visits)],
  }
}

/** Where visitors were sent on to: two columns (O1), and the same target twice counts once (S72). */
export function referralSide({ known }: Pick<SideOptions, 'known'> = {}): Side {
  const axis = createAxis(known)
  const [first, second] = [createColumnPlaces(axis, null), createColumnPlaces(axis, null)]
  return {
    axis,
    meet: ({ columns }) => {
      first.meet(columns['referral.0'])
      second.meet(columns['referral.1'])
    },
    place: ({ columns, visits }) => {
      const targets = first.place(columns['referral.0'], visits)
      if (columns['referral.1'] === undefined) return [targets]
      const others = second.place(columns['referral.1'], visits)
      dropRepeated(others, targets, visits)
      return [targets, others]
    },
  }
}

/** The hour bands; those that occur get a place. */
export function bandSide({ known }: Pick<SideOptions, 'known'> = {}): Side {
  const axis = createAxis(known)
  const room = createPlaceRoom()
  const placesByLength = new Map<number, Uint16Array>()
  return {
    axis,
    meet: ({ columns, bandMinutes, visits }) => {
      const places = placesByLength.get(bandMinutes) ?? new Uint16Array(256)
      placesByLength.set(bandMinutes, places)
      const seen = new Uint8Array(256)
      noteCodes(columns['band']?.values ?? new Uint8Array(visits), visits, seen)
      seen.forEach((isThere, band) => {
        if (isThere === 1 && places[band] === 0) places[band] = axis.placeOf(bandName(band, bandMinutes))
      })
    },
    place: ({ columns, bandMinutes, visits }) => {
      const places = placesByLength.get(bandMinutes) ?? new Uint16Array()
      const placed = room.sized(visits)
      translate(columns['band']?.values ?? new Uint8Array(visits), places, 0, visits, placed)
      return [placed]
    },
  }
}

/** `1` (Monday) to `7`. */
export function weekdaySide(): Side {
  return wholeDaySide(['1', '2', '3', '4', '5', '6', '7'], ({ day }) => String(weekdayOf(day)))
}

export function daySide(days: readonly string[] = []): Side {
  return wholeDaySide(days, ({ day }) => day)
}

/** A side that parts nothing. */
export function wholeSide(): Side {
  return wholeDaySide(['all'], () => 'all')
}

/** A side on which everybody of a day stands together. */
function wholeDaySide(known: readonly string[], valueOf: (batch: DayBatch) => string): Side {
  const axis = createAxis(known)
  return {
    axis,
    meet: (batch) => void axis.placeOf(valueOf(batch)),
    place: (batch) => axis.placeOf(valueOf(batch)),
  }
}

/** How visits ended: at those of `endColumns` that are no sums of others. */
export function endSide(): Side {
  return { axis: createAxis(endColumns), meet: () => undefined, place: (_, ends) => [ends] }
}

/** Whether served tickets were called within the target, as `waitColumns`; a capped hour is sixty minutes (V5). */
export function waitSide(targetMinutes: number, { none = notRecorded }: Pick<SideOptions, 'none'> = {}): Side {
  const axis = createAxis(waitColumns)
  const elsewhere = none === null ? 0 : axis.placeOf(none)
  const minutes = minutesSide('waiting', axis, (minutes) =>
    axis.placeOf(minutes === unknownMinutes ? 'unknown' : minutes <= targetMinutes ? 'within' : 'beyond'),
  )
  return {
    ...minutes,
    place: (batch, ends) => {
      const placed = minutes.place(batch)
      keepOnly(placed, ends, endPlace('served'), elsewhere, batch.visits)
      return [placed]
    },
  }
}

/** Whole minutes from 0, one place each; who has none that are known stands nowhere. */
export function minuteSide(column: 'waiting' | 'service'): Side {
  const axis = createAxis(Array.from({ length: unknownMinutes }, (_, minutes) => String(minutes)))
  const minutes = minutesSide(column, axis, (minutes) => (minutes === unknownMinutes ? 0 : minutes + 1))
  return { ...minutes, place: (batch) => [minutes.place(batch)] }
}

function minutesSide(column: 'waiting' | 'service', axis: Axis, placeOf: (minutes: number) => number) {
  const room = createPlaceRoom()
  const places = Uint16Array.from({ length: 256 }, (_, minutes) => placeOf(minutes))
  return {
    axis,
    meet: () => undefined,
    place: ({ columns, visits }: DayBatch): VisitPlaces => {
      const placed = room.sized(visits)
      const minutes = columns[column]?.values
      if (minutes === undefined) return placed.fill(placeOf(unknownMinutes), 0, visits)
      translate(minutes, places, 0, visits, placed)
      return placed
    },
  }
}
