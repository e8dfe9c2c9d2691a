import type { Ports } from '#app/ports.ts'

export type WindowMemory = Ports['windowMemory']

const prefix = 'guichet-libre:'

/** What this window remembers under a name until it is closed; null where nothing is, or storage is forbidden. */
export function readWindowMemory(memory: WindowMemory, name: string): string | null {
  try {
    return memory.getItem(prefix + name)
  } catch {
    return null
  }
}

/** Without storage the flag lasts as long as the page: nothing else depends on it. */
export function writeWindowMemory(memory: WindowMemory, name: string, value: string): void {
  try {
    memory.setItem(prefix + name, value)
  } catch {
    // Private windows of some browsers forbid it.
  }
}
