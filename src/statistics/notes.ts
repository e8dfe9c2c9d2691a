import type { DayBatch } from '#domain/visits/day-batch.ts'
import { bothWorkshops } from '#domain/visits/day-sheet.ts'
import type { WorkshopTally } from '#domain/visits/day-sheet.ts'
import type { Tally } from './tallies.ts'

/** What was said of a period's days afterwards: a reader of the figures must be able to see it. */
export interface Notes {
  /** Visits that came as a total of a desk without tickets. */
  readonly typed: number
  /** Visits that were noted on a later day. */
  readonly backDated: number
  /** Visits that corrections have changed or removed. */
  readonly corrected: number
}

export function notesOf(batches: readonly DayBatch[], byChannel: readonly Tally[]): Notes {
  const visitsOf = (channel: string): number => byChannel.find(({ id }) => id === channel)?.visits ?? 0
  return {
    typed: visitsOf('typed'),
    backDated: visitsOf('backDated'),
    corrected: batches.reduce((sum, { corrected = 0 }) => sum + corrected, 0),
  }
}

/** Group offers of a period by type, heads only, in id order. */
export function workshopsHeld(batches: readonly DayBatch[]): readonly WorkshopTally[] {
  return batches.reduce<readonly WorkshopTally[]>((held, { workshops = [] }) => bothWorkshops(held, workshops), [])
}
