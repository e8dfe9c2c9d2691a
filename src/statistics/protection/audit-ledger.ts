import type { Audience, Release } from '../release.ts'
import { audit } from './attack.ts'
import { toldTask } from './release-task.ts'
import { clustersOf } from './snapshots.ts'
import type { LinearSolver } from './solver.ts'

/** What the audit of all that was told found. */
export interface LedgerAudit {
  /** Counts that must not be known, and that were worked out from everything that is told. */
  readonly audited: number
  /** Of them, those that can be worked out more closely than their rule allows. */
  readonly tooNarrow: number
  /** The narrowest width that was proved; null where there was nothing to hide. */
  readonly narrowest: number | null
}

/** Releases that are audited together, as some readers read them. */
interface Reading {
  readonly readers: Audience
  readonly releases: readonly Release[]
}

/**
 * Audits everything that was told so far once more (S97): releases that share days, directly or through others, are
 * worked out together, since whoever keeps one file keeps the others too.
 */
export function auditLedger(
  releases: readonly Release[],
  solver: LinearSolver,
  progress: (done: number, all: number) => void = () => undefined,
): LedgerAudit {
  const readings = readingsOf(releases)
  let [audited, tooNarrow] = [0, 0]
  let narrowest: number | null = null
  readings.forEach(({ readers, releases: told }, at) => {
    progress(at, readings.length)
    const task = toldTask(told, readers)
    const found = audit(task.system, task.hidden, task.sensitive, solver)
    audited += found.audited
    tooNarrow += found.unsafe.length
    if (found.narrowest !== null) narrowest = Math.min(narrowest ?? Infinity, found.narrowest)
  })
  progress(readings.length, readings.length)
  return { audited, tooNarrow, narrowest }
}

function readingsOf(releases: readonly Release[]): readonly Reading[] {
  const ofPublic = releases.filter(({ audience }) => audience === 'public')
  return [
    ...clustersOf(ofPublic).map((told): Reading => ({ readers: 'public', releases: told })),
    // The house reads what is published too. Where nothing was told to it alone, it knows no more than everybody.
    ...clustersOf(releases)
      .filter((told) => told.some(({ audience }) => audience === 'internal'))
      .map((told): Reading => ({ readers: 'internal', releases: told })),
  ]
}
