import type { Sheet } from './sheet.ts'
import type { MinuteCounts } from './waits.ts'
import { unknownMinutes } from './waits.ts'

/** Of a sheet whose columns are minutes (`minuteSide`), how many stand at each number of them, in the given rows. */
export function minutesOf(sheet: Sheet, rows: readonly number[] = allRows(sheet)): MinuteCounts {
  const counts = new Float64Array(unknownMinutes)
  for (const row of rows) {
    const start = row * sheet.width + 1
    for (let minutes = 0; minutes < unknownMinutes; minutes++) {
      counts[minutes] = (counts[minutes] ?? 0) + (sheet.counts[start + minutes] ?? 0)
    }
  }
  return counts
}

function allRows({ height }: Sheet): readonly number[] {
  return Array.from({ length: height - 1 }, (_, at) => at + 1)
}
