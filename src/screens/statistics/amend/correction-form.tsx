import { useId, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useSettings } from '#app/hooks.ts'
import type { OutcomeId } from '#domain/ids.ts'
import type { KeptDay, VisitKind } from '#statistics/kept-day.ts'
import { NumberField } from '#ui/number-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from '../../shared/amend/amend-form.module.css'
import { AmendForm } from '../../shared/amend/amend-form.tsx'
import { NeedField, OutcomeField } from '../../shared/amend/choice-fields.tsx'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import type { Save } from './use-saving.ts'

/** Visits of a day that were noted wrongly: there are never more of them than the day has (V12). */
export function CorrectionForm({ kept, onSave }: { readonly kept: KeptDay; readonly onSave: Save }): ReactElement {
  const { t } = useAmendWords()
  return (
    <div className={styles['form']}>
      <p className={styles['lead']}>{t('correction.lead')}</p>
      {kept.kinds.length === 0 ? <p>{t('correction.none')}</p> : <Correction kept={kept} onSave={onSave} />}
    </div>
  )
}

type Becomes = 'other' | 'never'

function Correction({ kept, onSave }: { readonly kept: KeptDay; readonly onSave: Save }): ReactElement | null {
  const words = useAmendWords()
  const { t } = words
  const siteWords = useSiteWords()
  const { needs } = useSettings()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState('')
  const [count, setCount] = useState<number | undefined>(1)
  const [becomes, setBecomes] = useState<Becomes>('other')
  // null: as the visits to be corrected have it.
  const [need, setNeed] = useState<VisitKind['need'] | null>(null)
  const [outcome, setOutcome] = useState<OutcomeId | null | 'same'>('same')
  const [asked, setAsked] = useState(false)
  const kind = kept.kinds.find((each) => keyOf(each) === chosen) ?? kept.kinds[0]
  if (kind === undefined) return null

  // A need that the settings have no more cannot be chosen again.
  const known = needs.some((each) => each.id === kind.need) ? kind.need : (needs[0]?.id ?? kind.need)
  const other = { need: need ?? known, outcome: outcome === 'same' ? kind.outcome : outcome }
  const isSame = becomes === 'other' && other.need === kind.need && other.outcome === kind.outcome
  const countError =
    count === undefined || !Number.isInteger(count) || count < 1
      ? t('count.bounds', { least: 1, most: kind.visits })
      : count > kind.visits
        ? t('correction.tooMany', { count: kind.visits })
        : null

  async function save(of: VisitKind): Promise<void> {
    setAsked(true)
    if (countError !== null || count === undefined) {
      form.current?.querySelector('input')?.focus()
      return
    }
    if (isSame) {
      form.current?.querySelector<HTMLElement>('fieldset select')?.focus()
      return
    }
    const changed = becomes === 'never' ? null : other
    const parameters = { count, day: words.day(kept.day), month: words.ofMonth(kept.day) }
    const isSaved = await onSave(
      [{ type: 'CorrectVisits', day: kept.day, need: of.need, outcome: of.outcome, count, becomes: changed }],
      t(changed === null ? 'said.removed' : 'said.corrected', parameters),
    )
    if (!isSaved) return
    setChosen('')
    setCount(1)
    setNeed(null)
    setOutcome('same')
    setAsked(false)
    form.current?.querySelector('select')?.focus()
  }

  return (
    <AmendForm place={form} onSave={() => save(kind)}>
      <div className={styles['pair']}>
        <SelectField
          label={t('correction.which')}
          value={keyOf(kind)}
          options={kept.kinds.map((each) => ({
            value: keyOf(each),
            text: t('correction.kind', {
              need: siteWords.need(each.need).text,
              outcome: words.outcome(each.outcome),
              count: each.visits,
            }),
          }))}
          onChange={setChosen}
        />
        <NumberField
          label={t('correction.count')}
          hint={t('correction.most', { count: kind.visits })}
          error={asked ? countError : null}
          min={1}
          max={kind.visits}
          value={count}
          onChange={setCount}
        />
      </div>
      <fieldset className={styles['radios']}>
        <legend>{t('correction.becomes')}</legend>
        {(['other', 'never'] as const).map((each) => (
          <label key={each}>
            <input type="radio" name={`${id}-becomes`} checked={becomes === each} onChange={() => setBecomes(each)} />
            {t(`correction.${each}`)}
          </label>
        ))}
        {becomes === 'never' ? null : (
          <div className={styles['pair']}>
            <NeedField need={other.need} onNeed={setNeed} />
            <OutcomeField outcome={other.outcome} onOutcome={setOutcome} />
          </div>
        )}
        <p className={styles['error']} role="alert">
          {asked && isSame && countError === null ? t('correction.same') : ''}
        </p>
      </fieldset>
    </AmendForm>
  )
}

function keyOf({ need, outcome }: VisitKind): string {
  return `${need} ${outcome ?? ''}`
}
