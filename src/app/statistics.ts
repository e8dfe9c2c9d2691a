import type { Moment } from '#domain/commands.ts'
import type { Day } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { cubeFile } from '#export/cube.ts'
import type { Dialect } from '#export/csv.ts'
import { dailyFile } from '#export/daily.ts'
import type { TableFile } from '#export/table-file.ts'
import { knownValues } from '#statistics/known-values.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'
import type { App } from './app.ts'
import type { PeriodChoice, Span } from './desk-questions.ts'
import { batchOfDay, daysHeld, notYetAtHub } from './keep-house.ts'

// Screens reach files through this module and no further.
export type { Dialect } from '#export/csv.ts'
export type { TableFile } from '#export/table-file.ts'

/** Folded days, and the generation of the store they were read in: days fold while one looks at them. */
export interface Archive {
  readonly generation: number
  readonly batches: readonly DayBatch[]
  /** The hub's: what is still raw here is in them already, or comes with a correction. */
  readonly fromHub?: boolean
  /** The last day that was folded when the hub's batches were read. */
  readonly horizon?: Day | null
}

export type ExportTable = 'cube' | 'daily'

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

/** Makes a file of protected tables and hands it to the device; answers what was hidden in it. */
export async function exportTable(
  app: App,
  table: ExportTable,
  choice: PeriodChoice,
  dialect: Dialect,
): Promise<TableFile> {
  const period = periodContaining(choice.type, choice.day)
  // Crossings are told of whole months, quarters and years only (S17), so the years around the period are read.
  const span = { start: periodContaining('year', period.start).start, end: periodContaining('year', period.end).end }
  const archive = await readArchive(app, span.start, span.end)
  const { replay, now, today } = app.store.getState()
  const moment = { now, day: today }
  const batches = batchesOf(archive, replay.site, moment, span, app.ports.random)
  const file = fileOf(table, { batches, period, today, settings: replay.site.settings }, dialect)
  app.ports.files.save(file.name, 'text/csv;charset=utf-8', file.content)
  return file
}

interface FileParts {
  readonly batches: readonly DayBatch[]
  readonly period: Period
  readonly today: Day
  readonly settings: Settings
}

function fileOf(table: ExportTable, { batches, period, today, settings }: FileParts, dialect: Dialect): TableFile {
  const { siteId, threshold } = settings
  const input = { siteId, batches, period, today, known: knownValues(settings), threshold }
  return table === 'cube' ? cubeFile(input, dialect) : dailyFile(input, dialect)
}
