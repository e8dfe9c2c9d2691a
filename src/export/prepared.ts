import { contains } from '#statistics/periods.ts'
import { gridOf } from '#statistics/release.ts'
import type { GridId, Release, ReleasedGrid } from '#statistics/release.ts'
import { total } from '#statistics/tables.ts'
import type { FilesInput, WorkshopCount } from './table-file.ts'
import { demandToldAlike } from './told-alike.ts'

/** An export's releases in order, looked over, and the words as files may have them. */
export interface Prepared {
  readonly siteId: string
  /** Months, then quarters, then years, each kind by date. */
  readonly releases: readonly ToldRelease[]
  readonly workshops: readonly WorkshopCount[]
  readonly smallestHeadCount: number
}

export interface ToldRelease {
  readonly release: Release
  readonly kind: CalendarKind
  /** undefined where the release has no such table. */
  grid(id: GridId): ToldGrid | undefined
  nameOf(word: string): string
}

/** A released table as files tell it. */
export interface ToldGrid {
  /** The total first, then in id order (S7). */
  readonly rows: readonly Line[]
  readonly columns: readonly Line[]
  /** null where it is hidden. @throws where the count is too small to have been told (S33). */
  count(row: Line, column: Line): number | null
}

/** A row or column: its name in files, its word in the release, and its place there. */
export interface Line {
  readonly name: string
  readonly word: string
  readonly at: number
}

/** Periods of other lengths are not told by themselves (S17). */
const kinds = ['month', 'quarter', 'year'] as const
export type CalendarKind = (typeof kinds)[number]

/** @throws where the releases cannot stand in one export: who makes them keeps that from happening. */
export function prepareExport({ siteId, releases, workshops, rule }: FilesInput): Prepared {
  demandOneAudience(releases)
  demandEachPeriodOnce(releases)
  releases.forEach(demandToldAlike)
  const nameOf = namesOf([...releases.flatMap(wordsOf), ...workshops.map(({ type }) => type)])
  return {
    siteId,
    releases: releases.map((release) => toldRelease(release, nameOf)).sort(byKindAndStart),
    workshops: workshops
      .filter(({ day }) => releases.some(({ period }) => contains(period, day)))
      .map((workshop) => ({ ...workshop, type: nameOf(workshop.type) })),
    smallestHeadCount: rule.threshold,
  }
}

function demandOneAudience(releases: readonly Release[]): void {
  if (new Set(releases.map(({ audience }) => audience)).size > 1)
    throw new Error('An export is told to one audience: releases to another are not mixed in')
}

function demandEachPeriodOnce(releases: readonly Release[]): void {
  const seen = new Set<string>()
  for (const { period } of releases) {
    const key = `${period.type} ${period.start}`
    if (seen.has(key)) throw new Error(`The ${key} is released twice in one export`)
    seen.add(key)
  }
}

function byKindAndStart(a: ToldRelease, b: ToldRelease): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.release.period.start < b.release.period.start ? -1 : 1)
}

function wordsOf({ grids, waits }: Release): readonly string[] {
  return [
    ...grids.flatMap(({ id, rows, columns }) => [...rows, ...columns, audienceField(id) ?? total]),
    ...waits.map(({ need }) => need),
  ]
}

/** The audience field that needs are crossed by; undefined for other tables. */
export function audienceField(id: GridId): string | undefined {
  return id.startsWith('need_x_audience.') ? id.slice('need_x_audience.'.length) : undefined
}

const wellFormed = /^([a-z0-9_][a-z0-9_.:-]{0,79}|\*)$/i

/**
 * Ids pass; a text that a device made up, and that could be a sentence about somebody, becomes `unknown_1`, … (S36).
 */
function namesOf(words: readonly string[]): (word: string) => string {
  const known = new Set(words)
  const madeUp = [...known].filter((word) => !wellFormed.test(word)).sort()
  const names = new Map<string, string>()
  let next = 1
  for (const word of madeUp) {
    while (known.has(`unknown_${next}`)) next += 1
    names.set(word, `unknown_${next}`)
    next += 1
  }
  return (word) => names.get(word) ?? word
}

function toldRelease(release: Release, nameOf: (word: string) => string): ToldRelease {
  const { type } = release.period
  const kind = kinds.find((each) => each === type)
  if (kind === undefined) throw new Error(`A ${type} is not told by itself`)
  return {
    release,
    kind,
    nameOf,
    grid: (id) => {
      const grid = gridOf(release.grids, id)
      return grid === undefined ? undefined : toldGrid(release, grid, nameOf)
    },
  }
}

function toldGrid({ rule }: Release, grid: ReleasedGrid, nameOf: (word: string) => string): ToldGrid {
  return {
    rows: linesOf(grid.rows, nameOf),
    columns: linesOf(grid.columns, nameOf),
    count: (row, column) => {
      const at = row.at * grid.columns.length + column.at
      if (grid.hidden[at] !== 0) return null
      const count = grid.counts[at] ?? 0
      if (count > 0 && count < rule.threshold)
        throw new Error(`${grid.id} would tell a count below ${rule.threshold}; no file is written`)
      return count
    },
  }
}

function linesOf(words: readonly string[], nameOf: (word: string) => string): readonly Line[] {
  const lines = words.map((word, at): Line => ({ word, name: nameOf(word), at }))
  return lines.sort((a, b) => Number(b.name === total) - Number(a.name === total) || (a.name < b.name ? -1 : 1))
}
