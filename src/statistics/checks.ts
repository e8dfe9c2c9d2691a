import type { Settings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { CheckName, CheckResult } from './check-result.ts'
import { foreignNames, inspectBatches } from './inspection.ts'
import type { Inspected } from './inspection.ts'
import { auditLedger } from './protection/audit-ledger.ts'
import type { LinearSolver } from './protection/solver.ts'
import { countsOf } from './protection/release-counts.ts'
import type { Release } from './release.ts'

export interface ChecksInput {
  /** Every release so far, to whomever. */
  readonly releases: readonly Release[]
  /** Every day that is kept, as it stands. */
  readonly batches: readonly DayBatch[]
  readonly settings: Settings
  /** Days whose raw entries should be gone from here, and are not. */
  readonly overdueDays: number
}

/**
 * Asks the three questions of what is there now (S93 to S98).
 *
 * @param solver null: it cannot be had here, and what rests on it has not passed (S98).
 */
export function runChecks(
  input: ChecksInput,
  solver: LinearSolver | null,
  progress: (done: number, all: number) => void = () => undefined,
): readonly CheckResult[] {
  const inspected = inspectBatches(input.batches, input.settings)
  return [
    singlingOut(input, inspected),
    linkability(input, inspected),
    solver === null ? notRun('inference') : inference(input, solver, progress),
  ]
}

/** Whether anything in the figures that were told, or in the days that are kept, points to one person (S94, S95). */
function singlingOut({ releases }: ChecksInput, { days, fields, words, formerWords }: Inspected): CheckResult {
  const counts = releases.flatMap(countsOf)
  const told = counts.flatMap(({ count, isTold, isOfPeople }) => (isTold && isOfPeople && count > 0 ? [count] : []))
  const tooSmall = counts.filter(({ isTold, isForbidden }) => isTold && isForbidden).length
  return {
    check: 'singlingOut',
    passed: tooSmall === 0 && fields === 0 && words === 0,
    findings: {
      releases: releases.length,
      toldCounts: told.length,
      smallestToldCount: told.reduce((least, count) => Math.min(least, count), told[0] ?? 0),
      tooSmall,
      days,
      foreignFields: fields,
      foreignWords: words,
      formerWords,
    },
  }
}

/** Whether anything ties a visit of one table or day to one of another, or to its moment (S96). */
function linkability({ releases, settings, overdueDays }: ChecksInput, { days, inOrder }: Inspected): CheckResult {
  const names = foreignNames(releases, settings)
  return {
    check: 'linkability',
    passed: names === 0 && inOrder === 0 && overdueDays === 0,
    findings: { releases: releases.length, foreignNames: names, days, daysInOrder: inOrder, overdueDays },
  }
}

/** Whether anything hidden can be worked out after all, from everything that was told (S97). */
function inference(
  { releases }: ChecksInput,
  solver: LinearSolver,
  progress: (done: number, all: number) => void,
): CheckResult {
  const { audited, tooNarrow, narrowest } = auditLedger(releases, solver, progress)
  const widths = releases.map(({ rule }) => rule.width)
  return {
    check: 'inference',
    passed: tooNarrow === 0,
    findings: {
      releases: releases.length,
      hiddenCounts: releases.flatMap(countsOf).filter(({ isTold, isPrinted }) => isPrinted && !isTold).length,
      audited,
      tooNarrow,
      ...(narrowest === null ? {} : { narrowest }),
      leastWidth: widths.length === 0 ? 0 : Math.min(...widths),
    },
  }
}

function notRun(check: CheckName): CheckResult {
  return { check, passed: false, findings: { notRun: 1 } }
}
