import { describe, test } from 'vitest'
import type { Incarnation } from '#protocol/names.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { hubStoreContract } from './hub-store-contract.ts'

describe("the hub's store in memory", () => {
  for (const { name, run } of hubStoreContract) {
    test(name, () => {
      const store = createMemoryStore('lifeinmemory' as Incarnation)
      return run({ open: () => Promise.resolve({ ...store, close: () => Promise.resolve() }), lasting: false })
    })
  }
})
