import { describe, test } from 'vitest'
import { createMemoryBook } from '#hub/access/memory-book.ts'
import { deviceBookContract } from './device-book-contract.ts'

describe('the book of devices in memory', () => {
  for (const { name, run } of deviceBookContract) {
    test(name, () => {
      const book = createMemoryBook()
      return run({ open: () => Promise.resolve(book), lasting: false })
    })
  }
})
