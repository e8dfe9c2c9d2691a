import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import type { Fill } from '../fills.tsx'
import { Picture } from '../picture.tsx'
import { SharedBar } from '../shared-bar.tsx'
import type { BarShare } from '../shared-bar.tsx'
import { useNumbers } from '../use-numbers.ts'

const fills = { ticket: 'solid', walkUp: 'hatch', backDated: 'dots', typed: 'stripes' } as const satisfies Record<
  string,
  Fill
>
type Channel = keyof typeof fills

/** How visits came to be counted: by a ticket, without one, or afterwards. Nothing where all came one way. */
export function Channels({ overview: { byChannel } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const { whole, percent } = useNumbers()
  const used = byChannel.flatMap(({ id, visits }) => (isChannel(id) && visits > 0 ? [{ id, visits }] : []))
  if (used.length < 2) return null
  const all = used.reduce((sum, { visits }) => sum + visits, 0)
  const shares = used.map(({ id, visits }): BarShare => ({
    id,
    text: t(`channels.${id}`),
    count: visits,
    fill: fills[id],
  }))
  const without = used.reduce((sum, { id, visits }) => sum + (id === 'ticket' ? 0 : visits), 0)
  return (
    <Picture
      title={t('channels.title')}
      sentence={<p>{t('channels.sentence', { count: without, all })}</p>}
      picture={<SharedBar shares={shares} />}
      table={
        <Table
          caption={t('channels.title')}
          captionHidden
          columns={[
            { key: 'channel', header: t('channels.column'), cell: ({ text }: BarShare) => text, rowHeader: true },
            { key: 'visits', header: ts('table.visits'), cell: ({ count }: BarShare) => whole(count), numeric: true },
            {
              key: 'share',
              header: ts('table.share'),
              cell: ({ count }: BarShare) => percent(count / all),
              numeric: true,
            },
          ]}
          rows={shares}
          rowKey={({ id }) => id}
          footer={[ts('table.total'), whole(all), '']}
        />
      }
    />
  )
}

function isChannel(id: string): id is Channel {
  return id in fills
}
