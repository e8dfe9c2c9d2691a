import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useMoment, useText } from '#app/hooks.ts'
import { parseDay } from '#domain/ids.ts'
import { settingsText } from '#text/settings.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { TextField } from '#ui/text-field.tsx'
import { asList, asText, pathText, readAt, writeAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useEditor, useProblemSentences } from './draft-context.ts'
import styles from './fields.module.css'

/** Days on which the place is closed whatever the week says; once, or every year. */
export function ClosedDates({ path }: { readonly path: Path }): ReactElement {
  const t = useText(siteSettingsText)
  const words = useText(settingsText)
  const { draft } = useEditor()
  const id = useId()
  const say = useDateWords()
  const errorAt = useProblemSentences()
  const dates = asList(readAt(draft.document, path))
  const add = (date: string): void => {
    const sorted = [...new Set([...dates.map(asText), date])].sort(byDay)
    draft.change((document) => writeAt(document, path, sorted))
  }
  return (
    <div className={styles['stack']} data-path={pathText(path)}>
      <h4 id={id}>{t('hours.closedDates')}</h4>
      {dates.length === 0 ? (
        <p className={styles['hint']}>{t('hours.noClosedDates')}</p>
      ) : (
        <ul className={styles['lines']} aria-labelledby={id}>
          {dates.map((date, index) => (
            <li key={asText(date) + String(index)} className={styles['line']} data-path={pathText([...path, index])}>
              <span className={styles['grow']}>
                {say(asText(date))}
                <span className={styles['error']}>{errorAt(pathText([...path, index]))}</span>
              </span>
              <IconButton
                paths={staffIcons.trash}
                name={words('list.remove', { name: say(asText(date)) })}
                onClick={() => draft.change((document) => writeAt(document, [...path, index], undefined))}
              />
            </li>
          ))}
        </ul>
      )}
      <AddDate onAdd={add} />
    </div>
  )
}

function AddDate({ onAdd }: { readonly onAdd: (date: string) => void }): ReactElement {
  const t = useText(siteSettingsText)
  const { day } = useMoment()
  const [date, setDate] = useState('')
  const [yearly, setYearly] = useState(false)
  return (
    <form
      className={styles['add']}
      onSubmit={(event) => {
        event.preventDefault()
        onAdd(yearly ? `--${date.slice(5)}` : date)
        setDate('')
      }}
    >
      <TextField type="date" label={t('hours.date')} min={day} value={date} onChange={setDate} />
      <label className={styles['check']}>
        <input type="checkbox" checked={yearly} onChange={(event) => setYearly(event.target.checked)} />
        {t('hours.everyYear')}
      </label>
      <Button type="submit" disabled={parseDay(date) === undefined}>
        {t('hours.addDate')}
      </Button>
    </form>
  )
}

/** `2026-12-25` as a date in words, `--12-25` as a day of every year; what is neither stays as it is. */
function useDateWords(): (date: string) => string {
  const language = useLanguage()
  const t = useText(siteSettingsText)
  return (date) => {
    const yearly = date.startsWith('--')
    // A leap year has every day that a year may have.
    const day = parseDay(yearly ? `2024-${date.slice(2)}` : date)
    if (day === undefined) return date
    const format = new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
      ...(yearly ? {} : { year: 'numeric', weekday: 'long' }),
    })
    const words = format.format(Date.parse(`${day}T00:00:00Z`))
    return yearly ? t('hours.everyYearOn', { date: words }) : words
  }
}

/** Days of every year first, in the order of the year. */
function byDay(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
