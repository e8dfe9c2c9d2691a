import { parseDay, parseWorkshopType } from '#domain/ids.ts'
import { mostColumns, mostVisits, mostWorkshops, toldTotals } from '#domain/visits/day-batch.ts'
import type { BatchColumn, DayBatch } from '#domain/visits/day-batch.ts'
import { mostCounted } from '#domain/visits/day-sheet.ts'
import { fields, list, mapOf, nullable, optional, shape, text, whole } from './shape.ts'
import type { Parsed } from './shape.ts'

const column = fields({
  dictionary: nullable(list(text(80), 254)),
  values: list(whole(0, 255), mostVisits),
})

const workshop = fields({
  type: shape('workshop', parseWorkshopType),
  sessions: whole(1, mostCounted),
  attendees: whole(0, mostCounted),
  capacity: nullable(whole(0, mostCounted)),
})

/** A day's batch on the wire: its columns as lists of small integers. */
export const wireBatch = fields({
  version: whole(1, 1),
  day: shape('day', parseDay),
  bandMinutes: whole(5, 1_440),
  visits: whole(0, mostVisits),
  ticketsIssued: whole(0, mostVisits),
  columns: mapOf(text(80), column, mostColumns),
  /** As many bands as the shortest width has; an older version knows none of these three. */
  desks: optional(list(whole(0, 99), 288), []),
  corrected: optional(whole(0, mostCounted), 0),
  workshops: optional(list(workshop, mostWorkshops), []),
})
export type WireBatch = Parsed<typeof wireBatch>

export function toWireBatch({ columns, desks = [], corrected = 0, workshops = [], ...batch }: DayBatch): WireBatch {
  const lists = Object.entries(columns).map(
    ([name, { dictionary, values }]) => [name, { dictionary, values: [...values] }] as const,
  )
  return { ...batch, columns: new Map(lists), desks, corrected, workshops }
}

/** undefined where the columns do not fit each other. */
export function fromWireBatch({ columns, desks, corrected, workshops, ...batch }: WireBatch): DayBatch | undefined {
  const read: [string, BatchColumn][] = []
  for (const [name, { dictionary, values }] of columns) {
    const words = dictionary?.length ?? 255
    if (values.length !== batch.visits || values.some((value) => value > words)) return undefined
    read.push([name, { dictionary, values: Uint8Array.from(values) }])
  }
  if (new Set(workshops.map(({ type }) => type)).size < workshops.length) return undefined
  return { ...batch, version: 1, columns: Object.fromEntries(read), ...toldTotals({ desks, corrected, workshops }) }
}
