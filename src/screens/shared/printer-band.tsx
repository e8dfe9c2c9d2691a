import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useSettings, useSiteText, useText } from '#app/hooks.ts'
import { isTrouble, printingOf } from '#domain/printing.ts'
import { printingText } from '#text/printing.ts'
import { Notice } from '#ui/notice.tsx'
import styles from './band.module.css'
import { usePrinters } from './use-printers.ts'

/** Tells staff what a printer needs; numbers are given all the same. */
export function PrinterBand(): ReactElement {
  const settings = useSettings()
  const { printers, when } = useMemo(() => printingOf(settings), [settings])
  const states = usePrinters(printers.length > 0 && when !== 'never')
  const siteText = useSiteText()
  const t = useText(printingText)
  return (
    <div aria-live="polite">
      {printers.map(({ id, labels }) => {
        const state = states.get(id)
        if (state === undefined || state === 'ready') return null
        const trouble = isTrouble(state)
        return (
          <Notice
            key={id}
            role="presentation"
            tone={trouble ? 'danger' : 'warning'}
            data-testid="printer-band"
            data-state={state}
            className={styles['band']}
          >
            {t(`band.${state}`, { printer: siteText(labels).text || id })} {trouble && t('band.without')}
          </Notice>
        )
      })}
    </div>
  )
}
