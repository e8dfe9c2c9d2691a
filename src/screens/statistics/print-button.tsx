import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { statisticsText } from '#text/statistics.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import styles from './print-button.module.css'

/** Prints what stands on the screen; at the end of its row. */
export function PrintButton(): ReactElement {
  const t = useText(statisticsText)
  return (
    <Button
      variant="quiet"
      className={styles['print']}
      icon={<Icon paths={sharedIcons.printer} />}
      onClick={() => window.print()}
    >
      {t('print')}
    </Button>
  )
}
