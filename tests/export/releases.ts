import fc from 'fast-check'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import type { Day, Instant } from '#domain/ids.ts'
import type { CheckResult, PackageInput } from '#export/method.ts'
import type { WorkshopCount } from '#export/table-file.ts'
import { daysOf, periodContaining } from '#statistics/periods.ts'
import type { PeriodType } from '#statistics/periods.ts'
import { endColumns, waitColumns } from '#statistics/release.ts'
import type { Audience, GridId, Release, ReleasedGrid, ToldWaits } from '#statistics/release.ts'
import { total } from '#statistics/tables.ts'

/** What a hand-made release is made of: that many people, each of whom counts once in every table. */
export interface ReleaseParts {
  readonly type?: PeriodType
  readonly day?: string
  readonly until?: string
  readonly people?: number
  readonly threshold?: number
  readonly audience?: Audience
  readonly needs?: readonly string[]
  readonly bands?: readonly string[]
  /** Answers by audience field. */
  readonly fields?: Readonly<Record<string, readonly string[]>>
  /** How many of the inner cells are hidden beside the small ones, 0 to 1. */
  readonly companions?: number
  readonly seed?: number
}

const outcomes = ['answered', 'not_recorded', 'referred', 'resources']
const referrals = ['apec', 'ccp', 'mission_locale']
const ends = ['served', 'walkUp', 'noShow', 'leftUnserved', 'withdrawn', 'open'] as const
export const usualNeeds = ['create', 'job', 'orient', 'train']
export const usualBands = ['10:00-12:00', '12:00-14:00', '14:00-16:00', 'not_recorded']
export const takenAt = Date.UTC(2026, 10, 24, 9) as Instant

/** Margins of all tables agree and are told alike, since whoever is counted is counted in each of them. */
export function release({
  type = 'month',
  day = '2026-11-01',
  people = 400,
  threshold = 5,
  audience = 'internal',
  needs = usualNeeds,
  bands = usualBands,
  fields = { status: ['not_given', 'retired', 'student'] },
  companions = 0.1,
  seed = 1,
  ...rest
}: ReleaseParts = {}): Release {
  const period = periodContaining(type, day as Day)
  const until = (rest.until ?? period.end) as Day
  const chance = chanceFrom(seed)
  const open = daysOf(period, until)
  const sheets = createSheets()
  for (let person = 0; person < people; person++) {
    const need = pick(needs, chance)
    const on = pick(open, chance)
    const end = pick(ends, () => chance() ** 2)
    sheets.addTo('need_x_end', need, end)
    sheets.addTo('day_x_end', on, end)
    if (end === 'served') sheets.addTo('need_x_wait', need, pick(['within', 'beyond', 'unknown'], chance))
    if (end !== 'served' && end !== 'walkUp') continue
    const band = pick(bands, chance)
    sheets.addTo('need_x_outcome', need, pick(outcomes, chance))
    sheets.addTo('need_x_band', need, band)
    sheets.addTo('weekday_x_band', String(weekdayOf(on)), band)
    if (chance() < 0.3) sheets.addTo('need_x_referral', need, pick(referrals, chance))
    for (const [field, answers] of Object.entries(fields))
      sheets.addTo(`need_x_audience.${field}`, need, pick(answers, chance))
  }
  const visits = sheets.sumOf('need_x_outcome')
  const hides = (count: number, isInner: boolean): boolean =>
    (visits > 0 && visits < threshold) || (count > 0 && count < threshold) || (isInner && chance() < companions)
  const weekdays = ['1', '2', '3', '4', '5', '6', '7']
  const grids = [
    sheets.crossing('need_x_outcome', needs, outcomes, hides),
    sheets.crossing('need_x_band', needs, bands, hides),
    sheets.crossing('weekday_x_band', weekdays, bands, hides),
    sheets.crossing('need_x_referral', needs, referrals, hides),
    sheets.named('need_x_end', needs, endColumns, endSums, hides),
    sheets.named('need_x_wait', needs, waitColumns, { known: ['within', 'beyond'] }, hides),
    sheets.named('day_x_end', daysOf(period), endColumns, endSums, hides),
    ...Object.entries(fields).map(([field, answers]) =>
      sheets.crossing(`need_x_audience.${field}`, needs, answers, hides),
    ),
  ]
  return {
    audience,
    rule: { threshold, width: threshold },
    period,
    takenAt,
    until,
    daysObserved: weekdays.map((weekday) => open.filter((each) => weekdayOf(each) === Number(weekday)).length),
    grids,
    waits: [total, ...inOrder(needs)].map((need) => waitsOf(need, chance)),
  }
}

const endSums = { visits: ['served', 'walkUp'], issued: ['served', 'noShow', 'leftUnserved', 'withdrawn', 'open'] }

function waitsOf(need: string, chance: () => number): ToldWaits {
  const isHidden = chance() < 0.2
  const isScarce = chance() < 0.3
  const told = (value: number): number | null => (isHidden ? null : value)
  return {
    need,
    servedN: told(11 + Math.floor(chance() * 200)),
    meanMinutes: told(chance() * 30),
    p50Minutes: isScarce ? null : told(Math.floor(chance() * 20)),
    p80Minutes: isScarce ? null : told(20 + Math.floor(chance() * 20)),
    p90Minutes: isScarce ? null : told(40 + Math.floor(chance() * 20)),
    withinTargetShare: told(chance()),
    serviceMeanMinutes: told(chance() * 40),
    leftShare: told(chance()),
    isHidden,
  }
}

type Hides = (count: number, isInner: boolean) => boolean

