import { useMemo } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import type { PlanCell } from '#statistics/staffing.ts'
import { planText } from '#text/plan.ts'
import { bandTimes, capitalised, weekdayName } from '../period-words.ts'
import { useNumbers } from '../use-numbers.ts'

export interface PlanWords {
  /** The parameters of `Jeudi de 14 h à 16 h`. */
  hours(cell: PlanCell): { readonly weekday: string; readonly from: string; readonly to: string }
  /** `2`, and of a median between two numbers `2 ou 3`. */
  desksThere(median: number): string
}

export function usePlanWords(): PlanWords {
  const t = useText(planText)
  const language = useLanguage()
  const { whole } = useNumbers()
  return useMemo(
    () => ({
      hours: ({ weekday, band }) => {
        const [from = '', to = ''] = bandTimes(band, language)
        return { weekday: capitalised(weekdayName(weekday, language)), from, to }
      },
      desksThere: (median) => {
        const [low, high] = [Math.floor(median), Math.ceil(median)]
        return low === high ? whole(low) : t('cell.between', { low, high })
      },
    }),
    [t, language, whole],
  )
}
