import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useMoment, useText } from '#app/hooks.ts'
import { addDays } from '#domain/hours/calendar.ts'
import { parseDay } from '#domain/ids.ts'
import type { Day } from '#domain/ids.ts'
import { firstAmendable } from '#domain/visits/amendments.ts'
import { amendText } from '#text/amend.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { TextField } from '#ui/text-field.tsx'
import { dayWords } from '../day-words.ts'
import styles from './day-field.module.css'

export interface DayFieldProps {
  /** The last day that was chosen; what is typed meanwhile stays in the field. */
  readonly day: Day
  /** null: what stands there is no day that may be amended. */
  readonly onDay: (day: Day | null) => void
}

/** A day of the site, today or up to so many days back (D7): typed, picked, or one further. */
export function DayField({ day, onDay }: DayFieldProps): ReactElement {
  const t = useText(amendText)
  const language = useLanguage()
  const today = useMoment().day
  const first = firstAmendable(today)
  const [typed, setTyped] = useState<string>(day)
  useEffect(() => setTyped(day), [day])
  const chosen = parseDay(typed)
  const words = { first: dayWords(first, language, { day: 'numeric', month: 'long', year: 'numeric' }) }
  const error =
    chosen === undefined
      ? t('day.missing')
      : chosen > today
        ? t('day.future')
        : chosen < first
          ? t('day.tooLongAgo', words)
          : null

  function type(text: string): void {
    setTyped(text)
    const typedDay = parseDay(text)
    onDay(typedDay !== undefined && typedDay <= today && typedDay >= first ? typedDay : null)
  }

  return (
    <div className={styles['field']}>
      <TextField
        type="date"
        label={t('day.label')}
        hint={error === null ? t('day.hint', words) : undefined}
        error={error}
        min={first}
        max={today}
        value={typed}
        onChange={type}
      />
      <div className={styles['steps']}>
        <IconButton
          paths={sharedIcons.caretLeft}
          mirrored
          name={t('day.before')}
          disabled={day <= first}
          onClick={() => type(addDays(day, -1))}
        />
        <IconButton
          paths={sharedIcons.caretRight}
          mirrored
          name={t('day.after')}
          disabled={day >= today}
          onClick={() => type(addDays(day, 1))}
        />
      </div>
    </div>
  )
}
