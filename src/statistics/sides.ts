import { weekdayOf } from '#domain/hours/calendar.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { createAxis } from './axis.ts'
import type { Axis } from './axis.ts'
import { bandName, notRecorded } from './columns.ts'
import { endPlace } from './ends.ts'
import { endColumns, waitColumns } from './release.ts'
import { createPlaceRoom, createWordPlaces, translate } from './visit-places.ts'
import type { VisitPlaces } from './visit-places.ts'
import { unknownMinutes } from './waits.ts'

/**
 * One side of a table while it is counted: it meets all batches first, so that its axis knows every value, and is then
 * asked batch by batch where the visits stand.
 */
export interface Side {
  readonly axis: Axis
  meet(batch: DayBatch): void
  /**
   * Where each visit of the batch stands, 0: nowhere. Several lists where a visit may stand at several places. An
   * answer holds until the next call.
   * @param ends places of `endColumns`.
   */
  place(batch: DayBatch, ends: VisitPlaces): readonly VisitPlaces[]
}

export interface SideOptions {
  /** Values that have a place whatever happens (S6). */
  readonly known?: readonly string[] | undefined
  /** Where visits without a value stand: at `not_recorded`, unless told otherwise; null: nowhere. */
  readonly none?: string | null
}

/** The words of a column. */
export function wordSide(column: string, options: SideOptions = {}): Side {
  const { known, none = notRecorded } = options
  const axis = createAxis(known)
  const placesOf = createWordPlaces(axis, none)
  const room = createPlaceRoom()
  return {
    axis,
    meet: ({ columns }) => void placesOf(columns[column]?.dictionary),
    place: ({ columns, visits }) => {
      const { dictionary, values } = columns[column] ?? {}
      return [translate(values, placesOf(dictionary), visits, room.sized(visits))]
    },
  }
}

/** Where visitors were sent on to: two columns (O1), and the same target twice counts once (S72). */
export function referralSide({ known }: Pick<SideOptions, 'known'> = {}): Side {
  const axis = createAxis(known)
  const placesOf = createWordPlaces(axis, null)
  const [first, second] = [createPlaceRoom(), createPlaceRoom()]
  return {
    axis,
    meet: ({ columns }) => {
      placesOf(columns['referral.0']?.dictionary)
      placesOf(columns['referral.1']?.dictionary)
    },
    place: ({ columns, visits }) => {
      const [one, two] = [columns['referral.0'], columns['referral.1']]
      const targets = translate(one?.values, placesOf(one?.dictionary), visits, first.sized(visits))
      const others = translate(two?.values, placesOf(two?.dictionary), visits, second.sized(visits))
      for (let visit = 0; visit < visits; visit++) if (others[visit] === targets[visit]) others[visit] = 0
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
      const bands = columns['band']?.values
      for (let visit = 0; visit < visits; visit++) {
        const band = bands?.[visit] ?? 0
        if (places[band] === 0) places[band] = axis.placeOf(bandName(band, bandMinutes))
      }
    },
    place: ({ columns, bandMinutes, visits }) => {
      const places = placesByLength.get(bandMinutes) ?? new Uint16Array()
      return [translate(columns['band']?.values, places, visits, room.sized(visits))]
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
  const room = createPlaceRoom()
  return {
    axis,
    meet: (batch) => void axis.placeOf(valueOf(batch)),
    place: (batch) => [room.sized(batch.visits).fill(axis.placeOf(valueOf(batch)), 0, batch.visits)],
  }
}

/** How visits ended: at those of `endColumns` that are no sums of others. */
export function endSide(): Side {
  return { axis: createAxis(endColumns), meet: () => undefined, place: (_, ends) => [ends] }
}

/** Whether served tickets were called within the target, as `waitColumns`; a capped hour is sixty minutes (V5). */
export function waitSide(targetMinutes: number, { none = notRecorded }: Pick<SideOptions, 'none'> = {}): Side {
  const axis = createAxis(waitColumns)
  const room = createPlaceRoom()
  const served = endPlace('served')
  const elsewhere = none === null ? 0 : axis.placeOf(none)
  // For each number of minutes, its place.
  const places = Uint16Array.from({ length: 256 }, (_, minutes) =>
    axis.placeOf(minutes === unknownMinutes ? 'unknown' : minutes <= targetMinutes ? 'within' : 'beyond'),
  )
  return {
    axis,
    meet: () => undefined,
    place: ({ columns, visits }, ends) => {
      const placed = room.sized(visits)
      const waiting = columns['waiting']?.values
      for (let visit = 0; visit < visits; visit++) {
        placed[visit] = ends[visit] === served ? (places[waiting?.[visit] ?? unknownMinutes] ?? 0) : elsewhere
      }
      return [placed]
    },
  }
}

/** Whole minutes from 0, one place each; who has none that are known stands nowhere. */
export function minuteSide(column: 'waiting' | 'service'): Side {
  const axis = createAxis(Array.from({ length: unknownMinutes }, (_, minutes) => String(minutes)))
  const room = createPlaceRoom()
  return {
    axis,
    meet: () => undefined,
    place: ({ columns, visits }) => {
      const placed = room.sized(visits)
      const minutes = columns[column]?.values
      for (let visit = 0; visit < visits; visit++) {
        const known = minutes?.[visit] ?? unknownMinutes
        placed[visit] = known === unknownMinutes ? 0 : known + 1
      }
      return [placed]
    },
  }
}
