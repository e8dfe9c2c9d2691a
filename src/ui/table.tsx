import { useEffect, useId, useRef, useState } from 'react'
import type { ComponentProps, ReactElement, ReactNode, RefObject } from 'react'

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
  const captionId = useId()
  const place = useRef<HTMLDivElement>(null)
  // Who has no mouse scrolls it from the keyboard, and only has to pass it where there is something to scroll.
  const stop = useIsTooWide(place) ? ({ role: 'group', tabIndex: 0, 'aria-labelledby': captionId } as const) : {}
  return (
    <div ref={place} className={styles['scroller']} {...stop}>
      <table {...rest} className={classNames(styles['table'], className)}>
        <caption id={captionId} className={styles['caption']}>
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

/** Whether what is in this place is broader than it. */
function useIsTooWide(place: RefObject<HTMLElement | null>): boolean {
  const [isTooWide, setIsTooWide] = useState(false)
  // After each change of the table, and of the window.
  useEffect(() => {
    const measure = (): void => {
      const { scrollWidth = 0, offsetWidth = 0 } = place.current ?? {}
      setIsTooWide(scrollWidth > offsetWidth)
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  })
  return isTooWide
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
