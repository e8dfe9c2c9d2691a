import type { ReactElement } from 'react'
import { Bar } from '../fills.tsx'
import type { Fill } from '../fills.tsx'
import styles from './columns.module.css'
import { useNumbers } from '../use-numbers.ts'

export interface ColumnPart {
  readonly fill: Fill
  readonly visits: number
}

export interface Column {
  readonly id: string
  readonly text: string
  /** From the top down. */
  readonly parts: readonly ColumnPart[]
}

export interface ColumnsProps {
  readonly columns: readonly Column[]
  /** What stands along the foot. */
  readonly axis?: string | undefined
}

/** Columns in their order, each with its number above and its words below. */
export function Columns({ columns, axis }: ColumnsProps): ReactElement {
  const numbers = useNumbers()
  const most = Math.max(1, ...columns.map(sumOf))
  return (
    <div>
      <ul className={styles['columns']}>
        {columns.map((column) => (
          <li key={column.id} className={styles['column']} data-empty={sumOf(column) === 0 || undefined}>
            <span className={styles['stand']}>
              <span className={styles['number']}>{numbers.whole(sumOf(column))}</span>
              {column.parts.map(({ fill, visits }) =>
                visits === 0 ? null : (
                  <span key={fill} className={styles['part']} style={{ blockSize: `${(85 * visits) / most}%` }}>
                    <Bar fill={fill} />
                  </span>
                ),
              )}
            </span>
            <span className={styles['text']}>{column.text}</span>
          </li>
        ))}
      </ul>
      {axis === undefined ? null : <p className={styles['axis']}>{axis}</p>}
    </div>
  )
}

function sumOf({ parts }: Column): number {
  return parts.reduce((sum, { visits }) => sum + visits, 0)
}