function createSheets() {
  const sheets = new Map<string, Map<string, number>>()
  const at = (id: GridId, row: string, column: string): number => sheets.get(id)?.get(`${row}\n${column}`) ?? 0
  const sum = (id: GridId, rows: readonly string[], columns: readonly string[]): number =>
    rows.reduce((all, row) => columns.reduce((some, column) => some + at(id, row, column), all), 0)

  function grid(
    id: GridId,
    rows: readonly string[],
    columns: readonly string[],
    count: (row: number, column: number) => number,
    hides: (count: number, row: number, column: number) => boolean,
  ): ReleasedGrid {
    const cells = rows.flatMap((_, row) => columns.map((__, column) => ({ row, column, count: count(row, column) })))
    return {
      id,
      rows,
      columns,
      counts: Float64Array.from(cells, (cell) => cell.count),
      hidden: Uint8Array.from(cells, (cell) => (hides(cell.count, cell.row, cell.column) ? 1 : 0)),
    }
  }

  return {
    addTo(id: GridId, row: string, column: string): void {
      const sheet = sheets.get(id) ?? new Map<string, number>()
      sheets.set(id, sheet)
      sheet.set(`${row}\n${column}`, at(id, row, column) + 1)
    },
    sumOf: (id: GridId): number => [...(sheets.get(id)?.values() ?? [])].reduce((all, count) => all + count, 0),
    crossing(id: GridId, rowValues: readonly string[], columnValues: readonly string[], hides: Hides): ReleasedGrid {
      const [rows, columns] = [inOrder(rowValues), inOrder(columnValues)]
      return grid(
        id,
        [total, ...rows],
        [total, ...columns],
        (row, column) =>
          sum(id, row === 0 ? rows : [rows[row - 1] ?? ''], column === 0 ? columns : [columns[column - 1] ?? '']),
        (count, row, column) => hides(count, row > 0 && column > 0),
      )
    },
    /** Its inner cells are never companions: single columns stand in several tables. */
    named(
      id: GridId,
      rowValues: readonly string[],
      columns: readonly string[],
      sums: Readonly<Record<string, readonly string[]>>,
      hides: Hides,
    ): ReleasedGrid {
      const rows = inOrder(rowValues)
      return grid(
        id,
        [total, ...rows],
        columns,
        (row, column) => {
          const name = columns[column] ?? ''
          return sum(id, row === 0 ? rows : [rows[row - 1] ?? ''], sums[name] ?? [name])
        },
        (count) => hides(count, false),
      )
    },
  }
}

export const passedChecks: readonly CheckResult[] = [
  { check: 'singlingOut', passed: true, findings: { smallestToldCount: 5 } },
  { check: 'linkability', passed: true, findings: {} },
  { check: 'inference', passed: true, findings: { narrowest: 5, intervals: 31 } },
]

export const workshops: readonly WorkshopCount[] = [
  { day: '2026-11-12' as Day, type: 'cv', sessions: 1, attendees: 3, capacity: 12 },
  { day: '2026-11-05' as Day, type: 'interview', sessions: 2, attendees: 14, capacity: null },
  { day: '2026-11-05' as Day, type: 'cv', sessions: 1, attendees: 9, capacity: 12 },
  { day: '2026-11-19' as Day, type: 'cv', sessions: 1, attendees: 0, capacity: 12 },
]

export function packageInput(parts: Partial<PackageInput> = {}): PackageInput {
  return {
    siteId: 'bpi-cdm',
    audience: 'internal',
    releases: [release()],
    workshops,
    rule: { threshold: 5, width: 5 },
    method: {
      protection: { solver: 'highs', audited: 31, narrowest: 5 },
      checks: passedChecks,
      waits: { targetMinutes: 10, minRecordsForDuration: 11, minRecordsForPercentile: 20 },
      notes: [{ kind: 'backDated', days: ['2026-11-07' as Day, '2026-11-03' as Day] }],
    },
    ...parts,
  }
}

/** Several kinds of periods that overlap, quiet and busy, with words that devices made up. */
export const arbitraryInput: fc.Arbitrary<PackageInput> = fc
  .record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    people: fc.constantFrom(0, 3, 40, 700),
    threshold: fc.constantFrom(5, 11),
    madeUp: fc.array(fc.string({ maxLength: 12 }), { maxLength: 2 }),
    types: fc.uniqueArray(fc.constantFrom<PeriodType>('month', 'quarter', 'year'), { minLength: 1 }),
  })
  .map(({ seed, people, threshold, madeUp, types }) =>
    packageInput({
      rule: { threshold, width: threshold },
      releases: types.map((type, at) =>
        release({
          type,
          people,
          threshold,
          seed: seed + at,
          needs: inOrder([...new Set([...usualNeeds, ...madeUp.filter((word) => word !== total)])]),
        }),
      ),
    }),
  )

/** Five years of a desk, as one release each: the size of files depends on days and values, not on people. */
export function fiveYears(): readonly Release[] {
  return [2022, 2023, 2024, 2025, 2026].map((year, seed) =>
    release({
      type: 'year',
      day: addDays(`${year}-01-01` as Day, 40),
      people: 20_000,
      seed: seed + 1,
      needs: ['change', 'create', 'digital', 'job', 'orient', 'other', 'train'],
      bands: ['10:00-12:00', '12:00-14:00', '14:00-16:00', '16:00-18:00', '18:00-20:00', 'not_recorded'],
      fields: {
        age: ['18_25', '26_29', '30_44', '45_59', '60_', 'not_given'],
        status: ['employed', 'job_seeker', 'not_given', 'other', 'pupil', 'retired', 'student'],
      },
    }),
  )
}

function inOrder(words: readonly string[]): readonly string[] {
  return [...words].sort()
}

function pick<Item>(items: readonly Item[], chance: () => number): Item {
  const item = items[Math.min(items.length - 1, Math.floor(chance() * items.length))]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}

/** Mulberry32: the same seed gives the same release in every run. */
function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
