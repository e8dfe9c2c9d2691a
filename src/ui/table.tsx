import type { ComponentProps, ReactElement, ReactNode } from 'react'

import { classNames } from './class-names.ts'
import styles from './table.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

export interface TableColumn<Row> {
  readonly key: string
  readonly header: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Tabular figures, aligned at the end. */
  readonly numeric?: boolean | undefined
  /** This cell names its row. */
  readonly rowHeader?: boolean | undefined
}

export interface TableProps<Row> extends Omit<Readonly<ComponentProps<'table'>>, 'children'> {
  readonly caption: ReactNode
  /** The caption is read aloud only, where a heading beside the table says the same. */
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly TableColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** A last row of totals, one cell a column in the same order. */
  readonly footer?: readonly ReactNode[] | undefined
}

/** A plain table that can be read aloud; it scrolls sideways in its own place when the screen is narrow. */
export function Table<Row>({
  caption,
  captionHidden = false,
  columns,
  rows,
  rowKey,
  footer,
  className,
  ...rest
}: TableProps<Row>): ReactElement {
  return (
    <div className={styles['scroller']}>
      <table {...rest} className={classNames(styles['table'], className)}>
        <caption className={styles['caption']}>
          {captionHidden ? <VisuallyHidden>{caption}</VisuallyHidden> : caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.numeric ? styles['numeric'] : undefined}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>{columns.map((column) => cellOf(column, column.cell(row)))}</tr>
          ))}
        </tbody>
        {footer === undefined ? null : (
          <tfoot>
            <tr>{columns.map((column, index) => cellOf(column, footer[index]))}</tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function cellOf<Row>(column: TableColumn<Row>, content: ReactNode): ReactElement {
  const className = column.numeric ? styles['numeric'] : undefined
  return column.rowHeader ? (
    <th key={column.key} scope="row" className={className}>
      {content}
    </th>
  ) : (
    <td key={column.key} className={className}>
      {content}
    </td>
  )
}
