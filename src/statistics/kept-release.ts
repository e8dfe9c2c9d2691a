import { parseDay, parseId, parseInstant } from '#domain/ids.ts'
import { periodContaining, periodTypes } from './periods.ts'
import type { Period } from './periods.ts'
import type { GridId, ProtectionRule, Release, ReleasedGrid, ToldWaits } from './release.ts'

/** A release as it is kept and sent: plain JSON, hidden cells by their places. It changes only by adding. */
export interface KeptRelease extends Omit<Release, 'grids'> {
  readonly version: 1
  readonly grids: readonly KeptGrid[]
}

interface KeptGrid extends Omit<ReleasedGrid, 'counts' | 'hidden'> {
  readonly counts: readonly number[]
  /** Ascending. */
  readonly hidden: readonly number[]
}

/** More than the largest site has; whatever is larger was not made by the rules. */
const mostGrids = 60
const mostRows = 500
/** 80 partners, and 250 words that devices have made up (S70). */
const mostColumns = 400
const mostMinutes = 24 * 60
const mostLetters = 80
const mostCounted = 1_000_000_000

export function toKept({ grids, ...release }: Release): KeptRelease {
  return { version: 1, ...release, grids: grids.map(keptGrid) }
}

/** Reads a release exactly as it was told (S90); undefined where any part of it does not fit. */
export function parseKept(value: unknown): Release | undefined {
  if (!isObject(value) || value['version'] !== 1) return undefined
  const { audience } = value
  const rule = parseRule(value['rule'])
  const period = parsePeriod(value['period'])
  const takenAt = parseInstant(value['takenAt'])
  const until = parseDay(value['until'])
  const daysObserved = listOf(value['daysObserved'], 7, parseCount)
  const grids = listOf(value['grids'], mostGrids, parseGrid)
  const waits = listOf(value['waits'], mostRows, parseWaits)
  if (audience !== 'internal' && audience !== 'public') return undefined
  if (rule === undefined || period === undefined || takenAt === undefined || until === undefined) return undefined
  if (daysObserved?.length !== 7 || grids === undefined || waits === undefined) return undefined
  if (new Set(grids.map(({ id }) => id)).size < grids.length) return undefined
  return { audience, rule, period, takenAt, until, daysObserved, grids, waits }
}

function keptGrid({ id, rows, columns, counts, hidden }: ReleasedGrid): KeptGrid {
  const places = Array.from(hidden.keys()).filter((place) => hidden[place] === 1)
  return { id, rows, columns, counts: [...counts], hidden: places }
}

function parseGrid(value: unknown): ReleasedGrid | undefined {
  if (!isObject(value)) return undefined
  const id = parseGridId(value['id'])
  const rows = listOf(value['rows'], mostRows, parseWord)
  const columns = listOf(value['columns'], mostColumns, parseWord)
  if (id === undefined || rows === undefined || columns === undefined) return undefined
  if (new Set(rows).size < rows.length || new Set(columns).size < columns.length) return undefined
  const cells = rows.length * columns.length
  const counts = listOf(value['counts'], cells, parseCount)
  const places = listOf(value['hidden'], cells, parseCount)
  if (counts?.length !== cells || places === undefined) return undefined
  if (places.some((place, at) => place >= cells || place <= (places[at - 1] ?? -1))) return undefined
  const hidden = new Uint8Array(cells)
  for (const place of places) hidden[place] = 1
  return { id, rows, columns, counts: Float64Array.from(counts), hidden }
}

const gridIds: readonly string[] = [
  'need_x_outcome',
  'need_x_band',
  'weekday_x_band',
  'need_x_referral',
  'need_x_end',
  'need_x_wait',
  'day_x_end',
] satisfies readonly GridId[]
const audienceGrid = 'need_x_audience.'

function parseGridId(value: unknown): GridId | undefined {
  if (typeof value !== 'string') return undefined
  const isKnown = value.startsWith(audienceGrid)
    ? parseId(value.slice(audienceGrid.length)) !== undefined
    : gridIds.includes(value)
  return isKnown ? (value as GridId) : undefined
}

function parseWaits(value: unknown): ToldWaits | undefined {
  if (!isObject(value)) return undefined
  const need = parseWord(value['need'])
  const { isHidden } = value
  if (need === undefined || typeof isHidden !== 'boolean') return undefined
  const told = (name: keyof ToldWaits, most: number) => parseTold(value[name], most)
  const fields = {
    servedN: told('servedN', mostCounted),
    meanMinutes: told('meanMinutes', mostMinutes),
    p50Minutes: told('p50Minutes', mostMinutes),
    p80Minutes: told('p80Minutes', mostMinutes),
    p90Minutes: told('p90Minutes', mostMinutes),
    withinTargetShare: told('withinTargetShare', 1),
    serviceMeanMinutes: told('serviceMeanMinutes', mostMinutes),
    leftShare: told('leftShare', 1),
  }
  if (Object.values(fields).includes(undefined)) return undefined
  return { need, ...(fields as Omit<ToldWaits, 'need' | 'isHidden'>), isHidden }
}

/** null: blank. */
function parseTold(value: unknown, most: number): number | null | undefined {
  if (value === null) return null
  return typeof value === 'number' && value >= 0 && value <= most ? value : undefined
}

function parseRule(value: unknown): ProtectionRule | undefined {
  if (!isObject(value)) return undefined
  const threshold = parseCount(value['threshold'])
  const width = parseCount(value['width'])
  return threshold === undefined || width === undefined ? undefined : { threshold, width }
}

/** A whole period of the calendar, and no other span. */
function parsePeriod(value: unknown): Period | undefined {
  if (!isObject(value)) return undefined
  const type = periodTypes.find((known) => known === value['type'])
  const start = parseDay(value['start'])
  if (type === undefined || start === undefined) return undefined
  const period = periodContaining(type, start)
  return period.start === start && period.end === value['end'] ? period : undefined
}

function parseWord(value: unknown): string | undefined {
  return typeof value === 'string' && value.length > 0 && value.length <= mostLetters ? value : undefined
}

function parseCount(value: unknown): number | undefined {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= mostCounted
  return isCount ? value : undefined
}

function listOf<Item>(
  value: unknown,
  most: number,
  parse: (item: unknown) => Item | undefined,
): readonly Item[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined
  const items: Item[] = []
  for (const item of value as unknown[]) {
    const read = parse(item)
    if (read === undefined) return undefined
    items.push(read)
  }
  return items
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
