import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import type { Tally } from '#statistics/tallies.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import type { Word } from '../shared/site-words.ts'
import { SiteWord } from '../shared/site-word.tsx'
import { useSiteWords } from '../shared/use-site-words.ts'
import { BarList } from './bar-list.tsx'
import { Picture } from './picture.tsx'
import { useNumbers } from './use-numbers.ts'

export interface TalliesProps {
  readonly of: 'needs' | 'outcomes'
  readonly overview: Overview
}

/** The id under which visits stand whose outcome nobody has noted. */
const notRecorded = 'not_recorded'

/** Visits by need or by outcome, most frequent first. */
export function Tallies({ of, overview: { byNeed, byOutcome, figures } }: TalliesProps): ReactElement {
  const t = useText(statisticsText)
  const words = useSiteWords()
  const { whole, percent } = useNumbers()
  const rows = of === 'needs' ? byNeed : byOutcome
  const wordOf = (id: string): Word | undefined => {
    if (of === 'needs') return words.need(id)
    return id === notRecorded ? undefined : words.outcome(id)
  }
  const [first] = rows
  return (
    <Picture
      title={t(`${of}.title`)}
      sentence={
        first === undefined || figures.visits === 0 ? null : (
          <p>
            {first.visits === 0
              ? t('outcomes.allNotRecorded')
              : t(`${of}.sentence`, { word: wordOf(first.id)?.text ?? '', count: first.visits, all: figures.visits })}
          </p>
        )
      }
      picture={
        <BarList
          rows={rows.map(({ id, visits }) => {
            const word = wordOf(id)
            return {
              id,
              visits,
              text: word?.text ?? t('outcomes.notRecorded'),
              lang: word?.lang,
              fill: id === notRecorded ? 'dots' : 'solid',
            }
          })}
        />
      }
      table={
        <Table
          caption={t(`${of}.title`)}
          captionHidden
          columns={[
            {
              key: 'value',
              header: t(`${of}.column`),
              cell: ({ id }: Tally) => {
                const word = wordOf(id)
                return word === undefined ? t('outcomes.notRecorded') : <SiteWord word={word} />
              },
              rowHeader: true,
            },
            { key: 'visits', header: t('table.visits'), cell: ({ visits }: Tally) => whole(visits), numeric: true },
            {
              key: 'share',
              header: t('table.share'),
              cell: ({ visits }: Tally) => (figures.visits === 0 ? '' : percent(visits / figures.visits)),
              numeric: true,
            },
          ]}
          rows={rows}
          rowKey={({ id }) => id}
          footer={[t('table.total'), whole(figures.visits), '']}
        />
      }
    />
  )
}
