import { hearPurgeCheck, nextPurgeCheck } from '#protocol/device-core.ts'
import type { Sent } from '#protocol/device-core.ts'
import { purgeCheckReply } from '#protocol/messages.ts'
import type { PurgeCheckRequest } from '#protocol/messages.ts'
import { refreshBatches } from './batch-cache.ts'
import { requestMs } from './connection.ts'
import type { Connection } from './connection.ts'
import { heardRates } from './kept-link.ts'
import type { HubJournal } from './kept-link.ts'

/** Follows the hub's folds: batches come, what they are made of goes. */
export interface Housekeeping {
  tidy(): Promise<void>
  /** Tidies where the horizon has moved, or batches have not been looked at for a while. */
  tidyIfDue(): void
  beginAnew(): void
}

/** Batches may be corrected at any time; the horizon tells only of new ones. */
const batchesEveryMs = 5 * 60_000

/** @param lacking called when the hub lacks what this device was about to erase. */
export function createHousekeeping(connection: Connection, shared: HubJournal, lacking: () => void): Housekeeping {
  const { store, wire } = connection
  let tidying = false
  let checked: string | null | undefined
  let batchesAt = -Infinity

  const hasMoved = () => store.link().horizon !== checked
  const areBatchesOld = () => connection.elapsed() - batchesAt > batchesEveryMs

  /** Batches first, then the raw entries that they are made of: statistics never miss a day in between. */
  async function tidy(): Promise<void> {
    if (tidying || store.link().cursor === null) return
    tidying = true
    const signal = connection.signal()
    try {
      if (hasMoved() || areBatchesOld()) {
        const { role } = store.kept()
        const { horizon } = store.link()
        const isStaff = role === 'desk' || role === 'manager'
        if (isStaff && !(await refreshBatches(wire, shared, horizon, signal))) return
        batchesAt = connection.elapsed()
      }
      const { horizon } = store.link()
      if (await purge(signal)) checked = horizon
    } catch {
      // The store failed: the next heartbeat tries again.
    } finally {
      tidying = false
    }
  }

  async function purge(signal: AbortSignal): Promise<boolean> {
    const found: { sent: Sent<PurgeCheckRequest> | null } = { sent: null }
    const ready = await connection.step(signal, () => {
      found.sent = nextPurgeCheck(store.link(), store.held())
      if (found.sent !== null) store.setLink(found.sent.link)
    })
    if (!ready) return false
    if (found.sent === null) return true
    const { request, number } = found.sent
    const ask = { path: 'purge-check', body: request, shape: purgeCheckReply, timeoutMs: requestMs } as const
    const answer = await wire.ask({ ...ask, method: 'POST', signal })
    if (signal.aborted || (answer.type !== 'reply' && answer.type !== 'otherLife')) return false
    const { value } = answer
    const hear = () => hearPurgeCheck(store.link(), number, value, request, store.held())
    const words = value.type === 'purge' ? heardRates(value.rates) : {}
    if (!(await connection.take(signal, hear, words))) return false
    if (store.hasOutbox()) lacking()
    return true
  }

  return {
    tidy,
    tidyIfDue: () => {
      if (hasMoved() || areBatchesOld()) void tidy()
    },
    beginAnew: () => {
      checked = undefined
    },
  }
}
