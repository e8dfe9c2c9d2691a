import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { bothWorkshops } from '#domain/visits/day-sheet.ts'
import type { WorkshopTally } from '#domain/visits/day-sheet.ts'

/** In the order in which they are told. */
export const noteKinds = ['typedTotals', 'backDated', 'corrected'] as const
export type NoteKind = (typeof noteKinds)[number]

/** Days whose figures came about in a way of their own, and how many visits it was. */
export interface FigureNote {
  readonly kind: NoteKind
  /** In order, at least one. */
  readonly days: readonly Day[]
  readonly visits: number
}

/** What is to be known of the figures of these days (S77): typed totals, back-dated visits, corrections. */
export function notesOf(batches: readonly DayBatch[]): readonly FigureNote[] {
  return noteKinds.flatMap((kind) => {
    const noted = batches.map((batch) => ({ day: batch.day, visits: visitsOf[kind](batch) }))
    const days = noted.filter(({ visits }) => visits > 0)
    if (days.length === 0) return []
    return [
      { kind, days: days.map(({ day }) => day).sort(), visits: days.reduce((sum, { visits }) => sum + visits, 0) },
    ]
  })
}

const visitsOf: Readonly<Record<NoteKind, (batch: DayBatch) => number>> = {
  typedTotals: (batch) => countChannel(batch, 'typed'),
  backDated: (batch) => countChannel(batch, 'backDated'),
  corrected: ({ corrected = 0 }) => corrected,
}

function countChannel({ columns: { channel }, visits }: DayBatch, word: 'typed' | 'backDated'): number {
  const code = (channel?.dictionary?.indexOf(word) ?? -1) + 1
  if (channel === undefined || code === 0) return 0
  let count = 0
  for (let visit = 0; visit < visits; visit++) if (channel.values[visit] === code) count += 1
  return count
}

/** Group offers of a period by type, heads only, in id order (S78). */
export function workshopsHeld(batches: readonly DayBatch[]): readonly WorkshopTally[] {
  return batches.reduce<readonly WorkshopTally[]>((held, { workshops = [] }) => bothWorkshops(held, workshops), [])
}
