import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createCalendar } from '#domain/hours/calendar.ts'
import { emptyDetails } from '#domain/events.ts'
import type { DeskNumber, Instant, NeedId, OutcomeId, Series, TicketId } from '#domain/ids.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import { fromWireBatch } from '#protocol/batch.ts'
import { batchList } from '#protocol/messages.ts'
import { readLog } from '../../support/hub-log.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import type { HubProcess, Pairing } from '../../support/hub-process.ts'
import type { NodeDevice } from '../../support/node-device.ts'

const dayMs = 24 * 3_600_000
const desk1 = 1 as DeskNumber
const answered = { ...emptyDetails, outcome: 'answered' as OutcomeId }
/** At noon of a day that is over for good. */
const then = (Math.floor(Date.now() / dayMs) * dayMs - 3 * dayMs + dayMs / 2) as Instant
const pastDay = createCalendar('Europe/Paris').dayOf(then)

function must(device: NodeDevice, command: Parameters<NodeDevice['run']>[0]): readonly Entry[] {
  const result = device.run(command)
  if (!result.ok) throw new Error(`${command.type}: ${JSON.stringify(result.error)}`)
  return result.value
}

/** Everything in the hub's folder, as bytes. */
function traces(hub: HubProcess, words: readonly string[]): readonly string[] {
  const files = readdirSync(hub.dataFolder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return files.flatMap((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name))
    return words.filter((word) => bytes.includes(word)).map((word) => `${file.name} holds ${word}`)
  })
}

async function visitsOf(pairing: Pairing): Promise<readonly VisitRecord[]> {
  const answer = batchList.parse(await pairing.manager.json('GET', `/api/v1/batches?day=${pastDay}`))
  const wire = answer?.batches.find(({ day }) => day === pastDay)
  const batch = wire === undefined ? undefined : fromWireBatch(wire)
  return batch === undefined ? [] : decodeDayBatch(batch)
}

test('after a day is closed and delivered nothing raw is left on hub or device, and a late desk counts once', async () => {
  const hub = await startHub()
  try {
    const pairing = await pairWith(hub)
    const first = await pairing.device('desk')
    const late = await pairing.device('desk')

    // Three days ago, without a hub: five tickets, three of them served.
    first.standsAt = then
    const ids: TicketId[] = []
    for (let ticket = 0; ticket < 5; ticket++) {
      const [entry] = must(first, { type: 'IssueTicket', need: 'job' as NeedId, series: 'A' as Series, desk: desk1 })
      ids.push(entry?.id as TicketId)
    }
    for (const ticketId of ids.slice(0, 3)) {
      must(first, { type: 'CallTicket', ticketId, desk: desk1 })
      must(first, { type: 'FinishVisit', ticketId, desk: desk1, details: answered })
    }
    const raw = first.entries()
    first.standsAt = null
    await first.sync()

    // Another desk has read them, and was cut off over the closing, serving the fourth.
    await late.sync()
    const fourth = ids[3] as TicketId
    late.standsAt = (then + 60_000) as Instant
    must(late, { type: 'CallTicket', ticketId: fourth, desk: 2 as DeskNumber })
    must(late, { type: 'FinishVisit', ticketId: fourth, desk: 2 as DeskNumber, details: answered })
    const afterwards = late.entries().filter(({ origin }) => origin === late.origin())
    expect(afterwards.map(({ day }) => day)).toEqual([pastDay, pastDay])

    const words = [...raw, ...afterwards].flatMap(({ id, hlc, event }) => [
      `"${id}"`,
      hlc,
      ...(event.type === 'TicketIssued' ? [`"${event.label}"`] : []),
    ])
    expect(new Set(traces(hub, words).map((found) => found.split(' holds ')[1])).size).toBeGreaterThan(raw.length)

    // The hub folds what is over and delivered by itself, soon after its start at the latest.
    await hub.end('SIGTERM')
    await hub.start()
    await eventually('the fold', async () => ((await visitsOf(pairing)).length > 0 ? true : undefined), 30_000)
    expect(traces(hub, words)).toEqual([])
    const served = (visits: readonly VisitRecord[]) => visits.filter(({ end }) => end === 'served').length
    expect((await visitsOf(pairing)).length).toBe(5)
    expect(served(await visitsOf(pairing))).toBe(3)
    expect(await readLog(pairing.manager)).toEqual([])

    // A device that has delivered erases after asking.
    await first.sync()
    await first.sync()
    expect(first.entries()).toEqual([])

    // The late desk delivers, again and again; its visit is counted once, and it forgets too.
    for (let repeat = 0; repeat < 3; repeat++) {
      late.reload()
      await late.sync()
    }
    late.standsAt = null
    expect(late.unsent()).toBe(0)
    expect(late.entries()).toEqual([])
    expect((await visitsOf(pairing)).length).toBe(5)
    expect(served(await visitsOf(pairing))).toBe(4)
    expect((await visitsOf(pairing)).filter(({ details }) => details.outcome === 'answered').length).toBe(4)
    await hub.end('SIGTERM')
    expect(traces(hub, words)).toEqual([])
  } finally {
    await hub.dispose()
  }
})
