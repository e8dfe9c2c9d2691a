import { useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useMoment, useSettings } from '#app/hooks.ts'
import type { AmendCommand } from '#domain/commands.ts'
import type { Details } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import type { Day, DeskNumber, NeedId, OutcomeId } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { SiteWord } from '../site-word.tsx'
import { useSiteWords } from '../use-site-words.ts'
import { bandsOfDay } from './bands-of-day.ts'
import { BandField, NeedField, OutcomeField } from './choice-fields.tsx'
import styles from './amend-form.module.css'
import { AmendForm } from './amend-form.tsx'
import { useAmendWords } from './use-amend-words.ts'

export interface BackDateFormProps {
  readonly day: Day
  /** The need to begin with. */
  readonly need?: NeedId | undefined
  readonly desk?: DeskNumber | undefined
  /** Where the day is chosen, if here. */
  readonly dayField?: ReactNode
  /** The way out beside the button. */
  readonly leave?: ReactNode
  /** Saves it; true: it is saved, and the form is for the next one. */
  readonly onSave: (command: AmendCommand, said: string) => Promise<boolean>
}

/** A walk-up that is noted afterwards: its day and hours are known, no moment (V11). */
export function BackDateForm({ day, need: first, desk, dayField, leave, onSave }: BackDateFormProps): ReactElement {
  const words = useAmendWords()
  const { t } = words
  const settings = useSettings()
  const { bands, likely } = bandsOfDay(settings, day, useMoment())
  const form = useRef<HTMLFormElement>(null)
  const [need, setNeed] = useState(first ?? settings.needs[0]?.id ?? ('' as NeedId))
  // null: the likely one of whichever day is chosen.
  const [chosenBand, setBand] = useState<number | null>(null)
  const [details, setDetails] = useState(emptyDetails)
  const band = chosenBand !== null && bands.includes(chosenBand) ? chosenBand : likely

  async function save(): Promise<void> {
    const mayNameDesk = desk === undefined ? {} : { desk }
    const said = t('said.backDated', { day: words.day(day), band: words.band(band), month: words.ofMonth(day) })
    const isSaved = await onSave({ type: 'BackDateVisit', ...mayNameDesk, day, band, need, details }, said)
    if (!isSaved) return
    setDetails(emptyDetails)
    form.current?.querySelector('select')?.focus()
  }

  return (
    <AmendForm place={form} onSave={save} leave={leave}>
      <div className={styles['pair']}>
        {dayField}
        <BandField bands={bands} band={band} mayBeUnknown={false} onBand={setBand} />
        <NeedField need={need} onNeed={setNeed} />
        <OutcomeField
          outcome={details.outcome}
          onOutcome={(outcome) => setDetails(withOutcome(settings, details, outcome))}
        />
      </div>
      <AskedDetails details={details} onDetails={setDetails} />
    </AmendForm>
  )
}

interface AskedDetailsProps {
  readonly details: Details
  readonly onDetails: (details: Details) => void
}

/** Where the outcome asks for it: whom the visitor was sent on to, or which workshop. */
function AskedDetails({ details, onDetails }: AskedDetailsProps): ReactElement | null {
  const { t } = useAmendWords()
  const words = useSiteWords()
  const settings = useSettings()
  switch (asksOf(settings, details.outcome)) {
    case 'referral':
      return (
        <ChoiceGroup legend={t('field.referrals')} className={styles['chips']}>
          {settings.referrals.map(({ id }) => {
            const pressed = details.referrals.includes(id)
            const others = details.referrals.filter((each) => each !== id)
            return (
              <ChoiceChip
                key={id}
                pressed={pressed}
                // Two at most (O1).
                disabled={!pressed && details.referrals.length >= 2}
                onClick={() => onDetails({ ...details, referrals: pressed ? others : [...others, id] })}
              >
                <SiteWord word={words.referral(id)} />
              </ChoiceChip>
            )
          })}
        </ChoiceGroup>
      )
    case 'workshopType':
      return (
        <ChoiceGroup legend={t('field.workshopType')} className={styles['chips']}>
          {settings.workshopTypes.map(({ id }) => {
            const pressed = details.workshopType === id
            return (
              <ChoiceChip
                key={id}
                pressed={pressed}
                onClick={() => onDetails({ ...details, workshopType: pressed ? null : id })}
              >
                <SiteWord word={words.workshopType(id)} />
              </ChoiceChip>
            )
          })}
        </ChoiceGroup>
      )
    case null:
      return null
  }
}

function asksOf({ outcomes }: Settings, outcome: OutcomeId | null): Settings['outcomes'][number]['asks'] {
  return outcomes.find(({ id }) => id === outcome)?.asks ?? null
}

/** Another outcome: partners and workshop stay only where the new one asks for them. */
function withOutcome(settings: Settings, details: Details, outcome: OutcomeId | null): Details {
  const asks = asksOf(settings, outcome)
  return {
    ...details,
    outcome,
    referrals: asks === 'referral' ? details.referrals : [],
    workshopType: asks === 'workshopType' ? details.workshopType : null,
  }
}
