import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { packageFile } from '#export/files.ts'
import { readPackage } from '#export/read-package.ts'
import { countGrids } from '#statistics/grids.ts'
import { periodContaining } from '#statistics/periods.ts'
import type { Release } from '#statistics/release.ts'
import { arbitraryBatches } from '../statistics/visits.ts'
import { packageInput, release } from './releases.ts'

const settings = defaultSettings()

test('[S31] [S42] a month that was counted from visits becomes a package that is read back', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const counted = countedRelease(batches)
      const read = readPackage(packageFile(packageInput({ releases: [counted] }), 'standard').content)
      if (!read.ok) throw new Error(JSON.stringify(read.error))
      const { tables } = read.value
      const total = tables.cube.find((row) => row.period_type === 'month' && row.table_id === 'total')
      const visits = counted.grids[0]?.counts[0] ?? 0
      expect(total?.visits).toBe(visits > 0 && visits < 5 ? null : visits)
      expect(tables.daily).toHaveLength(30)
      expect(new Set(tables.outcomes.map(({ need }) => need))).toEqual(
        new Set(['*', ...settings.needs.map(({ id }) => id)]),
      )
      expect(tables.weekly.every(({ hour }) => hour >= 10 && hour < 20)).toBe(true)
    }),
    { numRuns: 25 },
  )
})

/** As counted, with small counts hidden and nothing else: enough to be written, not to be published. */
function countedRelease(batches: readonly DayBatch[]): Release {
  const period = periodContaining('month', '2026-11-03' as Day)
  const grids = countGrids(batches, period, settings).map((grid) => ({
    ...grid,
    hidden: Uint8Array.from(grid.counts, (count) => (count > 0 && count < 5 ? 1 : 0)),
  }))
  return { ...release(), period, grids }
}
