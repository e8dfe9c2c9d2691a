import { useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '#app/hooks.ts'
import { statisticsText } from '#text/statistics.ts'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './picture.module.css'

export interface PictureProps {
  readonly title: string
  /** What the picture says, in sentences. */
  readonly sentence: ReactNode
  readonly picture: ReactNode
  /** The same numbers as a table; null: there are none. */
  readonly table: ReactNode
  /** As broad as the page. */
  readonly wide?: boolean
}

/** A picture with the table behind it: one press shows the one or the other. */
export function Picture({ title, sentence, picture, table, wide = false }: PictureProps): ReactElement {
  const t = useText(statisticsText)
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <section className={classNames(styles['picture'], wide && styles['wide'])} aria-labelledby={id}>
      <div className={styles['head']}>
        <h3 id={id}>{title}</h3>
        {table === null ? null : (
          <Button variant="quiet" className={styles['toggle']} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'table.hide' : 'table.show')} <VisuallyHidden>({title})</VisuallyHidden>
          </Button>
        )}
      </div>
      <div className={styles['sentence']}>{sentence}</div>
      {asTable && table !== null ? <div className={styles['numbers']}>{table}</div> : picture}
    </section>
  )
}
