import fc from 'fast-check'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import { parseSettings } from '#domain/settings.ts'
import type { Settings } from '#domain/settings.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { contains } from '#statistics/periods.ts'
import type { Period } from '#statistics/periods.ts'
import defaultDocument from '../../../src/domain/bpi.json' with { type: 'json' }
import { visit, walkUpVisit } from '../visits.ts'

/** A site so small that everything that could have happened fits into one linear program. */
export const smallSite: Settings = (() => {
  const document = structuredClone(defaultDocument)
  const everyDay = Object.fromEntries(Object.keys(document.site.deskHours).map((day) => [day, ['14:00', '18:00']]))
  const parsed = parseSettings({
    ...document,
    site: { ...document.site, deskHours: everyDay },
    needs: document.needs.slice(0, 3),
    outcomes: document.outcomes.slice(0, 2),
    audience: { ...document.audience, enabled: [] },
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
})()

const needIds = smallSite.needs.map(({ id }) => id)
const outcomeIds = smallSite.outcomes.map(({ id }) => id)
const bands = [7, 8]
const kinds = ['within', 'beyond', 'walkUp', 'noShow', 'leftUnserved', 'withdrawn'] as const
type Kind = (typeof kinds)[number]

/** What happened between two looks at the figures: all of one day. */
export interface Step {
  readonly day: Day
  readonly records: readonly VisitRecord[]
}

const arbitraryRecord: fc.Arbitrary<VisitRecord> = fc
  .record({
    need: fc.constantFrom(...needIds, needIds[0] ?? 'orient'),
    band: fc.constantFrom(...bands),
    outcome: fc.constantFrom(...outcomeIds, outcomeIds[0] ?? 'answered'),
    kind: fc.constantFrom<Kind>('within', 'within', 'within', 'within', 'beyond', 'beyond', ...kinds),
  })
  .map(({ kind, ...rest }) => {
    switch (kind) {
      case 'within':
        return visit({ ...rest, waitingMinutes: 4 })
      case 'beyond':
        return visit({ ...rest, waitingMinutes: 30 })
      case 'walkUp':
        return walkUpVisit(rest)
      case 'noShow':
      case 'leftUnserved':
      case 'withdrawn':
        return visit({ ...rest, end: kind })
    }
  })

/** A few days of February and March 2026, each in one or two steps. */
export const arbitrarySteps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      later: fc.constantFrom(0, 1, 2, 7, 20),
      records: fc.array(arbitraryRecord, { minLength: 1, maxLength: 16 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((steps) => {
    let day = '2026-02-03' as Day
    return steps.map(({ later, records }): Step => {
      day = addDays(day, later)
      return { day, records }
    })
  })

/** One way in which a visit can have gone; an unknown of the attack counts how many did. */
export interface Way {
  readonly step: number
  readonly day: Day
  readonly need: string
  readonly band: string
  readonly kind: Kind
  readonly outcome: string
}

export function waysOf(steps: readonly Step[]): readonly Way[] {
  return steps.flatMap(({ day }, step) =>
    needIds.flatMap((need) =>
      bands.flatMap((band) =>
        kinds.flatMap((kind) =>
          (isVisit(kind) ? outcomeIds : ['']).map((outcome) => ({ step, day, need, band: hours(band), kind, outcome })),
        ),
      ),
    ),
  )
}

/** Whether who went that way is counted under that name in figures of that period taken after that step. */
export function isCounted(way: Way, name: string, period: Period, step: number): boolean {
  if (way.step > step || !contains(period, way.day)) return false
  const [measure = '', ...conditions] = name.split('|')
  return isMeasured(way.kind, measure) && conditions.every((condition) => meets(way, condition))
}

function isMeasured(kind: Kind, measure: string): boolean {
  const isServed = kind === 'within' || kind === 'beyond'
  switch (measure) {
    case 'visits':
      return isVisit(kind)
    case 'issued':
      return kind !== 'walkUp'
    case 'served':
    case 'wait-known':
      return isServed
    case 'wait-within':
    case 'wait-beyond':
      return measure === `wait-${kind}`
    default:
      return measure === kind
  }
}

function meets(way: Way, condition: string): boolean {
  const at = condition.indexOf(':')
  const [dimension, value] = [condition.slice(0, at), condition.slice(at + 1)]
  switch (dimension) {
    case 'need':
      return way.need === value
    case 'outcome':
      return way.outcome === value
    case 'band':
      return way.band === value
    case 'day':
      return way.day === value
    case 'weekday':
      return String(weekdayOf(way.day)) === value
    default:
      throw new Error(`What is ${condition}?`)
  }
}

function isVisit(kind: Kind): boolean {
  return kind === 'within' || kind === 'beyond' || kind === 'walkUp'
}

function hours(band: number): string {
  return `${2 * band}:00-${2 * band + 2}:00`
}
