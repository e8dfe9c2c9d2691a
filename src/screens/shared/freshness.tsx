import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { bandText } from '#text/bands.ts'
import { classNames } from '#ui/class-names.ts'
import styles from './freshness.module.css'

/** Says whether this screen is live (P5). A device without a hub is alone, and so always up to date. */
export function Freshness({ className }: { readonly className?: string | undefined }): ReactElement {
  const t = useText(bandText)
  return (
    <span
      className={classNames(styles['freshness'], className)}
      data-testid="freshness"
      data-state="alone"
      title={t('freshness.alone.why')}
    >
      {t('freshness.alone')}
    </span>
  )
}
