import type { Settings } from '#domain/settings.ts'
import { endPlace } from './ends.ts'
import { minutesOf } from './minutes.ts'
import type { OverviewSheets } from './overview-counting.ts'
import type { EndColumn } from './release.ts'
import { countAtPlaces, rowsToShow } from './sheet.ts'
import { mostFrequentFirst } from './tallies.ts'
import type { Tally } from './tallies.ts'
import { summariseMinutes, summariseWaits } from './waits.ts'
import type { MinuteSummary, WaitSummary } from './waits.ts'

/** What became of the people who came for one need, and how long it took. */
export interface NeedFigures extends Tally {
  readonly served: number
  readonly walkUps: number
  readonly noShow: number
  readonly leftUnserved: number
  readonly withdrawn: number
  readonly waits: WaitSummary
  /** Minutes of service. */
  readonly service: MinuteSummary
}

/** Most frequent first; a need of the configuration is there whatever happened (S6). */
export function needFiguresOf(
  { needEnds, needWaiting, needService }: OverviewSheets,
  settings: Settings,
  known: readonly string[] = [],
): readonly NeedFigures[] {
  const needs = needEnds.rows.values()
  const figures = rowsToShow(needEnds, known).map((row): NeedFigures => {
    const count = (end: EndColumn): number => countAtPlaces(needEnds, row, endPlace(end))
    const [served, walkUps] = [count('served'), count('walkUp')]
    return {
      id: needs[row - 1] ?? '',
      visits: served + walkUps,
      served,
      walkUps,
      noShow: count('noShow'),
      leftUnserved: count('leftUnserved'),
      withdrawn: count('withdrawn'),
      waits: summariseWaits(minutesOf(needWaiting, [row]), settings.targetWaitMinutes, settings),
      service: summariseMinutes(minutesOf(needService, [row]), settings),
    }
  })
  return mostFrequentFirst(figures, known)
}
