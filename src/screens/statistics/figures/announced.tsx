import type { ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import { Picture } from '../picture.tsx'
import { SharedBar } from '../shared-bar.tsx'
import type { BarShare } from '../shared-bar.tsx'
import { useNumbers } from '../use-numbers.ts'

/** Of the waits that the kiosk has announced, how many came true; nothing where it has announced none. */
export function Announced({ overview: { coverage } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const { whole } = useNumbers()
  const { minRecordsForDuration: needed } = useSettings()
  const { shown: count, shorter, within, longer, share } = coverage
  if (count === 0) return null
  const shares: readonly BarShare[] = [
    { id: 'within', text: t('announced.within'), count: within, fill: 'solid' },
    { id: 'shorter', text: t('announced.shorter'), count: shorter, fill: 'dots' },
    { id: 'longer', text: t('announced.longer'), count: longer, fill: 'stripes' },
  ]
  return (
    <Picture
      title={t('announced.title')}
      sentence={
        <p>
          {share === null
            ? t('announced.few', { count, needed })
            : t('announced.sentence', { count, share: Math.round(100 * share) })}
        </p>
      }
      picture={share === null ? null : <SharedBar shares={shares} />}
      table={
        share === null ? null : (
          <Table
            caption={t('announced.title')}
            captionHidden
            columns={[
              { key: 'wait', header: t('announced.column'), cell: ({ text }: BarShare) => text, rowHeader: true },
              {
                key: 'count',
                header: t('announced.count'),
                cell: ({ count: people }: BarShare) => whole(people),
                numeric: true,
              },
            ]}
            rows={shares}
            rowKey={({ id }) => id}
            footer={[ts('table.total'), whole(count)]}
          />
        )
      }
    />
  )
}
