import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { Before, Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { Table } from '#ui/table.tsx'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'
import styles from './compared.module.css'
import type { FiguresKey } from './step-words.ts'

type Compared = Pick<Before, 'daysObserved' | 'figures' | 'waits'>

interface Line {
  readonly key: FiguresKey & `compare.${string}`
  /** null: too few to tell. */
  readonly of: (compared: Compared) => number | null
  readonly isShare?: boolean
}

const days: Line = { key: 'compare.days', of: ({ daysObserved }) => daysObserved }
const lines: readonly Line[] = [
  { key: 'compare.visits', of: ({ figures }) => figures.visits },
  { key: 'compare.served', of: ({ figures }) => figures.served },
  { key: 'compare.walkUps', of: ({ figures }) => figures.walkUps },
  { key: 'compare.noShow', of: ({ figures }) => figures.noShow },
  { key: 'compare.withdrawn', of: ({ figures }) => figures.withdrawn },
  { key: 'compare.leftUnserved', of: ({ figures }) => figures.leftUnserved },
  { key: 'compare.several', of: ({ figures }) => figures.severalNeedsShare, isShare: true },
  { key: 'compare.half', of: ({ waits }) => waits.p50 },
  { key: 'compare.most', of: ({ waits }) => waits.p80 },
  { key: 'compare.nine', of: ({ waits }) => waits.p90 },
  { key: 'compare.target', of: ({ waits }) => waits.withinTarget, isShare: true },
]

/** The period beside the one before it, once both are over; a table is picture enough. */
export function PeriodsCompared({ overview }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const { whole, percent, change } = useNumbers()
  const { before, visitsBefore, period } = overview
  if (before === null || visitsBefore === null) return null
  const told = (value: number | null, isShare = false): string =>
    value === null ? t('needWaits.tooFew') : (isShare ? percent : whole)(value)
  const changeOf = ({ of, isShare = false }: Line): string => {
    const [now, then] = [of(overview), of(before)]
    if (now === null || then === null) return ''
    // Between what is shown: a reader who subtracts gets the same.
    if (!isShare) return change(Math.round(now) - Math.round(then))
    const points = Math.round(100 * now) - Math.round(100 * then)
    return t('compare.points', { count: Math.abs(points), points: change(points) })
  }
  const title = t(`compare.title.${period.type}`)
  return (
    <Picture
      title={title}
      sentence={null}
      picture={
        <Table
          className={styles['table']}
          caption={title}
          captionHidden
          columns={[
            { key: 'line', header: t('compare.column'), cell: ({ key }: Line) => t(key), rowHeader: true },
            {
              key: 'now',
              header: t('trend.shown'),
              cell: ({ of, isShare }: Line) => told(of(overview), isShare),
              numeric: true,
            },
            {
              key: 'before',
              header: t('compare.before'),
              cell: ({ of, isShare }: Line) => told(of(before), isShare),
              numeric: true,
            },
            { key: 'change', header: t('compare.change'), cell: changeOf, numeric: true },
          ]}
          rows={(period.type === 'day' ? lines : [days, ...lines]).filter(
            ({ of }) => of(overview) !== null || of(before) !== null,
          )}
          rowKey={({ key }) => key}
        />
      }
      table={null}
    />
  )
}
