import { useId } from 'react'
import type { ReactElement } from 'react'
import { useSettings, useSite } from '#app/hooks.ts'
import type { Amendment } from '#domain/events.ts'
import type { Day, EntryId } from '#domain/ids.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import type { AmendWords } from '../../shared/amend/use-amend-words.ts'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import type { SiteWords } from '../../shared/use-site-words.ts'
import styles from './amend-section.module.css'

export interface SaidListProps {
  readonly day: Day
  /** Only forgotten visits: what a desk may say, and take back. */
  readonly onlyBackDated: boolean
  readonly onUndo: (subject: EntryId) => void
}

/** What was said of a day afterwards and may still be taken back (D8), the latest first. */
export function SaidList({ day, onlyBackDated, onUndo }: SaidListProps): ReactElement | null {
  const words = useAmendWords()
  const siteWords = useSiteWords()
  const { retentionHours } = useSettings()
  const id = useId()
  const said = amendmentsOf(useSite()).filter(
    ({ event }) => event.day === day && (!onlyBackDated || event.type === 'VisitBackDated'),
  )
  if (said.length === 0) return null
  const { t } = words
  return (
    <section className={styles['said']} aria-labelledby={id}>
      <h3 id={id} tabIndex={-1}>
        {t('list.title')}
      </h3>
      <p className={styles['quiet']}>{t('list.lead', { hours: retentionHours })}</p>
      <ul>
        {said.toReversed().map(({ id: subject, event }) => {
          const what = lineOf(event, words, siteWords)
          return (
            <li key={subject}>
              <span>{what}</span>
              <Button
                variant="quiet"
                icon={<Icon paths={sharedIcons.arrowUUpLeft} mirrored />}
                aria-label={t('undo.name', { what })}
                onClick={() => onUndo(subject)}
              >
                {t('undo')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function lineOf(event: Amendment, { t, kind }: AmendWords, words: SiteWords): string {
  switch (event.type) {
    case 'VisitBackDated':
      return t('line.backDated', { kind: kind({ need: event.need, outcome: event.details.outcome }) })
    case 'VisitsTyped':
      return t('line.typed', { count: event.count, kind: kind(event) })
    case 'VisitsCorrected':
      return event.becomes === null
        ? t('line.removed', { count: event.count, kind: kind(event) })
        : t('line.corrected', { count: event.count, kind: kind(event), becomes: kind(event.becomes) })
    case 'WorkshopHeld':
      return t('line.workshop', { kind: words.workshopType(event.workshopType).text, count: event.attendees })
  }
}
