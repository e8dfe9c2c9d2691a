import type { ReactElement } from 'react'
import type { OutcomeId } from '#domain/ids.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import { KeyHint } from './key-hint.tsx'
import { useDeskView } from './use-desk.ts'
import styles from './choices.module.css'

export interface OutcomeChoiceProps {
  readonly legend: string
  /** null: none yet, and the chips are plain one-press choices. */
  readonly chosen: OutcomeId | null
  /** `outcome` is the visit at hand; others have hooks of their own. */
  readonly testId: 'outcome' | 'last-outcome' | 'walk-up-outcome'
  /** The digits choose here. */
  readonly keys?: boolean | undefined
  readonly onChoose: (outcome: OutcomeId) => void
}

/** The site's outcomes, one tap each. */
export function OutcomeChoice({ legend, chosen, testId, keys = false, onChoose }: OutcomeChoiceProps): ReactElement {
  const { settings, words } = useDeskView()
  const offered = settings.outcomes.filter(({ system }) => !system)
  return (
    <ChoiceGroup legend={legend} className={styles['group']}>
      {offered.map(({ id }, index) => (
        <ChoiceChip
          key={id}
          data-testid={testId}
          data-outcome={id}
          pressed={chosen === null ? undefined : chosen === id}
          aria-keyshortcuts={keys && index < 9 ? String(index + 1) : undefined}
          onClick={() => onChoose(id)}
        >
          <SiteWord word={words.outcome(id)} />
          {keys && index < 9 ? <KeyHint>{String(index + 1)}</KeyHint> : null}
        </ChoiceChip>
      ))}
    </ChoiceGroup>
  )
}
