import type { ReactElement, ReactNode, RefObject } from 'react'
import { Button } from '#ui/button.tsx'
import styles from './amend-form.module.css'
import { useAmendWords } from './use-amend-words.ts'

export interface AmendFormProps {
  /** Its fields are looked for here when one of them is to be mended. */
  readonly place: RefObject<HTMLFormElement | null>
  readonly onSave: () => Promise<void>
  /** Beside the button that saves. */
  readonly leave?: ReactNode
  readonly children: ReactNode
}

/** What is noted of a day afterwards: fields, and the button that saves them. Faults are told by the fields themselves. */
export function AmendForm({ place, onSave, leave, children }: AmendFormProps): ReactElement {
  const { t } = useAmendWords()
  return (
    <form
      ref={place}
      noValidate
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void onSave()
      }}
    >
      {children}
      <div className={styles['pair']}>
        <Button type="submit" variant="primary">
          {t('save')}
        </Button>
        {leave}
      </div>
    </form>
  )
}
