import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { fromWireBatch } from '#protocol/batch.ts'
import { batchDigests, batchList } from '#protocol/messages.ts'
import type { HubWire } from './hub-wire.ts'
import type { HubJournal } from './kept-link.ts'

/** Days a request: addresses must not grow beyond what proxies take. */
const daysAtOnce = 50
const timeoutMs = 15_000

/**
 * Fetches the hub's batches that are new or corrected; false: they could not be fetched now.
 *
 * @param horizon the last day that the hub is known to have folded: all that it folded is in what it answers.
 */
export async function refreshBatches(
  wire: HubWire,
  shared: Pick<HubJournal, 'batchDigests' | 'keepBatches'>,
  horizon: Day | null,
  signal: AbortSignal,
): Promise<boolean> {
  const told = await wire.ask({ path: 'batches/digests', shape: batchDigests, timeoutMs, signal })
  if (told.type !== 'reply') return false
  const wanted = new Map(told.value.days.map(({ day, digest }) => [day, digest]))
  let known = new Map([...(await shared.batchDigests())].filter(([day]) => wanted.has(day)))
  const lacking = [...wanted].filter(([day, digest]) => known.get(day) !== digest).map(([day]) => day)
  for (let at = 0; at < Math.max(1, lacking.length); at += daysAtOnce) {
    const days = lacking.slice(at, at + daysAtOnce)
    const batches = days.length === 0 ? [] : await fetchBatches(wire, days, signal)
    if (batches === null || signal.aborted) return false
    // A day that was corrected between the two answers is asked for again the next time: its digest differs.
    const fetched = batches.map(({ day }) => [day, wanted.get(day) ?? ''] as const)
    known = new Map([...known, ...fetched])
    const isLast = at + daysAtOnce >= lacking.length
    await (isLast ? shared.keepBatches(batches, known, horizon) : shared.keepBatches(batches, known))
  }
  return true
}

async function fetchBatches(
  wire: HubWire,
  days: readonly Day[],
  signal: AbortSignal,
): Promise<readonly DayBatch[] | null> {
  const query = days.map((day) => `day=${day}`).join('&')
  const answer = await wire.ask({ path: `batches?${query}`, shape: batchList, timeoutMs, signal })
  if (answer.type !== 'reply') return null
  return answer.value.batches.map(fromWireBatch).filter((batch) => batch !== undefined)
}
