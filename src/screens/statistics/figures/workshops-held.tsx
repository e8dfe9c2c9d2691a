import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { WorkshopTally } from '#domain/visits/day-sheet.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { Table } from '#ui/table.tsx'
import { SiteWord } from '../../shared/site-word.tsx'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'

/** Group offers of the period; a table is picture enough. Nothing where none was held. */
export function WorkshopsHeld({ overview: { workshopsHeld } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const words = useSiteWords()
  const { whole } = useNumbers()
  if (workshopsHeld.length === 0) return null
  const sum = (of: (tally: WorkshopTally) => number): number => workshopsHeld.reduce((all, tally) => all + of(tally), 0)
  return (
    <Picture
      title={t('held.title')}
      sentence={
        <p>
          {t('held.sentence', {
            count: sum(({ sessions }) => sessions),
            heads: sum(({ attendees }) => attendees),
          })}
        </p>
      }
      picture={
        <Table
          caption={t('held.title')}
          captionHidden
          columns={[
            {
              key: 'type',
              header: t('held.type'),
              cell: ({ type }: WorkshopTally) => <SiteWord word={words.workshopType(type)} />,
              rowHeader: true,
            },
            {
              key: 'sessions',
              header: t('held.sessions'),
              cell: ({ sessions }: WorkshopTally) => whole(sessions),
              numeric: true,
            },
            {
              key: 'attendees',
              header: t('held.attendees'),
              cell: ({ attendees }: WorkshopTally) => whole(attendees),
              numeric: true,
            },
            {
              key: 'capacity',
              header: t('held.capacity'),
              cell: ({ capacity }: WorkshopTally) => (capacity === null ? t('held.unknown') : whole(capacity)),
              numeric: true,
            },
          ]}
          rows={workshopsHeld}
          rowKey={({ type }) => type}
        />
      }
      table={null}
    />
  )
}
