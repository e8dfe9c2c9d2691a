import type { ReactElement, ReactNode } from 'react'
import { useText } from '#app/hooks.ts'
import type { Tally } from '#statistics/tallies.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import type { SiteText } from '#text/translate.ts'
import { SiteWord } from '../../shared/site-word.tsx'
import { BarList } from './bar-list.tsx'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'

export interface TallyPictureProps {
  readonly title: string
  readonly sentence: ReactNode
  /** Most frequent first. */
  readonly tallies: readonly Tally[]
  /** undefined: nobody noted it. */
  readonly wordOf: (id: string) => SiteText | undefined
  readonly notRecordedText: string
  /** What the rows of the table are, and what is counted. */
  readonly header: string
  readonly countHeader: string
}

/** So many bars can be read at a glance; the table has all. */
const mostBars = 9

/** How often each value was noted: bars, most frequent first, and a table with shares. */
export function TallyPicture(props: TallyPictureProps): ReactElement {
  const { title, sentence, tallies, wordOf, notRecordedText, header, countHeader } = props
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const { whole, percent } = useNumbers()
  const all = tallies.reduce((sum, { visits }) => sum + visits, 0)
  const isLong = tallies.length > mostBars
  const shown = isLong ? tallies.slice(0, mostBars - 1) : tallies
  const others = tallies.slice(shown.length)
  return (
    <Picture
      title={title}
      sentence={sentence}
      picture={
        <BarList
          rows={[
            ...shown.map(({ id, visits }) => {
              const word = wordOf(id)
              const fill = word === undefined ? ('dots' as const) : ('solid' as const)
              return { id, visits, text: word?.text ?? notRecordedText, lang: word?.lang, fill }
            }),
            ...(isLong
              ? [
                  {
                    id: 'others',
                    visits: others.reduce((sum, { visits }) => sum + visits, 0),
                    text: t('others', { count: others.length }),
                    lang: undefined,
                    fill: 'hatch' as const,
                  },
                ]
              : []),
          ]}
        />
      }
      table={
        <Table
          caption={title}
          captionHidden
          columns={[
            {
              key: 'value',
              header,
              cell: ({ id }: Tally) => {
                const word = wordOf(id)
                return word === undefined ? notRecordedText : <SiteWord word={word} />
              },
              rowHeader: true,
            },
            { key: 'visits', header: countHeader, cell: ({ visits }: Tally) => whole(visits), numeric: true },
            {
              key: 'share',
              header: ts('table.share'),
              cell: ({ visits }: Tally) => (all === 0 ? '' : percent(visits / all)),
              numeric: true,
            },
          ]}
          rows={tallies}
          rowKey={({ id }) => id}
          footer={[ts('table.total'), whole(all), '']}
        />
      }
    />
  )
}
