import { useId, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useMoment, useSettings } from '#app/hooks.ts'
import type { Day, NeedId, OutcomeId } from '#domain/ids.ts'
import styles from '../../shared/amend/amend-form.module.css'
import { AmendForm } from '../../shared/amend/amend-form.tsx'
import { bandsOfDay } from '../../shared/amend/bands-of-day.ts'
import { BandField, OutcomeField } from '../../shared/amend/choice-fields.tsx'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { SiteWord } from '../../shared/site-word.tsx'
import { useSiteWords } from '../../shared/use-site-words.ts'
import type { Save } from './use-saving.ts'

const most = 500

/** Totals of a desk that worked without tickets: a number for each need, saved together. */
export function TypedForm({ day, onSave }: { readonly day: Day; readonly onSave: Save }): ReactElement {
  const words = useAmendWords()
  const { t } = words
  const settings = useSettings()
  const { bands } = bandsOfDay(settings, day, useMoment())
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [chosenBand, setBand] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<OutcomeId | null>(null)
  const [texts, setTexts] = useState<ReadonlyMap<NeedId, string>>(new Map())
  const [asked, setAsked] = useState(false)
  const band = chosenBand !== null && bands.includes(chosenBand) ? chosenBand : null
  const rows = settings.needs.map((need) => ({ need: need.id, text: texts.get(need.id) ?? '' }))
  const wrong = rows.filter(({ text }) => text !== '' && !isCount(text))
  const counts = rows.map(({ need, text }) => ({ need, count: Number(text) })).filter(({ count }) => count > 0)
  const isEmpty = wrong.length === 0 && counts.length === 0

  async function save(): Promise<void> {
    setAsked(true)
    const faulty = isEmpty ? rows[0] : wrong[0]
    if (faulty !== undefined) {
      focusCount(form.current, faulty.need)
      return
    }
    const sum = counts.reduce((all, { count }) => all + count, 0)
    const isSaved = await onSave(
      counts.map(({ need, count }) => ({ type: 'TypeVisits', day, band, need, outcome, count })),
      t('said.typed', { count: sum, day: words.day(day), month: words.ofMonth(day) }),
    )
    if (!isSaved) return
    setTexts(new Map())
    setAsked(false)
    focusCount(form.current, rows[0]?.need)
  }

  return (
    <AmendForm place={form} onSave={save}>
      <p className={styles['lead']}>{t('typed.lead')}</p>
      <div className={styles['pair']}>
        <OutcomeField outcome={outcome} onOutcome={setOutcome} />
        <BandField bands={bands} band={band} mayBeUnknown onBand={setBand} />
      </div>
      <fieldset className={styles['counts']} aria-describedby={`${id}-error`}>
        <legend>{t('typed.counts')}</legend>
        {rows.map(({ need, text }) => (
          <CountRow
            key={need}
            id={`${id}-${need}`}
            need={need}
            text={text}
            isWrong={asked && text !== '' && !isCount(text)}
            onText={(next) => setTexts(new Map(texts).set(need, next))}
          />
        ))}
        <p id={`${id}-error`} className={styles['error']}>
          {asked && isEmpty ? t('typed.nothing') : ''}
        </p>
      </fieldset>
    </AmendForm>
  )
}

interface CountRowProps {
  readonly id: string
  readonly need: NeedId
  readonly text: string
  readonly isWrong: boolean
  readonly onText: (text: string) => void
}

function CountRow({ id, need, text, isWrong, onText }: CountRowProps): ReactElement {
  const { t } = useAmendWords()
  const words = useSiteWords()
  return (
    <div className={styles['row']}>
      <label htmlFor={id}>
        <SiteWord word={words.need(need)} />
      </label>
      <input
        id={id}
        data-need={need}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        onChange={(event) => onText(event.target.value.trim())}
      />
      {isWrong ? (
        <span id={`${id}-error`} className={styles['error']}>
          {t('count.bounds', { least: 0, most })}
        </span>
      ) : null}
    </div>
  )
}

/** A wheel or an arrow must not change a number that somebody copies from a tally sheet: the field is one of text. */
function isCount(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= most
}

function focusCount(form: HTMLFormElement | null, need: NeedId | undefined): void {
  form?.querySelector<HTMLInputElement>(`input[data-need="${need}"]`)?.focus()
}
