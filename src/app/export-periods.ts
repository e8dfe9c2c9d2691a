import type { Day } from '#domain/ids.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'
import { periodsToTell } from '#statistics/protection/periods-to-tell.ts'
import type { Audience } from '#statistics/release.ts'
import type { PeriodChoice } from './desk-questions.ts'

/** The calendar periods that a file about a chosen one tells of, for the screen to name beforehand. */
export function periodsOfExport({ type, day }: PeriodChoice, audience: Audience, today: Day): readonly Period[] {
  return periodsToTell(periodContaining(type, day), audience, today)
}
