import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { playModel, stepsOf } from '../support/hub-model.ts'

// The machine may be busy: the bound is for a hang, not for speed.
vi.setConfig({ testTimeout: 600_000 })

const runs = Number(process.env['PROPERTY_RUNS'] ?? 300)

describe('n devices and a hub', () => {
  test('[P3] [P4] [P7] [P11] after any faults the connected agree, nothing is lost, nothing counts twice', () => {
    fc.assert(
      fc.property(stepsOf({ copies: false, most: 250 }), fc.nat(), (steps, seed) => {
        expect(playModel(steps, seed)).toEqual([])
      }),
      { numRuns: runs },
    )
  })

  test('[P6] a store that was copied or set back goes on under a new origin', () => {
    fc.assert(
      fc.property(stepsOf({ copies: true, most: 250 }), fc.nat(), (steps, seed) => {
        expect(playModel(steps, seed)).toEqual([])
      }),
      { numRuns: Math.ceil(runs / 2) },
    )
  })
})
