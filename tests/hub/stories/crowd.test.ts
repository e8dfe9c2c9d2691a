import { expect, test, vi } from 'vitest'
import { doubleCalls, pressTogether } from '../../support/desk-crowd.ts'
import { gapsOf, readLog } from '../../support/hub-log.ts'
import { pairWith, startHub } from '../../support/hub-process.ts'

vi.setConfig({ testTimeout: 600_000 })

// Four busy days: no library has 10,000 visitors in one, and each device folds the whole day.
test.each([1, 2, 3, 4])(
  '[P17] ten desks press "next" together, 2,500 presses of 10,000 (%i/4): nobody is called twice, nobody waits while a desk gets nothing',
  async () => {
    const hub = await startHub({ built: true })
    try {
      const pairing = await pairWith(hub)
      const report = await pressTogether(pairing, { desks: 10, presses: 2_500 })
      expect(report.presses).toBeGreaterThanOrEqual(2_500)
      expect(report.emptyHanded).toEqual([])
      expect(report.doubled).toEqual([])
      const log = await readLog(pairing.manager)
      expect(doubleCalls(log)).toEqual([])
      expect(gapsOf(log)).toEqual([])
    } finally {
      await hub.dispose()
    }
  },
)
