import type { ReactElement } from 'react'
import { useVisitorLanguage, useMoment, useSettings, useVisitorText } from '#app/hooks.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { publicIcons } from '#ui/public-icons.ts'
import { hoursSentence } from './opening-words.ts'
import styles from './queue-facts.module.css'

interface QueueFactsProps {
  readonly waiting: number
  readonly className?: string | undefined
}

/** How the queue stands and when the desks are open: what one wants to know before deciding to wait. */
export function QueueFacts({ waiting, className }: QueueFactsProps): ReactElement {
  const t = useVisitorText('kiosk')
  const language = useVisitorLanguage()
  const { deskHours, timeZone } = useSettings()
  const { now } = useMoment()
  const time = createCalendar(timeZone).localTime(now)
  return (
    <ul className={classNames(styles['facts'], className)}>
      <li className={styles['waiting']}>
        <Icon paths={pictogram('users')} />
        {waiting === 0 ? t('waiting.none') : t('waiting', { count: waiting })}
      </li>
      <li>
        <Icon paths={publicIcons.clock} />
        {hoursSentence(deskHours, time, t, language)}
      </li>
    </ul>
  )
}
