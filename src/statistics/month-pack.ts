import type { BatchColumn, DayBatch } from '#domain/visits/day-batch.ts'

/**
 * The batches of one month as one record: read five times as fast as thirty records of sixteen columns each. Made of the
 * batches, and can be made again at any time; nothing is in it that they do not have.
 */
export interface MonthPack {
  /** In order of days: each batch without its columns. */
  readonly days: readonly Omit<DayBatch, 'columns'>[]
  readonly columns: readonly PackedColumn[]
  /** Column after column, and in each day after day: one byte a visit. */
  readonly bytes: Uint8Array
}

export interface PackedColumn {
  readonly name: string
  /** The words of all its days, in id order; null: plain numbers. */
  readonly dictionary: readonly string[] | null
  /** The places in `days` of those that have this column; the others take no bytes. */
  readonly days: readonly number[]
}

/** A column holds one byte a visit: 0 for none, so many words. */
const mostWords = 255

/** null: the days of this month cannot share their dictionaries, which no real month does. */
export function packMonth(batches: readonly DayBatch[]): MonthPack | null {
  const ordered = [...batches].sort((a, b) => (a.day < b.day ? -1 : 1))
  const names = [...new Set(ordered.flatMap(({ columns }) => Object.keys(columns)))].sort()
  const columns: PackedColumn[] = []
  const parts: Uint8Array[] = []
  for (const name of names) {
    const days = ordered.flatMap(({ columns: of }, at) => (Object.hasOwn(of, name) ? [at] : []))
    const found = days.flatMap((at) => ordered[at]?.columns[name] ?? [])
    const dictionary = jointDictionary(found)
    if (dictionary === undefined) return null
    columns.push({ name, dictionary, days })
    for (const column of found) parts.push(recoded(column, dictionary))
  }
  return { days: ordered.map(({ columns: _, ...day }) => day), columns, bytes: joined(parts) }
}

/** The batches back: the same visits in the same order. Their columns are views of the pack's bytes. */
export function unpackMonth({ days, columns, bytes }: MonthPack): readonly DayBatch[] {
  const columnsByDay = days.map((): Record<string, BatchColumn> => ({}))
  let at = 0
  for (const { name, dictionary, days: places } of columns) {
    for (const place of places) {
      const next = at + (days[place]?.visits ?? 0)
      const ofDay = columnsByDay[place]
      if (ofDay !== undefined) ofDay[name] = { dictionary, values: bytes.subarray(at, next) }
      at = next
    }
  }
  return days.map((day, place) => ({ ...day, columns: columnsByDay[place] ?? {} }))
}

/** undefined: there is none for these columns. */
function jointDictionary(columns: readonly BatchColumn[]): readonly string[] | null | undefined {
  const dictionaries = columns.map(({ dictionary }) => dictionary)
  if (dictionaries.every((dictionary) => dictionary === null)) return null
  const words = new Set<string>()
  for (const dictionary of dictionaries) {
    if (dictionary === null) return undefined
    for (const word of dictionary) words.add(word)
  }
  return words.size <= mostWords ? [...words].sort() : undefined
}

function recoded({ dictionary, values }: BatchColumn, joint: readonly string[] | null): Uint8Array {
  if (dictionary === null || joint === null) return values
  const places = new Map(joint.map((word, at) => [word, at + 1]))
  const codes = Uint8Array.of(0, ...dictionary.map((word) => places.get(word) ?? 0))
  // A small integer without a word has meant none before, too.
  return values.map((value) => codes[value] ?? 0)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
