import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Release } from '#statistics/release.ts'
import type { App } from './app.ts'
import type { ExportAnswer } from './export-question.ts'
import type { ExportAsks } from './export-span.ts'
import { LedgerError } from './ports.ts'
import type { Files, LedgerTrouble } from './ports.ts'
import type { DeskRefusal } from './statistics-desk.ts'
import type { StatisticsRoom } from './statistics-room.ts'

// Screens reach exports through this module and its neighbours.
export type { Dialect } from '#export/csv.ts'
export type { ExportTable } from './export-span.ts'

/** What is asked for; the moment and the ledger are added here. */
export type ExportRequest = Omit<ExportAsks, 'now' | 'ledger'>

export type ExportTrouble =
  | DeskRefusal
  | { readonly type: 'ledger'; readonly trouble: LedgerTrouble }
  /** Other managers release at the same time, again and again. */
  | { readonly type: 'crowded' }

export interface ExportOptions {
  readonly progress?: (done: number, all: number) => void
  readonly signal?: AbortSignal
}

/** Somebody else may release meanwhile: then what may be told is decided anew. */
const mostTries = 5

/** What a file would tell and hide, without a file, and without anything being told. */
export async function previewExport(
  app: App,
  room: StatisticsRoom,
  request: ExportRequest,
  options: ExportOptions = {},
): Promise<Result<ExportAnswer, ExportTrouble>> {
  return withLedger(
    async (ledger) => await ask(app, room, { ...request, file: null }, await ledger.list(), options),
    app,
  )
}

/**
 * Makes the file that was asked for and hands it to the device. What it tells stands in the ledger before that: a file
 * that nobody remembers could be told apart from the next one.
 */
export async function exportFile(
  app: App,
  room: StatisticsRoom,
  request: ExportRequest,
  files: Files,
  options: ExportOptions = {},
): Promise<Result<ExportAnswer, ExportTrouble>> {
  return withLedger(async (ledger) => {
    for (let tries = 0; tries < mostTries; tries++) {
      const known = await ledger.list()
      const answered = await ask(app, room, request, known, options)
      if (!answered.ok) return answered
      const { file, fresh } = answered.value
      if (file === null) return answered
      if (options.signal?.aborted === true) return refuse({ type: 'cancelled' })
      if (!(await addAll(ledger, fresh, known.length))) continue
      files.save(file.name, file.mediaType, file.content)
      return answered
    }
    return refuse({ type: 'crowded' })
  }, app)
}

type Ledger = Awaited<ReturnType<typeof openLedger>>

async function openLedger(app: App) {
  return (await app.ports.hub.staff()).releaseLedger()
}

async function withLedger(
  work: (ledger: Ledger) => Promise<Result<ExportAnswer, ExportTrouble>>,
  app: App,
): Promise<Result<ExportAnswer, ExportTrouble>> {
  try {
    return await work(await openLedger(app))
  } catch (error) {
    if (error instanceof LedgerError) return refuse({ type: 'ledger', trouble: error.trouble })
    throw error
  }
}

async function ask(
  app: App,
  room: StatisticsRoom,
  request: ExportRequest,
  ledger: readonly Release[],
  options: ExportOptions,
): Promise<Result<ExportAnswer, ExportTrouble>> {
  const answered = await room.ask('export', { ...request, now: app.ports.clock.now(), ledger }, options)
  return answered.ok ? ok(answered.value) : refuse(answered.error)
}

/** What was added before somebody else came stays: it is told by nobody, and hides a little more than it would have to. */
async function addAll(ledger: Ledger, fresh: readonly Release[], known: number): Promise<boolean> {
  for (const [at, release] of fresh.entries()) if (!(await ledger.add(release, known + at))) return false
  return true
}
