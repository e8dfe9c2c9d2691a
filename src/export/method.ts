import type { Day } from '#domain/ids.ts'
import { checkNames } from '#statistics/check-result.ts'
import type { CheckResult } from '#statistics/check-result.ts'
import type { FigureNote } from '#statistics/notes.ts'
import type { Audience, ProtectionRule } from '#statistics/release.ts'
import type { FilesInput } from './table-file.ts'

export type { CheckResult } from '#statistics/check-result.ts'

/** How many visits it was is not told: that may be one person. */
export type ToldNote = Pick<FigureNote, 'kind' | 'days'>

/** What the audit of all hidden cells gave. */
export interface Protection {
  readonly solver: string
  /** Cells whose interval was worked out. */
  readonly audited: number
  /** The narrowest interval that was found; null where nothing is hidden. */
  readonly narrowest: number | null
}

/** How few visits a wait may be told of (S9), and what it is measured against. */
export interface WaitTerms {
  readonly targetMinutes: number
  readonly minRecordsForDuration: number
  readonly minRecordsForPercentile: number
}

/** What the package says of its method, as far as the files do not say it. */
export interface Method {
  readonly protection: Protection
  readonly checks: readonly CheckResult[]
  readonly waits: WaitTerms
  readonly notes: readonly ToldNote[]
}

export interface PackageInput extends FilesInput {
  readonly audience: Audience
  readonly method: Method
}

/** A period that a package tells of. */
export interface ToldPeriod extends ProtectionRule {
  readonly type: 'month' | 'quarter' | 'year'
  readonly start: Day
  readonly end: Day
  /** The last day whose visits are in it. */
  readonly until: Day
}

/** @throws where a check is not there or has failed: no package leaves the house then (S41). */
export function demandChecked({ checks }: Method): void {
  for (const name of checkNames) {
    const results = checks.filter(({ check }) => check === name)
    if (results.length !== 1 || results[0]?.passed !== true)
      throw new Error(`A package is written when its check of ${name} has passed`)
  }
}
