import type { ReactElement } from 'react'
import { useVisitorText } from '#app/hooks.ts'
import { Button } from '#ui/button.tsx'
import { Countdown } from '#ui/countdown.tsx'
import { Icon } from '#ui/icon.tsx'
import { publicIcons } from '#ui/public-icons.ts'
import { isRepeat } from './is-repeat.ts'
import { KioskFrame, useFocusAtFirst } from './kiosk-frame.tsx'
import styles from './message-page.module.css'
import { useWayBack } from './use-way-back.ts'

/** `store`: nothing could be written. `changed`: the site took this need away in the same second. */
export type Failure = 'store' | 'changed'

interface FailedPageProps {
  readonly failure: Failure
  readonly onOver: () => void
}

const readMs = 20_000

/** The tap brought no number: never a silent one. */
export function FailedPage({ failure, onOver }: FailedPageProps): ReactElement {
  const t = useVisitorText('kiosk')
  const heading = useFocusAtFirst()
  const { run, durationMs } = useWayBack(onOver, readMs, readMs)
  return (
    <KioskFrame
      className={styles['message']}
      bar={
        <Button
          size="kiosk"
          variant="primary"
          className={styles['back']}
          onClick={(event) => {
            if (!isRepeat(event)) onOver()
          }}
        >
          {t('failed.back')}
        </Button>
      }
    >
      <div className={styles['words']} role="alert" data-testid="kiosk-failed">
        <Icon className={styles['trouble']} paths={publicIcons.warning} />
        <h1 ref={heading} tabIndex={-1} className={styles['said']}>
          {t(`failed.${failure}`)}
        </h1>
        <p className={styles['todo']}>{t(`failed.${failure}.todo`)}</p>
      </div>
      <Countdown key={run} durationMs={durationMs} />
    </KioskFrame>
  )
}
