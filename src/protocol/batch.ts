import { parseDay } from '#domain/ids.ts'
import { mostColumns, mostVisits } from '#domain/visits/day-batch.ts'
import type { BatchColumn, DayBatch } from '#domain/visits/day-batch.ts'
import { fields, list, mapOf, nullable, shape, text, whole } from './shape.ts'
import type { Parsed } from './shape.ts'

const column = fields({
  dictionary: nullable(list(text(80), 254)),
  values: list(whole(0, 255), mostVisits),
})

/** A day's batch on the wire: its columns as lists of small integers. */
export const wireBatch = fields({
  version: whole(1, 1),
  day: shape('day', parseDay),
  bandMinutes: whole(5, 1_440),
  visits: whole(0, mostVisits),
  ticketsIssued: whole(0, mostVisits),
  columns: mapOf(text(80), column, mostColumns),
})
export type WireBatch = Parsed<typeof wireBatch>

export function toWireBatch({ columns, ...batch }: DayBatch): WireBatch {
  const lists = Object.entries(columns).map(
    ([name, { dictionary, values }]) => [name, { dictionary, values: [...values] }] as const,
  )
  return { ...batch, columns: new Map(lists) }
}

/** undefined where the columns do not fit each other. */
export function fromWireBatch({ columns, ...batch }: WireBatch): DayBatch | undefined {
  const read: [string, BatchColumn][] = []
  for (const [name, { dictionary, values }] of columns) {
    const words = dictionary?.length ?? 255
    if (values.length !== batch.visits || values.some((value) => value > words)) return undefined
    read.push([name, { dictionary, values: Uint8Array.from(values) }])
  }
  return { ...batch, version: 1, columns: Object.fromEntries(read) }
}
