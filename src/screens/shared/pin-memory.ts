import { readWindowMemory, writeWindowMemory } from './window-memory.ts'
import type { WindowMemory } from './window-memory.ts'

/** What this window remembers of the PIN until it is closed. Nothing here opens anything without the device's hash. */
export interface PinMemory {
  /** The hash of the PIN that was given right. */
  readonly passed: string | null
  readonly tries: number
  readonly pausedUntil: number
}

const name = 'staff-pin'
const nothing: PinMemory = { passed: null, tries: 0, pausedUntil: 0 }

export function readPinMemory(memory: WindowMemory): PinMemory {
  try {
    return { ...nothing, ...(JSON.parse(readWindowMemory(memory, name) ?? '{}') as Partial<PinMemory>) }
  } catch {
    return nothing
  }
}

export function writePinMemory(memory: WindowMemory, pin: PinMemory): void {
  writeWindowMemory(memory, name, JSON.stringify(pin))
}
