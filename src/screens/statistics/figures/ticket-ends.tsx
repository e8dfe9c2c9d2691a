import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import type { Fill } from '../fills.tsx'
import type { StatisticsKey } from '../period-words.ts'
import { Picture } from '../picture.tsx'
import { SharedBar } from '../shared-bar.tsx'
import { useNumbers } from '../use-numbers.ts'

interface Share {
  readonly key: StatisticsKey & `tickets.${string}`
  readonly tickets: number
  readonly fill: Fill
}

/** One bar for all tickets of the period, and what each part of it means. Live while today is in it. */
export function TicketEnds({ overview }: { readonly overview: Overview }): ReactElement {
  const t = useText(statisticsText)
  const numbers = useNumbers()
  const { issued, served } = overview.figures
  const shares = sharesOf(overview)
  return (
    <Picture
      title={t('tickets.title')}
      sentence={<p>{issued === 0 ? t('tickets.none') : t('tickets.sentence', { count: issued, served })}</p>}
      picture={
        <SharedBar shares={shares.map(({ key, tickets, fill }) => ({ id: key, text: t(key), count: tickets, fill }))} />
      }
      table={
        issued === 0 ? null : (
          <Table
            caption={t('tickets.title')}
            captionHidden
            columns={[
              { key: 'end', header: t('tickets.end'), cell: ({ key }) => t(key), rowHeader: true },
              {
                key: 'tickets',
                header: t('tickets.count'),
                cell: ({ tickets }) => numbers.whole(tickets),
                numeric: true,
              },
            ]}
            rows={shares}
            rowKey={({ key }) => key}
            footer={[t('tickets.total'), numbers.whole(issued)]}
          />
        )
      }
    />
  )
}

/** Every ticket that was not cancelled is in exactly one of these. */
function sharesOf({ figures, open, period }: Overview): readonly Share[] {
  // In a long period nobody looks for the queue of this minute, unless there is one.
  const hasQueue = open !== null && (period.type === 'day' || open.atDesk + open.waiting > 0)
  const running: readonly Share[] = !hasQueue
    ? []
    : [
        { key: 'tickets.atDesk', tickets: open.atDesk, fill: 'amber' },
        { key: 'tickets.waiting', tickets: open.waiting, fill: 'hatch' },
      ]
  return [
    { key: 'tickets.served', tickets: figures.served, fill: 'solid' },
    ...running,
    { key: 'tickets.noShow', tickets: figures.noShow + (open?.missed ?? 0), fill: 'stripes' },
    { key: 'tickets.withdrawn', tickets: figures.withdrawn, fill: 'dots' },
    { key: 'tickets.leftUnserved', tickets: figures.leftUnserved, fill: 'grid' },
  ]
}
