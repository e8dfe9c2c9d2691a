import { useState } from 'react'
import type { ReactElement } from 'react'
import type { ExportAnswer } from '#app/export-question.ts'
import { useLanguage, useText } from '#app/hooks.ts'
import type { ExplainedGrid, HiddenCounts, HiddenReason } from '#statistics/protection/explain.ts'
import type { Audience } from '#statistics/release.ts'
import { exportsText } from '#text/exports.ts'
import { statisticsText } from '#text/statistics.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Table } from '#ui/table.tsx'
import { periodName } from '../period-words.ts'
import { useNumbers } from '../use-numbers.ts'
import { Refusals } from './export-outcome.tsx'
import { useGridWords } from './grid-words.ts'
import styles from './hidden-preview.module.css'

const reasons: readonly HiddenReason[] = ['few', 'group', 'companion', 'whole']

export interface HiddenPreviewProps {
  readonly answer: ExportAnswer
  readonly audience: Audience
  readonly onClose: () => void
}

/** What files would tell and hide, table by table, with the reason that files do not say. */
export function HiddenPreview({ answer, audience, onClose }: HiddenPreviewProps): ReactElement {
  const t = useText(exportsText)
  const { refusals, releases } = answer
  return (
    <Dialog open wide onClose={onClose} title={t('preview.title')} closeName={t('preview.close')}>
      <div className={styles['preview']}>
        <Refusals refusals={refusals} audience={audience} action={null} />
        {releases.length === 0 && refusals.length === 0 ? <Notice tone="warning">{t('scope.none')}</Notice> : null}
        {releases.length === 0 ? null : <ReleasePreview answer={answer} />}
      </div>
    </Dialog>
  )
}

function ReleasePreview({
  answer: { releases, explained, fresh },
}: {
  readonly answer: ExportAnswer
}): ReactElement | null {
  const t = useText(exportsText)
  const tStatistics = useText(statisticsText)
  const language = useLanguage()
  const words = useGridWords()
  const [releaseAt, setReleaseAt] = useState(0)
  const [gridAt, setGridAt] = useState(0)
  const [release, told] = [releases[releaseAt], explained[releaseAt]]
  const grid = told?.grids[gridAt]
  if (release === undefined || told === undefined || grid === undefined) return null
  const names = releases.map(({ period }) => periodName(period, language, tStatistics))
  return (
    <>
      {releases.length > 1 ? (
        <SelectField
          label={t('preview.period')}
          value={String(releaseAt)}
          onChange={(value) => setReleaseAt(Number(value))}
          options={names.map((text, at) => ({ value: String(at), text }))}
        />
      ) : (
        <p className={styles['period']}>{names[0]}</p>
      )}
      <Summary counts={told.counts} threshold={release.rule.threshold} />
      {fresh.includes(release) ? null : <p>{t('preview.again')}</p>}
      <SelectField
        label={t('preview.table')}
        value={String(gridAt)}
        onChange={(value) => setGridAt(Number(value))}
        options={told.grids.map(({ id }, at) => ({ value: String(at), text: words.nameOf(id) }))}
      />
      <GridTable grid={grid} />
      <p className={styles['note']}>{t('preview.fileSays')}</p>
    </>
  )
}

interface SummaryProps {
  readonly counts: HiddenCounts
  readonly threshold: number
}

function Summary({ counts, threshold }: SummaryProps): ReactElement {
  const t = useText(exportsText)
  const hidden = reasons.reduce((sum, reason) => sum + counts[reason], 0)
  if (hidden === 0) return <p>{t('preview.none')}</p>
  return (
    <div>
      <p>{t('preview.counts', { told: counts.told, hidden })}</p>
      <ul className={styles['reasons']}>
        {reasons.map((reason) =>
          counts[reason] === 0 ? null : (
            <li key={reason} data-reason={reason}>
              {t(`preview.${reason}`, { count: counts[reason], most: threshold - 1 })}
            </li>
          ),
        )}
      </ul>
    </div>
  )
}

/** Counts as a file has them, and in the place of a hidden one its reason; what stands in no file stands here neither. */
function GridTable({ grid }: { readonly grid: ExplainedGrid }): ReactElement {
  const t = useText(exportsText)
  const words = useGridWords()
  const { whole } = useNumbers()
  const { id, rows, columns, counts, hidden, reasons: why } = grid
  const placeOf = (row: number, column: number): number => row * columns.length + column
  const isPrinted = (row: number, column: number): boolean =>
    hidden[placeOf(row, column)] !== 1 || why[placeOf(row, column)] !== null
  const shownColumns = columns.flatMap((column, at) =>
    rows.some((_, row) => isPrinted(row, at)) && !unprinted.has(column) ? [{ column, at }] : [],
  )
  const shownRows = rows
    .map((row, at) => ({ row, at }))
    // Of a month's days those on which somebody came.
    .filter(({ at }) => id !== 'day_x_end' || columns.some((_, column) => (counts[placeOf(at, column)] ?? 0) > 0))
  return (
    <div className={styles['table']}>
      <Table
        caption={words.nameOf(id)}
        captionHidden
        columns={[
          {
            key: 'row',
            header: t(rowHeader[id] ?? 'row.need'),
            cell: ({ row }: (typeof shownRows)[number]) => words.rowOf(id, row),
            rowHeader: true,
          },
          ...shownColumns.map(({ column, at: columnAt }) => ({
            key: column,
            header: words.columnOf(id, column),
            numeric: true,
            cell: ({ at }: (typeof shownRows)[number]) => {
              const place = placeOf(at, columnAt)
              const reason = why[place] ?? null
              if (reason !== null)
                return (
                  <span className={styles['hidden']} data-reason={reason}>
                    {t(`mark.${reason}`)}
                  </span>
                )
              return isPrinted(at, columnAt) ? whole(counts[place] ?? 0) : ''
            },
          })),
        ]}
        rows={shownRows}
        rowKey={({ row }) => row}
      />
    </div>
  )
}

const rowHeader: Readonly<Partial<Record<ExplainedGrid['id'], 'row.weekday' | 'row.day'>>> = {
  weekday_x_band: 'row.weekday',
  day_x_end: 'row.day',
}

/** Columns that stand in no file. */
const unprinted: ReadonlySet<string> = new Set(['withdrawn', 'open', 'unknown'])
