import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import styles from './anonymity-section.module.css'
import { SheetPages } from './sheet-pages.tsx'
import { useAnonymityWords } from './use-anonymity-words.ts'
import type { ChecksState } from './use-checks.ts'

/** The sheet for the data protection officer: read here, and alone on paper when this part is printed. */
export function DataSheet({ checks }: { readonly checks: ChecksState }): ReactElement {
  const { t } = useAnonymityWords()
  const [isShown, setShown] = useState(false)
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles['sheet']}>
      <div className={styles['head']}>
        <div>
          <h3 id={id}>{t('sheet.title')}</h3>
          <p className={styles['lead']}>{t('sheet.lead')}</p>
        </div>
        <div className={styles['actions']}>
          <Button aria-expanded={isShown} aria-controls={`${id}-pages`} onClick={() => setShown(!isShown)}>
            {t(isShown ? 'sheet.hide' : 'sheet.show')}
          </Button>
          <Button icon={<Icon paths={sharedIcons.printer} />} onClick={() => window.print()}>
            {t('sheet.print')}
          </Button>
        </div>
      </div>
      {/* Always there for the printer, whichever way printing is asked for. */}
      <div id={`${id}-pages`} className={styles['pages']} data-shown={isShown}>
        <SheetPages checks={checks} />
      </div>
    </section>
  )
}
