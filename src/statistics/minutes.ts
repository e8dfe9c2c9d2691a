import { countAtPlaces } from './sheet.ts'
import type { Sheet } from './sheet.ts'
import type { MinuteCounts } from './waits.ts'
import { unknownMinutes } from './waits.ts'

/** Of a sheet whose columns are minutes (`minuteSide`), how many stand at each number of them, in the given rows. */
export function minutesOf(
  sheet: Sheet,
  rows: readonly number[] = sheet.rows.values().map((_, at) => at + 1),
): MinuteCounts {
  const counts = new Float64Array(unknownMinutes)
  for (const row of rows) {
    for (let minutes = 0; minutes < counts.length; minutes++) {
      counts[minutes] = (counts[minutes] ?? 0) + countAtPlaces(sheet, row, minutes + 1)
    }
  }
  return counts
}
