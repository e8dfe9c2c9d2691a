import { useEffect, useId, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useMoment, useSettings } from '#app/hooks.ts'
import type { Day, EntryId } from '#domain/ids.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import formStyles from '../../shared/amend/amend-form.module.css'
import { BackDateForm } from '../../shared/amend/back-date-form.tsx'
import { DayField } from '../../shared/amend/day-field.tsx'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { useHubStanding } from '../../shared/use-hub-standing.ts'
import styles from './amend-section.module.css'
import { CorrectionForm } from './correction-form.tsx'
import { KeptDayTable } from './kept-day-table.tsx'
import { SaidLine } from './said-line.tsx'
import { SaidList } from './said-list.tsx'
import { TypedForm } from './typed-form.tsx'
import { useKeptDay } from './use-kept-day.ts'
import { useSaving } from './use-saving.ts'
import type { Save } from './use-saving.ts'
import { WorkshopForm } from './workshop-form.tsx'
import { WorkshopList } from './workshop-list.tsx'

type Kind = 'typed' | 'backDated' | 'correction' | 'workshop'

/** What the figures of a day lack, or have by mistake: seen, noted, and taken back. */
export function AmendSection(): ReactElement {
  const words = useAmendWords()
  const { t } = words
  const { role } = useHubStanding()
  const today = useMoment().day
  const [chosen, setChosen] = useState<Day | null>(null)
  // What stands in the field of the day is no day that may be amended.
  const [isOff, setOff] = useState(false)
  const [kind, setKind] = useState<Kind>(role === 'desk' ? 'backDated' : 'typed')
  const day = chosen ?? today
  const kept = useKeptDay(day)
  const saving = useSaving()
  const { forget, undo } = saving
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const line = useRef<HTMLDivElement>(null)

  // What was said belongs to what was done there.
  useEffect(forget, [day, kind, forget])

  const save: Save = async (commands, said) => {
    if (!isOff) return saving.save(commands, said)
    place.current?.querySelector<HTMLInputElement>('input[type="date"]')?.focus()
    return false
  }
  const takeBack = async (subjects: readonly EntryId[]): Promise<void> => {
    if (await undo(subjects, t('said.undone'))) line.current?.focus()
  }

  return (
    <div className={styles['amend']} ref={place}>
      <div className={styles['day']}>
        <DayField
          day={day}
          onDay={(next) => {
            setOff(next === null)
            if (next !== null) setChosen(next === today ? null : next)
          }}
        />
        <section className={styles['stack']} aria-labelledby={`${id}-day`}>
          <h3 id={`${id}-day`} aria-live="polite" className={styles['dayName']}>
            {words.day(day)}
          </h3>
          <KeptDayTable kept={kept} />
        </section>
        <SaidList day={day} onlyBackDated={role === 'desk'} onUndo={(subject) => void takeBack([subject])} />
      </div>
      <div className={styles['stack']}>
        <KindChoice kind={kind} isDesk={role === 'desk'} onKind={setKind} />
        {kind === 'typed' ? <TypedForm day={day} onSave={save} /> : null}
        {kind === 'backDated' ? (
          <>
            <p className={formStyles['lead']}>{t('backDated.lead')}</p>
            <BackDateForm day={day} onSave={(command, said) => save([command], said)} />
          </>
        ) : null}
        {kind === 'correction' && kept !== null && kept !== 'failed' ? (
          <CorrectionForm key={day} kept={kept} onSave={save} />
        ) : null}
        {kind === 'workshop' ? <WorkshopForm day={day} onSave={save} /> : null}
        <SaidLine ref={line} said={saving.said} onUndo={(subjects) => void takeBack(subjects)} />
        {kind === 'workshop' && kept !== null && kept !== 'failed' ? <WorkshopList workshops={kept.workshops} /> : null}
      </div>
    </div>
  )
}

interface KindChoiceProps {
  readonly kind: Kind
  readonly isDesk: boolean
  readonly onKind: (kind: Kind) => void
}

/** A desk of a hub may only note what it forgot; the hub would refuse the rest (P9). */
function KindChoice({ kind, isDesk, onKind }: KindChoiceProps): ReactElement {
  const { t } = useAmendWords()
  const { workshopTypes } = useSettings()
  if (isDesk) return <p className={styles['quiet']}>{t('kind.deskOnly')}</p>
  const kinds: readonly Kind[] = [
    'typed',
    'backDated',
    'correction',
    ...(workshopTypes.length > 0 ? ['workshop' as const] : []),
  ]
  return (
    <ChoiceGroup legend={t('kind.legend')}>
      {kinds.map((each) => (
        <ChoiceChip key={each} pressed={each === kind} onClick={() => onKind(each)}>
          {t(`kind.${each}`)}
        </ChoiceChip>
      ))}
    </ChoiceGroup>
  )
}
