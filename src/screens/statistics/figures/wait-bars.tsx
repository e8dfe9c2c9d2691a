import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { NeedFigures } from '#statistics/need-figures.ts'
import type { WaitSummary } from '#statistics/waits.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { Bar } from '../fills.tsx'
import type { Fill } from '../fills.tsx'
import { minutesText } from '../minute-words.ts'
import styles from './wait-bars.module.css'

export interface WaitBarsProps {
  readonly needs: readonly NeedFigures[]
  readonly targetMinutes: number
}

/** A bar of minutes for each need on one scale, with the target across them; where too few waited, words alone. */
export function WaitBars({ needs, targetMinutes }: WaitBarsProps): ReactElement {
  const words = useSiteWords()
  const longest = Math.max(targetMinutes, ...needs.map(({ waits }) => waits.p90 ?? 0))
  const isAnyRanked = needs.some(({ waits }) => waits.p80 !== null)
  const percent = (minutes: number): string => `${(100 * minutes) / longest}%`
  return (
    <ul className={styles['list']}>
      {needs.map(({ id, waits }) => {
        const { text, lang } = words.need(id)
        return (
          <li key={id} className={styles['row']}>
            <span className={styles['text']} lang={lang}>
              {text}
            </span>
            <span className={styles['track']} aria-hidden="true">
              {isAnyRanked ? (
                <span className={styles['target']} style={{ insetInlineStart: percent(targetMinutes) }} />
              ) : null}
              {segmentsOf(waits).map(({ fill, from, to }) => (
                <span
                  key={fill}
                  className={styles['segment']}
                  style={{ insetInlineStart: percent(from), inlineSize: percent(to - from) }}
                >
                  <Bar fill={fill} />
                </span>
              ))}
            </span>
            <span className={styles['words']}>
              <WaitWords waits={waits} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function WaitWords({ waits: { p80, mean, records } }: { readonly waits: WaitSummary }): string {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  if (p80 !== null) return t('needWaits.row', { most: minutesText(p80, ts) })
  if (mean !== null) return t('needWaits.mean', { mean: minutesText(mean, ts) })
  return t('needWaits.few', { count: records })
}

interface Segment {
  readonly fill: Fill
  readonly from: number
  readonly to: number
}

function segmentsOf({ p50, p80, p90 }: WaitSummary): readonly Segment[] {
  if (p50 === null || p80 === null || p90 === null) return []
  const segments: readonly Segment[] = [
    { fill: 'solid', from: 0, to: p50 },
    { fill: 'hatch', from: p50, to: p80 },
    { fill: 'dots', from: p80, to: p90 },
  ]
  return segments.filter(({ from, to }) => to > from)
}
