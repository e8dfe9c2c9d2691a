import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { todayText } from '#text/settings-today.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import type { TodayCounts } from './count-today.ts'
import styles from './fields.module.css'
import { useFocusOnChange } from './use-focus-on-change.ts'

export interface CloseDayProps {
  readonly counts: TodayCounts
  readonly onClose: () => Promise<void>
}

/** Closing the day in two steps: first it is said what becomes of whom, then it is done. */
export function CloseDay({ counts, onClose }: CloseDayProps): ReactElement {
  const t = useText(todayText)
  const [asked, setAsked] = useState(false)
  const place = useFocusOnChange(asked)
  return (
    <div className={styles['stack']} ref={place}>
      {asked ? (
        <Question counts={counts} onYes={() => void onClose()} onNo={() => setAsked(false)} />
      ) : (
        <>
          <p className={styles['hint']}>{t('day.open')}</p>
          <div>
            <Button icon={<Icon paths={sharedIcons.lock} />} onClick={() => setAsked(true)}>
              {t('day.close')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

interface QuestionProps {
  readonly counts: TodayCounts
  readonly onYes: () => void
  readonly onNo: () => void
}

function Question({ counts, onYes, onNo }: QuestionProps): ReactElement {
  const t = useText(todayText)
  const id = useId()
  // A visitor at a desk is open too: only a finish that comes later makes the visit a served one (D5).
  const { leftUnserved } = counts
  return (
    <div className={styles['question']} role="group" aria-labelledby={id}>
      <h4 id={id} tabIndex={-1}>
        {t('day.confirm')}
      </h4>
      <ul className={styles['points']}>
        <li>{t('day.confirm.issuing')}</li>
        <li>
          {leftUnserved === 0 ? t('day.confirm.nobody') : t('day.confirm.leftUnserved', { count: leftUnserved })}{' '}
          {counts.held > 0 && t('day.confirm.held', { count: counts.held })}
        </li>
        {counts.noShow > 0 && <li>{t('day.confirm.noShow', { count: counts.noShow })}</li>}
        <li>{t('day.confirm.reopen')}</li>
      </ul>
      <div className={styles['actions']}>
        <Button variant="danger" onClick={onYes}>
          {t('day.confirm.yes')}
        </Button>
        <Button onClick={onNo}>{t('day.confirm.no')}</Button>
      </div>
    </div>
  )
}
