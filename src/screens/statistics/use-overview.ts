import { useEffect, useMemo, useState } from 'react'
import { useApp, useAppState, useMoment, usePorts, useSite } from '#app/hooks.ts'
import { readArchive, spanOf, statisticsOf } from '#app/statistics.ts'
import type { Archive, PeriodChoice } from '#app/statistics.ts'
import type { Day } from '#domain/ids.ts'
import type { Overview } from '#statistics/overview.ts'

interface Loaded {
  readonly archive: Archive
  readonly choice: PeriodChoice
}

/**
 * The figures of a period, following the site live. While another period's folded days are read, the figures of the one
 * before stay, with their own dates: what is shown always belongs together. null only at the very first; `failed`: the store does not answer.
 */
export function useOverview(type: PeriodChoice['type'], day: Day): Overview | 'failed' | null {
  const app = useApp()
  const site = useSite()
  const moment = useMoment()
  const { random } = usePorts()
  const generation = useAppState((state) => state.position.generation)
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null)

  useEffect(() => {
    let wanted = true
    const choice: PeriodChoice = { type, day }
    const { start, end } = spanOf(choice)
    void readArchive(app, start, end).then(
      (archive) => wanted && setLoaded({ archive, choice }),
      () => wanted && setLoaded('failed'),
    )
    return () => {
      wanted = false
    }
    // A fold moves days from the journal to the archive: read again.
  }, [app, type, day, generation])

  return useMemo(() => {
    if (loaded === 'failed') return 'failed'
    if (loaded === null || loaded.archive.generation !== generation) return null
    return statisticsOf(loaded.archive, site, moment, loaded.choice, random)
  }, [loaded, generation, site, moment, random])
}
