import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useSettings } from '#app/hooks.ts'
import type { Day, WorkshopType } from '#domain/ids.ts'
import { NumberField } from '#ui/number-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import styles from '../../shared/amend/amend-form.module.css'
import { AmendForm } from '../../shared/amend/amend-form.tsx'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import type { Save } from './use-saving.ts'

const bounds = { sessions: [1, 50], attendees: [0, 5_000], capacity: [0, 5_000] } as const
type Name = keyof typeof bounds
const names = ['sessions', 'attendees', 'capacity'] as const

/** A workshop that was held: heads, nobody is noted (V13). */
export function WorkshopForm({ day, onSave }: { readonly day: Day; readonly onSave: Save }): ReactElement {
  const words = useAmendWords()
  const { t } = words
  const siteWords = useSiteWords()
  const { workshopTypes } = useSettings()
  const form = useRef<HTMLFormElement>(null)
  const [type, setType] = useState(workshopTypes[0]?.id ?? ('' as WorkshopType))
  const [numbers, setNumbers] = useState<Readonly<Partial<Record<Name, number>>>>({ sessions: 1 })
  const [asked, setAsked] = useState(false)
  const wrong = names.filter((name) => !isWithin(name, numbers[name]))

  async function save(): Promise<void> {
    setAsked(true)
    const { sessions, attendees, capacity } = numbers
    if (wrong[0] !== undefined || sessions === undefined || attendees === undefined) {
      form.current?.querySelector<HTMLInputElement>(`input[name="${wrong[0]}"]`)?.focus()
      return
    }
    const isSaved = await onSave(
      [{ type: 'RecordWorkshop', day, workshopType: type, sessions, attendees, capacity: capacity ?? null }],
      t('said.workshop', { day: words.day(day), month: words.ofMonth(day) }),
    )
    if (!isSaved) return
    setNumbers({ sessions: 1 })
    setAsked(false)
    form.current?.querySelector('select')?.focus()
  }

  return (
    <AmendForm place={form} onSave={save}>
      <p className={styles['lead']}>{t('workshop.lead')}</p>
      <div className={styles['pair']}>
        <SelectField
          label={t('workshop.type')}
          value={type}
          options={workshopTypes.map(({ id }) => ({ value: id, text: siteWords.workshopType(id).text }))}
          onChange={setType}
        />
      </div>
      <div className={styles['pair']}>
        {names.map((name) => {
          const [least, most] = bounds[name]
          return (
            <NumberField
              key={name}
              name={name}
              label={t(`workshop.${name}`)}
              hint={name === 'capacity' ? t('workshop.capacity.hint') : undefined}
              error={asked && wrong.includes(name) ? t('count.bounds', { least, most }) : null}
              min={least}
              max={most}
              value={numbers[name]}
              onChange={(value) => setNumbers(withNumber(numbers, name, value))}
            />
          )
        })}
      </div>
    </AmendForm>
  )
}

/** Only the places may be left open. */
function isWithin(name: Name, value: number | undefined): boolean {
  if (value === undefined) return name === 'capacity'
  const [least, most] = bounds[name]
  return Number.isInteger(value) && value >= least && value <= most
}

function withNumber(numbers: Readonly<Partial<Record<Name, number>>>, name: Name, value: number | undefined) {
  const { [name]: _, ...others } = numbers
  return value === undefined ? others : { ...others, [name]: value }
}
