import { useMemo } from 'react'
import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { useMoment, useSettings, useSite, useSiteText, useVisitorText } from '#app/hooks.ts'
import type { NeedId } from '#domain/ids.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import { ChoiceCard } from '#ui/choice-card.tsx'
import { Icon } from '#ui/icon.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { ComfortButtons } from './comfort-buttons.tsx'
import type { ComfortProps } from './comfort-buttons.tsx'
import { KioskFrame, useFocusAtFirst } from './kiosk-frame.tsx'
import { QueueFacts } from './queue-facts.tsx'
import styles from './start-page.module.css'

interface StartPageProps extends ComfortProps {
  readonly follows: boolean
  /** How long the wait is now, when it is known. */
  readonly wait: ReactNode
  readonly issuing: NeedId | null
  readonly onNeed: (need: NeedId, event: MouseEvent) => void
}

/** One question, at most nine answers, one tap. */
export function StartPage({ follows, wait, issuing, onNeed, ...comfort }: StartPageProps): ReactElement {
  const { needs } = useSettings()
  const t = useVisitorText('kiosk')
  const siteText = useSiteText()
  const heading = useFocusAtFirst(follows)
  const waiting = useWaitingCount()
  return (
    <KioskFrame
      head={
        <>
          <div className={styles['top']}>
            <h1 ref={heading} tabIndex={-1} className={styles['headline']}>
              {t('headline')}
            </h1>
            <p>{wait}</p>
          </div>
          <div className={styles['under']}>
            <p className={styles['lead']}>{t('lead')}</p>
            <QueueFacts className={styles['facts']} waiting={waiting} />
          </div>
        </>
      }
      bar={<ComfortButtons {...comfort} />}
    >
      <ul className={styles['needs']} aria-label={t('needs')} data-many={needs.length > 7 || undefined}>
        {needs.map(({ id, letter, icon, labels }) => {
          const { text, lang, dir } = siteText(labels)
          return (
            <li key={id}>
              <ChoiceCard
                data-testid="need"
                data-need={id}
                className={styles['need']}
                icon={<Icon paths={pictogram(icon)} />}
                mark={letter}
                lang={lang}
                busy={issuing === id}
                onClick={(event) => onNeed(id, event)}
              >
                <bdi dir={dir}>{text}</bdi>
              </ChoiceCard>
            </li>
          )
        })}
      </ul>
    </KioskFrame>
  )
}

function useWaitingCount(): number {
  const { tickets } = useSite()
  const { day } = useMoment()
  return useMemo(() => callingOrder(tickets.values(), day).length, [tickets, day])
}
