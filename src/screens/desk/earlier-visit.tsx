import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { AmendCommand } from '#domain/commands.ts'
import type { Day, NeedId } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import { BackDateForm } from '../shared/amend/back-date-form.tsx'
import { DayField } from '../shared/amend/day-field.tsx'
import { useAmend } from '../shared/amend/use-amend.ts'
import panel from './last-visit.module.css'
import { KeyHint } from './key-hint.tsx'
import { useDeskView } from './use-desk.ts'

/** A walk-up that was not noted at the time: its day and hours, and what came of it (V11). */
export function EarlierVisit({ need }: { readonly need: NeedId }): ReactElement {
  const { desk, moment, set, t } = useDeskView()
  const amend = useAmend()
  const [chosen, setChosen] = useState<Day | null>(null)
  const [isOff, setOff] = useState(false)
  const place = useRef<HTMLElement>(null)
  useEffect(() => focusDay(place.current), [])

  async function save(command: AmendCommand, said: string): Promise<boolean> {
    if (isOff) {
      focusDay(place.current)
      return false
    }
    const done = await amend(command)
    if (done === null) return false
    const isSaved = 'subjects' in done
    set.saying({ text: isSaved ? said : done.refused, shown: true })
    if (isSaved) set.earlierNeed(null)
    return isSaved
  }

  return (
    <section
      ref={place}
      className={panel['panel']}
      aria-labelledby="earlier-heading"
      data-testid="earlier-visit"
      // The keys of the desk rest while somebody types; leaving is meant from a field too.
      onKeyDown={(event) => {
        if (event.key === 'Escape') set.earlierNeed(null)
      }}
    >
      <h2 id="earlier-heading" className={panel['heading']}>
        {t('walk-up.earlier.question')}
      </h2>
      <BackDateForm
        day={chosen ?? moment.day}
        need={need}
        desk={desk}
        onSave={save}
        dayField={
          <DayField
            day={chosen ?? moment.day}
            onDay={(day) => {
              setOff(day === null)
              if (day !== null) setChosen(day)
            }}
          />
        }
        leave={
          <Button variant="quiet" aria-keyshortcuts="Escape" onClick={() => set.earlierNeed(null)}>
            {t('walk-up.leave')} <KeyHint>Esc</KeyHint>
          </Button>
        }
      />
    </section>
  )
}

function focusDay(place: HTMLElement | null): void {
  place?.querySelector<HTMLInputElement>('input[type="date"]')?.focus()
}
