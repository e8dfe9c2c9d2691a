import type { ReleaseLedger } from '#app/ports.ts'
import { toKept } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'
import { release } from '../export/releases.ts'
import { same } from './journal-contract.ts'

export interface LedgerUnderTest {
  /** Another window, or another manager, over the same ledger. */
  open(): Promise<ReleaseLedger>
}

export interface LedgerCase {
  readonly name: string
  run(ledger: LedgerUnderTest): Promise<void>
}

const lines = (releases: readonly Release[]): readonly string[] => releases.map((each) => JSON.stringify(toKept(each)))

/** The judge of a ledger: memory, Dexie over fake-indexeddb and in Chromium, the hub. */
export const releaseLedgerContract: readonly LedgerCase[] = [
  {
    name: '[S90] [S91] what was added is read back by everybody, in order and to the last hidden cell',
    run: async ({ open }) => {
      const ledger = await open()
      same(await ledger.list(), [])
      const told = [release({ seed: 1 }), release({ seed: 2, type: 'year', day: '2025-01-01', audience: 'public' })]
      for (const [known, each] of told.entries()) same(await ledger.add(each, known), true)
      same(lines(await (await open()).list()), lines(told))
      const [first] = await ledger.list()
      same(
        [first?.grids[0]?.hidden instanceof Uint8Array, first?.grids[0]?.counts instanceof Float64Array],
        [true, true],
      )
    },
  },
  {
    name: '[S91] who does not know all of it adds nothing, and nothing is changed',
    run: async ({ open }) => {
      const [one, other] = [await open(), await open()]
      same(await one.add(release({ seed: 1 }), 0), true)
      for (const known of [0, 2, 99]) same(await other.add(release({ seed: 2 }), known), false)
      same(lines(await other.list()), lines([release({ seed: 1 })]))
      same(await other.add(release({ seed: 2 }), 1), true)
      same(lines(await one.list()), lines([release({ seed: 1 }), release({ seed: 2 })]))
    },
  },
  {
    name: '[S91] of several who add at once one does, each time',
    run: async ({ open }) => {
      const managers = await Promise.all([open(), open(), open(), open()])
      for (let round = 0; round < 5; round++) {
        const added = await Promise.all(
          managers.map((ledger, index) => ledger.add(release({ seed: 10 * round + index, people: 40 }), round)),
        )
        same(added.filter(Boolean).length, 1)
      }
      const all = await managers[0]?.list()
      same([all?.length, new Set(lines(all ?? [])).size], [5, 5])
    },
  },
  {
    name: '[S91] a ledger of many lines is read whole',
    run: async ({ open }) => {
      const ledger = await open()
      for (let known = 0; known < 45; known++) same(await ledger.add(release({ seed: known, people: 20 }), known), true)
      const read = await ledger.list()
      same(lines(read.slice(-1)), lines([release({ seed: 44, people: 20 })]))
      same(read.length, 45)
    },
  },
]
