/** The three questions of the European authorities' opinion on anonymisation (WP216). */
export const checkNames = ['singlingOut', 'linkability', 'inference'] as const
export type CheckName = (typeof checkNames)[number]

/** A check as it was run, and the figures that it rests on: none of them counts visits, since files print them (S93). */
export interface CheckResult {
  readonly check: CheckName
  readonly passed: boolean
  /** For example `{ smallestToldCount: 12 }`. */
  readonly findings: Readonly<Record<string, number>>
}
