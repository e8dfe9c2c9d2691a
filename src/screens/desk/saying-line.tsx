import type { ReactElement } from 'react'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Label } from '#ui/label.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import styles from './saying-line.module.css'
import { useDeskView } from './use-desk.ts'

/** What was just done or refused. Always there, so that screen readers hear what appears in it. */
export function SayingLine(): ReactElement {
  const { saying, set, t } = useDeskView()
  const shown = saying?.shown === true
  return (
    <div className={classNames(styles['line'], shown && styles['shown'])}>
      <div role="status" className={styles['words']} data-testid="saying">
        {saying === null ? null : shown ? (
          <>
            {saying.label === undefined ? <Icon paths={sharedIcons.info} /> : <Label label={saying.label} size="row" />}
            <span>{saying.text}</span>
          </>
        ) : (
          <VisuallyHidden>{saying.text}</VisuallyHidden>
        )}
      </div>
      {shown ? <IconButton paths={sharedIcons.x} name={t('dismiss')} onClick={() => set.saying(null)} /> : null}
    </div>
  )
}
