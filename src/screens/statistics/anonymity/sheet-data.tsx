import type { ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import { dataSheetText } from '#text/data-sheet.ts'
import { Table } from '#ui/table.tsx'
import styles from './sheet-pages.module.css'
import { useAnonymityWords } from './use-anonymity-words.ts'

interface DataRow {
  readonly what: string
  readonly where: string
  readonly until: string
  /** How long is for the library to write. */
  readonly isOpen?: boolean
}

/** Which data there are, where, and for how long: of a browser that works alone, or of a site with a hub. */
export function SheetData({ isAlone }: { readonly isAlone: boolean }): ReactElement {
  const t = useText(dataSheetText)
  const { band, audience } = useAnonymityWords()
  const { retentionHours } = useSettings()
  const alone = t('data.where.alone')
  const rows: readonly DataRow[] = [
    {
      what: [t('data.day'), ...(audience === '' ? [] : [t('data.audience', { fields: audience })])].join(' '),
      where: isAlone ? alone : t('data.where.hub'),
      until: t('data.day.until', { count: retentionHours }),
    },
    {
      what: t('data.batch', { band, audience: audience === '' ? '' : t('data.batch.audience') }),
      where: isAlone ? alone : t('data.where.hub'),
      until: t('data.kept'),
      isOpen: true,
    },
    {
      what: t('data.ledger'),
      where: isAlone ? alone : t('data.where.managers'),
      until: t('data.ledger.until'),
    },
    ...(isAlone ? [] : [{ what: t('data.devices'), where: t('data.where.onlyHub'), until: t('data.devices.until') }]),
  ]
  return (
    <Table
      caption={t('row.data')}
      captionHidden
      className={styles['data']}
      columns={[
        { key: 'what', header: t('data.what'), cell: ({ what }: DataRow) => what, rowHeader: true },
        { key: 'where', header: t('data.where'), cell: ({ where }: DataRow) => where },
        {
          key: 'until',
          header: t('data.until'),
          cell: ({ until, isOpen = false }: DataRow) =>
            isOpen ? <span className={styles['blank']}>{until}</span> : until,
        },
      ]}
      rows={rows}
      rowKey={({ what }) => what}
    />
  )
}
