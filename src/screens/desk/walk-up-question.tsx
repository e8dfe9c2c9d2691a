import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { NeedId } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import styles from './choices.module.css'
import panel from './last-visit.module.css'
import { KeyHint } from './key-hint.tsx'
import { OutcomeChoice } from './outcome-choice.tsx'
import { useDeskView } from './use-desk.ts'

/** The second tap of a visit without a ticket. */
export function WalkUpQuestion({ need }: { readonly need: NeedId }): ReactElement {
  const { deeds, set, t, words } = useDeskView()
  const place = useRef<HTMLElement>(null)
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-outcome]')?.focus(), [need])
  return (
    <section ref={place} className={panel['panel']} data-testid="walk-up-question">
      <OutcomeChoice
        legend={t('walk-up.question', { need: words.need(need).text })}
        chosen={null}
        testId="walk-up-outcome"
        keys
        onChoose={(outcome) => void deeds.walkUp(need, outcome)}
      />
      <div className={styles['ways']}>
        <Button
          variant="quiet"
          className={styles['leave']}
          aria-keyshortcuts="Escape"
          onClick={() => set.walkUpNeed(null)}
        >
          {t('walk-up.leave')} <KeyHint>Esc</KeyHint>
        </Button>
        <Button
          variant="quiet"
          className={styles['leave']}
          data-testid="walk-up-earlier"
          onClick={() => set.earlierNeed(need)}
        >
          {t('walk-up.earlier')}
        </Button>
      </div>
    </section>
  )
}
