import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCalendar } from '#domain/hours/calendar.ts'
import { emptyDetails } from '#domain/events.ts'
import type { DeskNumber, Instant, NeedId, OutcomeId, Series, TicketId } from '#domain/ids.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import { fromWireBatch } from '#protocol/batch.ts'
import { batchList } from '#protocol/messages.ts'
import type { HubProcess, Pairing } from './hub-process.ts'
import type { NodeDevice } from './node-device.ts'

const dayMs = 24 * 3_600_000
export const desk1 = 1 as DeskNumber
export const answered = { ...emptyDetails, outcome: 'answered' as OutcomeId }
/** At noon of a day that is over for good. */
export const backThen = (Math.floor(Date.now() / dayMs) * dayMs - 3 * dayMs + dayMs / 2) as Instant
export const pastDay = createCalendar('Europe/Paris').dayOf(backThen)

export function must(device: NodeDevice, command: Parameters<NodeDevice['run']>[0]): readonly Entry[] {
  const result = device.run(command)
  if (!result.ok) throw new Error(`${command.type}: ${JSON.stringify(result.error)}`)
  return result.value
}

/** Everything in the hub's folder, as bytes. */
export function traces(hub: HubProcess, words: readonly string[]): readonly string[] {
  const files = readdirSync(hub.dataFolder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return files.flatMap((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name))
    return words.filter((word) => bytes.includes(word)).map((word) => `${file.name} holds ${word}`)
  })
}

export async function visitsOf(pairing: Pairing): Promise<readonly VisitRecord[]> {
  const answer = batchList.parse(await pairing.manager.json('GET', `/api/v1/batches?day=${pastDay}`))
  const wire = answer?.batches.find(({ day }) => day === pastDay)
  const batch = wire === undefined ? undefined : fromWireBatch(wire)
  return batch === undefined ? [] : decodeDayBatch(batch)
}

/** Five tickets of that day, the first three of them served, by a desk that had no hub; then it meets the hub. */
export async function livePastDay(desk: NodeDevice): Promise<readonly TicketId[]> {
  desk.standsAt = backThen
  const ids: TicketId[] = []
  for (let ticket = 0; ticket < 5; ticket++) {
    const [entry] = must(desk, { type: 'IssueTicket', need: 'job' as NeedId, series: 'A' as Series, desk: desk1 })
    ids.push(entry?.id as TicketId)
  }
  for (const ticketId of ids.slice(0, 3)) {
    must(desk, { type: 'CallTicket', ticketId, desk: desk1 })
    must(desk, { type: 'FinishVisit', ticketId, desk: desk1, details: answered })
  }
  desk.standsAt = null
  return ids
}

/** What an entry would be found by in a file: its id, its hybrid time, its label. */
export function wordsOf(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ id, hlc, event }) => [
    `"${id}"`,
    hlc,
    ...(event.type === 'TicketIssued' ? [`"${event.label}"`] : []),
  ])
}
