import type { Moment } from '#domain/commands.ts'
import type { Day } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { App } from './app.ts'
import type { Span } from './desk-questions.ts'
import { batchOfDay, daysHeld, notYetAtHub } from './keep-house.ts'

/** Folded days, and the generation of the store they were read in: days fold while one looks at them. */
export interface Archive {
  readonly generation: number
  readonly batches: readonly DayBatch[]
  /** The hub's: what is still raw here is in them already, or comes with a correction. */
  readonly fromHub?: boolean
  /** The last day that was folded when the hub's batches were read. */
  readonly horizon?: Day | null
}

/**
 * Reads the folded days of a span. The answer fits the fold in `app.store` at the same generation and no other: a day
 * that was folded in between would be there twice, or not at all (S16).
 */
export async function readArchive(app: App, from: Day, to: Day): Promise<Archive> {
  for (;;) {
    await app.refresh()
    const { generation } = app.store.getState().position
    const horizon = await app.ports.store.horizon()
    const batches = await app.ports.store.batches(from, to)
    await app.refresh()
    const fromHub = app.ports.hub.standing().freshness !== 'alone'
    if (app.store.getState().position.generation === generation) return { generation, batches, fromHub, horizon }
  }
}

/**
 * The batches of a span as they stand now: folded days from the archive, held days from the journal, and what came
 * late for a folded day joined to it; each day once (S16), in order. A hub has joined it already, or will.
 */
export function batchesOf(
  archive: Archive,
  site: Site,
  moment: Moment,
  span: Span,
  random: () => number,
): readonly DayBatch[] {
  const within = (day: Day): boolean => span.start <= day && day <= span.end
  const batchesByDay = new Map<Day, DayBatch>()
  for (const batch of archive.batches) if (within(batch.day)) batchesByDay.set(batch.day, batch)
  const unfolded = archive.fromHub === true ? notYetAtHub(site, archive.horizon ?? null) : site
  const amended = new Set(daysHeld(unfolded))
  for (const day of daysHeld(site)) {
    const known = batchesByDay.get(day)
    if (!within(day) || (known !== undefined && !amended.has(day))) continue
    batchesByDay.set(day, batchOfDay(known === undefined ? site : unfolded, day, moment, random, known))
  }
  return [...batchesByDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}
