import type { ReactElement } from 'react'
import type { NeedId } from '#domain/ids.ts'
import type { KeptDay, VisitKind } from '#statistics/kept-day.ts'
import { Notice } from '#ui/notice.tsx'
import { Table } from '#ui/table.tsx'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { SiteWord } from '../../shared/site-word.tsx'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './amend-section.module.css'

interface NeedRow {
  readonly need: NeedId
  readonly visits: number
  readonly kinds: readonly VisitKind[]
}

/** What a day holds: its visits by need and outcome, and how some of them came about. */
export function KeptDayTable({ kept }: { readonly kept: KeptDay | 'failed' | null }): ReactElement | null {
  const { t, day, outcome } = useAmendWords()
  const words = useSiteWords()
  const { whole } = useNumbers()
  if (kept === null) return null
  if (kept === 'failed') return <Notice tone="warning">{t('kept.failed')}</Notice>
  if (kept.visits === 0) return <p className={styles['quiet']}>{t('kept.none')}</p>
  const notes = (['typed', 'backDated', 'corrected'] as const).filter((name) => kept[name] > 0)
  return (
    <>
      <Table
        caption={day(kept.day)}
        captionHidden
        className={styles['kept']}
        columns={[
          {
            key: 'need',
            header: t('kept.need'),
            cell: ({ need }: NeedRow) => <SiteWord word={words.need(need)} />,
            rowHeader: true,
          },
          {
            key: 'outcomes',
            header: t('kept.outcomes'),
            cell: ({ kinds }: NeedRow) => (
              <ul className={styles['outcomes']}>
                {kinds.map((kind) => (
                  <li key={kind.outcome}>
                    {t('kept.outcome', { outcome: outcome(kind.outcome), count: kind.visits })}
                  </li>
                ))}
              </ul>
            ),
          },
          { key: 'visits', header: t('kept.count'), cell: ({ visits }: NeedRow) => whole(visits), numeric: true },
        ]}
        rows={rowsOf(kept.kinds)}
        rowKey={({ need }) => need}
        footer={[t('kept.total'), '', whole(kept.visits)]}
      />
      {notes.length === 0 ? null : (
        <p className={styles['quiet']}>{notes.map((name) => t(`kept.${name}`, { count: kept[name] })).join(' · ')}</p>
      )}
    </>
  )
}

function rowsOf(kinds: readonly VisitKind[]): readonly NeedRow[] {
  const rows = new Map<NeedId, NeedRow>()
  for (const kind of kinds) {
    const row = rows.get(kind.need)
    rows.set(kind.need, {
      need: kind.need,
      visits: (row?.visits ?? 0) + kind.visits,
      kinds: [...(row?.kinds ?? []), kind],
    })
  }
  return [...rows.values()].sort((a, b) => b.visits - a.visits)
}
