import type { DayBatch } from '#domain/visits/day-batch.ts'
import { packageFile, tableFile } from '#export/files.ts'
import type { Method } from '#export/method.ts'
import type { ExportFile, FilesInput, WorkshopCount } from '#export/table-file.ts'
import type { CheckResult } from '#statistics/check-result.ts'
import { runChecks } from '#statistics/checks.ts'
import { notesOf } from '#statistics/notes.ts'
import { contains, periodContaining, periodsMeeting } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'
import { explainRelease } from '#statistics/protection/explain.ts'
import type { Explained } from '#statistics/protection/explain.ts'
import { periodsToTell } from '#statistics/protection/periods-to-tell.ts'
import { prepareExport } from '#statistics/protection/prepare-export.ts'
import type { PeriodRefusal } from '#statistics/protection/prepare-export.ts'
import { clustersOf } from '#statistics/protection/snapshots.ts'
import type { LinearSolver } from '#statistics/protection/solver.ts'
import type { Audience, Release } from '#statistics/release.ts'
import { solverOf } from './desk-tools.ts'
import type { DeskRoom } from './desk-questions.ts'
import { exportSpan } from './export-span.ts'
import type { ExportAsks } from './export-span.ts'

export interface ExportAnswer {
  /** What the file tells, in order of time. */
  readonly releases: readonly Release[]
  /** Those of them that must be in the ledger before anybody sees the file. */
  readonly fresh: readonly Release[]
  readonly refusals: readonly PeriodRefusal[]
  /** What is hidden in each of the releases and why, where no file was asked for; for the eyes of the house. */
  readonly explained: readonly Explained[]
  readonly checks: readonly CheckResult[]
  /** null: none was asked for, nothing may be told, or a check has not passed. */
  readonly file: ExportFile<string | Uint8Array> | null
}

/**
 * Works out what may be told of a period beside all that was told before, checks everything that hangs together with
 * it once more, and writes the file that was asked for; a file whose check fails is not written (S41).
 */
export async function answerExport(
  asks: ExportAsks,
  { facts, tools, batches, progress }: DeskRoom,
): Promise<ExportAnswer> {
  const solver = await solverOf(tools)
  const { settings, today, openTickets: open } = facts
  const { audience, now, ledger } = asks
  const found = await batches(exportSpan(asks))
  const periods = periodsOf(asks, found).flatMap((period) => periodsToTell(period, audience, today))
  const steps = periods.length + 2
  const prepared = prepareExport(
    { periods, audience, settings, batches: found, open, now, today, ledger },
    solver,
    (done) => progress(done, steps),
  )
  const lastTold = asks.asTold
    ? prepared.refusals.flatMap(({ period }) => lastReleaseOf(period, audience, ledger) ?? [])
    : []
  const releases = [...prepared.releases, ...lastTold].sort((a, b) => (a.period.start < b.period.start ? -1 : 1))
  const checks = checksOf(releases, [...ledger, ...prepared.fresh], found, facts, solver)
  progress(periods.length + 1, steps)
  const mayTell = releases.length > 0 && checks.every(({ passed }) => passed)
  const file = asks.file === null || !mayTell ? null : write(asks.file, releases, checks, found, asks, facts)
  progress(steps, steps)
  return { ...prepared, releases, explained: asks.file === null ? releases.map(explainRelease) : [], checks, file }
}

function periodsOf({ choice, allYears }: ExportAsks, found: readonly DayBatch[]): readonly Period[] {
  if (!allYears) return [periodContaining(choice.type, choice.day)]
  const [first] = found
  const last = found.at(-1)
  return first === undefined || last === undefined ? [] : periodsMeeting('year', { start: first.day, end: last.day })
}

function lastReleaseOf(period: Period, audience: Audience, ledger: readonly Release[]): Release | undefined {
  return ledger
    .filter(
      (release) =>
        release.audience === audience && release.period.start === period.start && release.period.end === period.end,
    )
    .at(-1)
}

/** Of everything that hangs together with the releases; raw entries are not looked at, since files hold none. */
function checksOf(
  releases: readonly Release[],
  all: readonly Release[],
  batches: readonly DayBatch[],
  { settings }: DeskRoom['facts'],
  solver: LinearSolver,
): readonly CheckResult[] {
  const together = clustersOf(all).filter((cluster) => cluster.some((release) => releases.includes(release)))
  return runChecks({ releases: together.flat(), batches, settings, overdueDays: 0 }, solver)
}

function write(
  { table, dialect }: NonNullable<ExportAsks['file']>,
  releases: readonly Release[],
  checks: readonly CheckResult[],
  batches: readonly DayBatch[],
  { audience }: ExportAsks,
  { settings }: DeskRoom['facts'],
): ExportFile<string | Uint8Array> {
  const told = batches.filter(({ day }) => releases.some(({ period }) => contains(period, day)))
  const input: FilesInput = {
    siteId: settings.siteId,
    releases,
    workshops: told.flatMap(workshopsOf),
    rule: settings.protection[audience],
  }
  if (table !== 'package') return tableFile(table, input, dialect)
  const inference = checks.find(({ check }) => check === 'inference')?.findings ?? {}
  const method: Method = {
    protection: {
      solver: 'HiGHS',
      audited: inference['audited'] ?? 0,
      narrowest: inference['narrowest'] ?? null,
    },
    checks,
    waits: {
      targetMinutes: settings.targetWaitMinutes,
      minRecordsForDuration: settings.minRecordsForDuration,
      minRecordsForPercentile: settings.minRecordsForPercentile,
    },
    notes: notesOf(told).map(({ kind, days }) => ({ kind, days })),
  }
  return packageFile({ ...input, audience, method }, dialect)
}

function workshopsOf({ day, workshops = [] }: DayBatch): readonly WorkshopCount[] {
  return workshops.map((workshop) => ({ day, ...workshop }))
}
