import type { ReactElement } from 'react'
import { useLanguage } from '#app/hooks.ts'
import type { HeldWorkshop } from '#statistics/kept-day.ts'
import { Table } from '#ui/table.tsx'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { dayWords } from '../../shared/day-words.ts'
import { SiteWord } from '../../shared/site-word.tsx'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './amend-section.module.css'

/** The workshops of a month, as they are counted. */
export function WorkshopList({ workshops }: { readonly workshops: readonly HeldWorkshop[] }): ReactElement {
  const { t } = useAmendWords()
  const words = useSiteWords()
  const language = useLanguage()
  const { whole } = useNumbers()
  if (workshops.length === 0) return <p className={styles['quiet']}>{t('workshop.list.none')}</p>
  return (
    <Table
      caption={t('workshop.list')}
      className={styles['kept']}
      columns={[
        {
          key: 'day',
          header: t('workshop.day'),
          cell: ({ day }: HeldWorkshop) =>
            dayWords(day, language, { weekday: 'short', day: 'numeric', month: 'short' }),
          rowHeader: true,
        },
        {
          key: 'type',
          header: t('workshop.kind'),
          cell: ({ type }: HeldWorkshop) => <SiteWord word={words.workshopType(type)} />,
        },
        ...(['sessions', 'attendees'] as const).map((name) => ({
          key: name,
          header: t(`workshop.${name}`),
          cell: (held: HeldWorkshop) => whole(held[name]),
          numeric: true,
        })),
        {
          key: 'capacity',
          header: t('workshop.capacity'),
          cell: ({ capacity }: HeldWorkshop) => (capacity === null ? t('workshop.unknown') : whole(capacity)),
          numeric: true,
        },
      ]}
      rows={workshops}
      rowKey={({ day, type }) => `${day} ${type}`}
    />
  )
}
