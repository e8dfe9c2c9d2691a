import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { exportsText } from '#text/exports.ts'
import { packageReaderText } from '#text/package-reader.ts'
import { statisticsText } from '#text/statistics.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Table } from '#ui/table.tsx'
import { periodName } from '../period-words.ts'
import { useCellWords } from './cell-words.ts'
import type { ToldPackage } from './package-facts.tsx'
import { partsOf, shownColumns, tableNames } from './package-rows.ts'
import type { AnyRow, Part, TableName } from './package-rows.ts'
import styles from './package-section.module.css'

/** A table is not a book: the rest is shown when it is asked for. */
const rowsAtFirst = 60

/** The files of a package, one part of one of them at a time. */
export function PackageTables({ told }: { readonly told: ToldPackage }): ReactElement {
  const t = useText(packageReaderText)
  const tExports = useText(exportsText)
  const [name, setName] = useState<TableName>('daily')
  const [chosen, setChosen] = useState('')
  const parts = useMemo(() => partsOf(told.tables, name), [told, name])
  const part = parts.find(({ key }) => key === chosen) ?? parts[0]
  const nameOfPart = usePartName(told)
  return (
    <section className={styles['tables']} aria-label={t('tables')}>
      <div className={styles['selects']}>
        <SelectField
          label={t('table')}
          value={name}
          onChange={setName}
          options={tableNames.map((each) => ({ value: each, text: tExports(`${each}.name`) }))}
        />
        {parts.length > 1 && part !== undefined ? (
          <SelectField
            label={name === 'cube' ? t('cube') : t('period')}
            value={part.key}
            onChange={setChosen}
            options={parts.map((each) => ({ value: each.key, text: nameOfPart(each) }))}
          />
        ) : null}
      </div>
      {part === undefined ? (
        <p>{t('empty')}</p>
      ) : (
        <PartTable key={`${name} ${part.key}`} name={name} part={part} title={tExports(`${name}.name`)} />
      )}
    </section>
  )
}

function usePartName({ periods }: ToldPackage): (part: Part) => string {
  const tStatistics = useText(statisticsText)
  const language = useLanguage()
  const { crossing: nameOfCrossing } = useCellWords()
  return ({ start, end, crossing }) => {
    const period = periods.find((each) => each.start === start && each.end === end)
    const words = period === undefined ? `${start} – ${end}` : periodName(period, language, tStatistics)
    return crossing === null ? words : `${words}, ${nameOfCrossing(crossing)}`
  }
}

interface PartTableProps {
  readonly name: TableName
  readonly part: Part
  readonly title: string
}

function PartTable({ name, part: { rows }, title }: PartTableProps): ReactElement {
  const t = useText(packageReaderText)
  const words = useCellWords()
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? rows : rows.slice(0, rowsAtFirst)
  const columns = shownColumns[name].filter(
    (column) => column !== 'value2' || rows.some((row) => row['value2'] !== null),
  )
  return (
    <>
      <Table
        caption={title}
        captionHidden
        columns={columns.map((column, at) => ({
          key: column,
          header: t(`column.${column}`),
          numeric: words.isNumber(column),
          rowHeader: at === 0,
          cell: ({ row }: { readonly row: AnyRow }) => words.cell(row, column),
        }))}
        rows={shown.map((row, at) => ({ row, at }))}
        rowKey={({ at }) => String(at)}
      />
      {shown.length < rows.length ? (
        <Button onClick={() => setIsWhole(true)}>{t('more', { count: rows.length - shown.length })}</Button>
      ) : null}
    </>
  )
}
