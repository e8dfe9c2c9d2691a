import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import type { PeriodChoice } from '#app/desk-questions.ts'
import type { Day } from '#domain/ids.ts'
import type { Overview } from '#statistics/overview.ts'
import { statisticsText } from '#text/statistics.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceChip } from '#ui/choice-chip.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { periodName } from '../period-words.ts'
import { PrintButton } from '../print-button.tsx'
import styles from './period-picker.module.css'

const kinds: readonly PeriodChoice['type'][] = ['day', 'week', 'month', 'quarter', 'year']

export interface PeriodPickerProps {
  readonly overview: Overview
  readonly kind: PeriodChoice['type']
  readonly onKind: (kind: PeriodChoice['type']) => void
  /** null: today, and the day after when it comes. */
  readonly onDay: (day: Day | null) => void
}

/** Which period is shown: its kind, its name, and the way to the one before and after. */
export function PeriodPicker({ overview, kind, onKind, onDay }: PeriodPickerProps): ReactElement {
  const t = useText(statisticsText)
  const language = useLanguage()
  const { period, previous, next } = overview
  return (
    <div className={styles['picker']}>
      <div className={styles['kinds']} role="group" aria-label={t('period.kind')}>
        {kinds.map((each) => (
          <ChoiceChip key={each} pressed={each === kind} onClick={() => onKind(each)}>
            {t(`kind.${each}`)}
          </ChoiceChip>
        ))}
      </div>
      <div className={styles['named']}>
        <IconButton
          paths={sharedIcons.caretLeft}
          mirrored
          name={t('period.previous')}
          onClick={() => onDay(previous.start)}
        />
        <h2 className={styles['name']} aria-live="polite">
          {periodName(period, language, t)}
        </h2>
        {next === null ? <Badge tone="accent">{t('period.running')}</Badge> : null}
        <IconButton
          paths={sharedIcons.caretRight}
          mirrored
          name={t('period.next')}
          disabled={next === null}
          onClick={() => onDay(next?.start ?? null)}
        />
        {next === null ? null : (
          <Button variant="quiet" onClick={() => onDay(null)}>
            {t('period.now')}
          </Button>
        )}
      </div>
      <PrintButton />
    </div>
  )
}
