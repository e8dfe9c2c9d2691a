import { useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { weekdayKeys } from '#domain/hours/opening.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { asText, pathText } from './document-path.ts'
import type { Path } from './document-path.ts'
import { usePlaceOf, useProblemSentences } from './draft-context.ts'
import styles from './hours.module.css'
import { readTime } from './read-time.ts'

const usualSpan = ['09:00', '18:00']

/** One line a weekday: open or not, from when to when. */
export function WeekHours({ path, label }: { readonly path: Path; readonly label: string }): ReactElement {
  return (
    <ul className={styles['week']} aria-label={label}>
      {weekdayKeys.map((key, index) => (
        <DayLine key={key} path={[...path, key]} weekday={index} />
      ))}
    </ul>
  )
}

function DayLine({ path, weekday }: { readonly path: Path; readonly weekday: number }): ReactElement {
  const t = useText(siteSettingsText)
  const language = useLanguage()
  const place = usePlaceOf(path)
  const errorAt = useProblemSentences()
  // A day that is opened again gets back the hours that it had.
  const [lastSpan, setLastSpan] = useState<unknown>(usualSpan)
  const day = weekdayName(weekday, language)
  const open = place.value !== null && place.value !== undefined
  const errors = [place.error, errorAt(pathText([...path, 0])), errorAt(pathText([...path, 1]))].filter(Boolean)
  const toggle = (nowOpen: boolean): void => {
    if (!nowOpen) setLastSpan(place.value)
    place.set(nowOpen ? lastSpan : null)
  }
  return (
    <li className={styles['day']} data-path={place.name}>
      <label className={styles['name']}>
        <input
          type="checkbox"
          checked={open}
          aria-label={t('hours.open', { day })}
          onChange={(event) => toggle(event.target.checked)}
        />
        <span aria-hidden="true">{day}</span>
      </label>
      {open ? (
        <span className={styles['span']}>
          <TimeField path={[...path, 0]} name={t('hours.opens', { day })} invalid={errors.length > 0} />
          <span aria-hidden="true">{t('hours.to')}</span>
          <TimeField path={[...path, 1]} name={t('hours.closes', { day })} invalid={errors.length > 0} />
        </span>
      ) : (
        <span className={styles['closed']}>{t('hours.closed')}</span>
      )}
      {errors.length > 0 && <p className={styles['error']}>{errors.join(' ')}</p>}
    </li>
  )
}

interface TimeFieldProps {
  readonly path: Path
  readonly name: string
  readonly invalid: boolean
}

/** A time as people write it, `14h30` too. The browser's own field knows no 24:00 and speaks the browser's language. */
function TimeField({ path, name, invalid }: TimeFieldProps): ReactElement {
  const place = usePlaceOf(path)
  const [typed, setTyped] = useState<string | null>(null)
  const write = (text: string): void => {
    setTyped(text)
    place.set(readTime(text) ?? text)
  }
  return (
    <label data-path={place.name}>
      <VisuallyHidden>{name}</VisuallyHidden>
      <input
        className={styles['time']}
        autoComplete="off"
        inputMode="text"
        spellCheck={false}
        maxLength={5}
        value={typed ?? asText(place.value)}
        aria-invalid={invalid || undefined}
        onChange={(event) => write(event.target.value)}
        // What was typed gives way to the time as it is kept.
        onBlur={() => setTyped(null)}
      />
    </label>
  )
}

/** 0 = Monday. */
function weekdayName(weekday: number, language: string): string {
  // 5 January 2026 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 5 + weekday))
}
