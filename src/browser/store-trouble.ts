import type { StoreTrouble } from '#app/ports.ts'
import type { JournalTrouble } from '#journal/port.ts'
import { createListeners } from './listeners.ts'

export interface TroubleBook {
  readonly port: StoreTrouble
  readonly setTrouble: (trouble: JournalTrouble | null) => void
  readonly setInMemory: (entries: number) => void
}

/** Where the store writes down what it cannot do, and screens read it. */
export function createTroubleBook(): TroubleBook {
  const listeners = createListeners()
  let trouble: JournalTrouble | null = null
  let inMemory = 0
  return {
    port: { trouble: () => trouble, inMemory: () => inMemory, watch: listeners.watch },
    setTrouble: (next) => {
      trouble = next
      listeners.tell()
    },
    setInMemory: (entries) => {
      inMemory = entries
      listeners.tell()
    },
  }
}
