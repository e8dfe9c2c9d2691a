import type { ReactElement } from 'react'
import { useVisitorLanguage, useMoment, useSettings, useVisitorText } from '#app/hooks.ts'
import type { Refusal } from '#domain/commands.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import { Icon } from '#ui/icon.tsx'
import { publicIcons } from '#ui/public-icons.ts'
import { ComfortButtons } from './comfort-buttons.tsx'
import type { ComfortProps } from './comfort-buttons.tsx'
import { KioskFrame, useFocusAtFirst } from './kiosk-frame.tsx'
import { nextOpening, openingWords } from './opening-words.ts'
import styles from './message-page.module.css'

interface ClosedPageProps extends ComfortProps {
  readonly follows: boolean
  readonly refusal: Refusal
}

/** No tickets just now: says why, until when where that is known, and what to do. */
export function ClosedPage({ follows, refusal, ...comfort }: ClosedPageProps): ReactElement {
  const t = useVisitorText('kiosk')
  const heading = useFocusAtFirst(follows)
  const next = useNextWords(refusal.type === 'DayIsClosed')
  const isPaused = refusal.type === 'TicketingIsPaused'
  const said = isPaused ? 'closed.paused' : refusal.type === 'DayIsClosed' ? 'closed.day' : 'closed.hours'
  return (
    <KioskFrame className={styles['message']} bar={<ComfortButtons {...comfort} />}>
      <div className={styles['words']} data-testid="kiosk-closed" data-reason={refusal.type}>
        <Icon className={styles['drawing']} paths={isPaused ? publicIcons.ticket : publicIcons.doorOpen} />
        <h1 ref={heading} tabIndex={-1} className={styles['said']}>
          {t(said)}
        </h1>
        <p className={styles['todo']}>{isPaused ? t('closed.paused.todo') : (next ?? t('closed.todo'))}</p>
        {refusal.type === 'DayIsClosed' ? null : <p className={styles['aside']}>{t('closed.kept')}</p>}
      </div>
    </KioskFrame>
  )
}

/** When the desks open next, in words; null where the configuration does not know. */
function useNextWords(fromTomorrow: boolean): string | null {
  const t = useVisitorText('kiosk')
  const language = useVisitorLanguage()
  const { deskHours, timeZone } = useSettings()
  const { now } = useMoment()
  const time = createCalendar(timeZone).localTime(now)
  const next = nextOpening(deskHours, time, fromTomorrow)
  return next === null ? null : openingWords('closed.next', next, time.day, t, language)
}
