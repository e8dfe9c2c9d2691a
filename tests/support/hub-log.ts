import type { SiteEvent } from '#domain/events.ts'
import { formatLabel } from '#domain/queue/numbering.ts'
import type { EntryId, NeedId, OriginId, Series } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import { parseEntry } from '#journal/parse.ts'
import { formatCursor } from '#protocol/cursor.ts'
import type { Cursor } from '#protocol/cursor.ts'
import { helloReply, page } from '#protocol/messages.ts'
import type { HubClient } from './hub-client.ts'

/** A site's whole log as this client receives it, line by line: what is in it twice is here twice. */
export async function readLog(client: HubClient): Promise<readonly Entry[]> {
  const report = { app: 'reader', now: Date.now(), unsent: 0, storage: 'unknown' }
  const words = { version: 1, cursor: null, holding: {}, own: [], series: null, report }
  const hello = helloReply.parse(await client.json('POST', '/api/v1/hello', words))
  let after: Cursor | undefined = hello?.cursor
  const entries: Entry[] = []
  for (let count = 0; after !== undefined && count < 1_000; count++) {
    const read = page.parse(await client.json('GET', `/api/v1/entries?after=${formatCursor(after)}`))
    if (read === undefined) throw new Error('A page that cannot be read')
    for (const { entry } of read.entries) {
      const parsed = parseEntry(entry.value)
      if (!parsed.ok) throw new Error(`An entry without ${parsed.error.field}`)
      entries.push(parsed.value)
    }
    after = read.more ? read.cursor : undefined
  }
  return entries
}

/** What is wrong with a log, in words: entries twice, numbers that are not there. */
export function gapsOf(entries: readonly Entry[]): readonly string[] {
  const numbers = new Map<OriginId, number[]>()
  for (const { origin, n } of entries) numbers.set(origin, [...(numbers.get(origin) ?? []), n])
  return [...numbers].flatMap(([origin, found]) => {
    const sorted = [...found].sort((a, b) => a - b)
    const wrong = sorted.findIndex((n, index) => n !== index + 1)
    return wrong === -1 ? [] : [`${origin}: ${sorted[wrong]} stands where ${wrong + 1} should`]
  })
}

/** Those of `wanted` that are not in a log. */
export function lackingIn(entries: readonly Entry[], wanted: Iterable<EntryId>): readonly EntryId[] {
  const ids = new Set(entries.map(({ id }) => id))
  return [...wanted].filter((id) => !ids.has(id))
}

/** A ticket for a load that nobody folds. */
export function loadTicket(num: number, letter = 'J', series = ''): SiteEvent {
  return {
    type: 'TicketIssued',
    label: formatLabel(letter, series as Series, num),
    need: 'job' as NeedId,
    series: series as Series,
    num,
    source: 'kiosk',
  }
}
