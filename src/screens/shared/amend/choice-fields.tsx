import type { ReactElement } from 'react'
import { useSettings } from '#app/hooks.ts'
import type { NeedId, OutcomeId } from '#domain/ids.ts'
import { SelectField } from '#ui/select-field.tsx'
import { useSiteWords } from '../use-site-words.ts'
import { useAmendWords } from './use-amend-words.ts'

/** One of the site's needs. */
export function NeedField(props: { readonly need: NeedId; readonly onNeed: (need: NeedId) => void }): ReactElement {
  const { t } = useAmendWords()
  const words = useSiteWords()
  const { needs } = useSettings()
  return (
    <SelectField
      label={t('field.need')}
      value={props.need}
      options={needs.map(({ id }) => ({ value: id, text: words.need(id).text }))}
      onChange={props.onNeed}
    />
  )
}

export interface OutcomeFieldProps {
  readonly outcome: OutcomeId | null
  readonly onOutcome: (outcome: OutcomeId | null) => void
}

/** One of the outcomes that agents may choose, or none noted. */
export function OutcomeField({ outcome, onOutcome }: OutcomeFieldProps): ReactElement {
  const { t } = useAmendWords()
  const words = useSiteWords()
  const offered = useSettings().outcomes.filter(({ system }) => !system)
  return (
    <SelectField<OutcomeId | ''>
      label={t('field.outcome')}
      value={outcome ?? ''}
      options={[
        { value: '', text: t('outcome.none') },
        ...offered.map(({ id }) => ({ value: id, text: words.outcome(id).text })),
      ]}
      onChange={(chosen) => onOutcome(chosen === '' ? null : chosen)}
    />
  )
}

export interface BandFieldProps {
  readonly bands: readonly number[]
  /** null: nobody noted when, where that may be so. */
  readonly band: number | null
  readonly mayBeUnknown: boolean
  readonly onBand: (band: number | null) => void
}

export function BandField({ bands, band, mayBeUnknown, onBand }: BandFieldProps): ReactElement {
  const words = useAmendWords()
  const known = bands.map((each) => ({ value: String(each), text: words.band(each) }))
  return (
    <SelectField
      label={words.t('field.band')}
      value={band === null ? '' : String(band)}
      options={mayBeUnknown ? [{ value: '', text: words.band(null) }, ...known] : known}
      onChange={(chosen) => onBand(chosen === '' ? null : Number(chosen))}
    />
  )
}
