import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import type { Trend as TrendFigures, TrendPoint } from '#statistics/trend.ts'
import { figuresText } from '#text/figures.ts'
import { Table } from '#ui/table.tsx'
import { Legend } from '../fills.tsx'
import { Picture } from '../picture.tsx'
import { stepName } from './step-words.ts'
import { useNumbers } from '../use-numbers.ts'
import { TrendColumns } from './trend-columns.tsx'

/** How the period went, step by step, beside the one before it; nothing of a single day. */
export function Trend({ overview }: { readonly overview: Overview }): ReactElement | null {
  const { trend } = overview
  return trend === null ? null : <Shown trend={trend} overview={overview} />
}

function Shown({ trend, overview }: { readonly trend: TrendFigures; readonly overview: Overview }): ReactElement {
  const t = useText(figuresText)
  const language = useLanguage()
  const { whole, mean } = useNumbers()
  const { step, points } = trend
  const title = t(`trend.title.${step}`)
  const busiest = points.reduce<TrendPoint | null>((best, point) => {
    return point.visits > (best?.visits ?? 0) ? point : best
  }, null)
  const meanBefore = meanOfDaysBefore(overview)
  const hasBefore = meanBefore === null && points.some(({ visitsBefore }) => visitsBefore !== null)
  const before = overview.period.type === 'day' ? null : t(`trend.before.${overview.period.type}`)
  return (
    <Picture
      wide
      title={title}
      sentence={
        busiest === null ? null : (
          <p>{t('trend.sentence', { step: stepName(step, busiest, language, t), count: busiest.visits })}</p>
        )
      }
      picture={
        <>
          <TrendColumns trend={trend} meanBefore={meanBefore} hasBefore={hasBefore} title={title} />
          {hasBefore && before !== null ? (
            <Legend
              entries={[
                { fill: 'solid', text: t('trend.shown') },
                { fill: 'line', text: before },
              ]}
            />
          ) : null}
          {meanBefore === null ? null : (
            <Legend entries={[{ fill: 'dashes', text: t('trend.meanBefore', { mean: mean(meanBefore) }) }]} />
          )}
        </>
      }
      table={
        <Table
          caption={title}
          captionHidden
          columns={[
            {
              key: 'step',
              header: t(`trend.step.${step}`),
              cell: (point) => stepName(step, point, language, t),
              rowHeader: true,
            },
            numbered('visits', t('trend.visits'), ({ visits }) => whole(visits)),
            ...(hasBefore && before !== null
              ? [numbered('before', before, ({ visitsBefore }) => (visitsBefore === null ? '' : whole(visitsBefore)))]
              : []),
            numbered('left', t('trend.left'), ({ left }) => whole(left)),
            numbered('most', t('trend.most'), ({ waits }) => (waits.p80 === null ? '–' : whole(waits.p80))),
          ]}
          rows={points}
          rowKey={({ start }) => start}
        />
      }
    />
  )
}

/** A step that lies ahead has no numbers. */
function numbered(key: string, header: string, cell: (point: TrendPoint) => string) {
  return { key, header, cell: (point: TrendPoint) => (point.isAhead ? '' : cell(point)), numeric: true }
}

/**
 * Days of a month stand beside other weekdays of the month before: only their mean can be compared. Weeks and months
 * stand beside their like.
 */
function meanOfDaysBefore({ period, before }: Overview): number | null {
  if (period.type !== 'month' || before === null || before.figures.visits === 0) return null
  return before.figures.visits / before.daysObserved
}
