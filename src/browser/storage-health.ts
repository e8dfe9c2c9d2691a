import type { StorageHealth, StorageReport } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'

const key = 'guichet-libre-installed'
const dayMs = 86_400_000

/**
 * Tells how safe the store is. A mark in localStorage remembers that this device has had a store: databases are evicted
 * by themselves, and the journal's bucket even alone, so a mark without databases means a loss.
 *
 * @param wasPresent whether the databases were there before this window opened (and so made) them; null: unknown.
 */
export function createStorageHealth(
  wasPresent: boolean | null,
  now: () => Instant,
  memory: Pick<Storage, 'getItem' | 'setItem'> | null = localMemory(),
): StorageHealth {
  const mark = readMark(memory)
  let lostStore = mark !== null && (mark.isLost || wasPresent === false)
  // The day is enough; the loss is kept until somebody has read it.
  const installedAt = mark?.installedAt ?? ((Math.floor(now() / dayMs) * dayMs) as Instant)
  writeMark(memory, { installedAt, isLost: lostStore })

  return {
    report: async (): Promise<StorageReport> => {
      const { usage, quota } = await estimate()
      return { persisted: await persisted(), usedBytes: usage, quotaBytes: quota, lostStore, installedAt }
    },
    askToPersist: async () => {
      try {
        return await navigator.storage.persist()
      } catch {
        return false
      }
    },
    acknowledgeLoss: () => {
      lostStore = false
      writeMark(memory, { installedAt, isLost: false })
    },
  }
}

interface Mark {
  readonly installedAt: Instant
  readonly isLost: boolean
}

function readMark(memory: Pick<Storage, 'getItem'> | null): Mark | null {
  try {
    const stored: unknown = JSON.parse(memory?.getItem(key) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return null
    const { installedAt, isLost } = stored as { readonly installedAt?: unknown; readonly isLost?: unknown }
    return typeof installedAt === 'number' ? { installedAt: installedAt as Instant, isLost: isLost === true } : null
  } catch {
    return null
  }
}

function writeMark(memory: Pick<Storage, 'setItem'> | null, mark: Mark): void {
  try {
    memory?.setItem(key, JSON.stringify(mark))
  } catch {
    // Without the mark a later loss goes unnoticed; nothing else depends on it.
  }
}

async function persisted(): Promise<boolean | null> {
  try {
    return await navigator.storage.persisted()
  } catch {
    return null
  }
}

async function estimate(): Promise<{ readonly usage: number | null; readonly quota: number | null }> {
  try {
    const { usage, quota } = await navigator.storage.estimate()
    return { usage: usage ?? null, quota: quota ?? null }
  } catch {
    return { usage: null, quota: null }
  }
}

function localMemory(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}
