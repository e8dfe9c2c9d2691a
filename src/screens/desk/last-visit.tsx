import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { Button } from '#ui/button.tsx'
import { Label } from '#ui/label.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import type { ClosedVisit } from './desk-state.ts'
import styles from './last-visit.module.css'
import { TodayVisits } from './today-visits.tsx'
import { useDeskView } from './use-desk.ts'
import { AskedDetails, FurtherDetails } from './visit-details.tsx'

/** The desk's last closed visit, quiet, where its outcome is noted late, detailed or corrected (O2, O3). */
export function LastVisit(): ReactElement | null {
  const { chosenVisit, pending, visits } = useDeskView()
  const chosen = visits.find(({ id }) => id === chosenVisit)
  // The one whose outcome is asked for above is not told twice.
  const visit = chosen ?? (pending === undefined ? visits[0] : undefined)
  if (visit === undefined) return null
  return (
    <section className={styles['panel']} aria-labelledby="last-heading" data-testid="last-visit">
      <Visit key={visit.id} visit={visit} corrected={chosen !== undefined && chosen.id !== visits[0]?.id} />
    </section>
  )
}

interface VisitProps {
  readonly visit: ClosedVisit
  /** An earlier one, taken from the list of the day. */
  readonly corrected: boolean
}

function Visit({ visit, corrected }: VisitProps): ReactElement {
  const { set, t } = useDeskView()
  const [open, setOpen] = useState(corrected)
  const place = useRef<HTMLDivElement>(null)
  // In a low window the panel opens below the edge. `scrollIntoView` would move the whole page with it.
  useEffect(() => {
    const column = place.current?.closest('section')?.parentElement
    if (!open || place.current === null || column == null) return
    column.scrollTop += place.current.getBoundingClientRect().top - column.getBoundingClientRect().top
  }, [open])
  const close = (): void => {
    setOpen(false)
    set.chosenVisit(null)
  }
  return (
    <>
      <div ref={place} className={styles['bar']}>
        <h2 id="last-heading" className={styles['heading']}>
          {t(corrected ? 'last.heading.other' : 'last.heading')}
        </h2>
        <Summary visit={visit} onOpen={() => setOpen(true)} />
        <Button
          variant="quiet"
          className={styles['toggle']}
          data-testid="correct"
          aria-expanded={open}
          onClick={() => (open ? close() : setOpen(true))}
        >
          {t(open ? 'last.close' : 'last.correct')}
        </Button>
        <TodayVisits />
      </div>
      <AskedDetails visit={visit} open={open} />
      {open ? <FurtherDetails visit={visit} /> : null}
    </>
  )
}

interface SummaryProps {
  readonly visit: ClosedVisit
  readonly onOpen: () => void
}

function Summary({ visit, onOpen }: SummaryProps): ReactElement {
  const { t, words } = useDeskView()
  const { outcome, referrals, workshopType } = visit.details
  const where = [...referrals.map(words.referral), ...(workshopType === null ? [] : [words.workshopType(workshopType)])]
  return (
    <p className={styles['summary']} data-testid="last-summary">
      {visit.label === null ? <strong>{t('last.walk-up')}</strong> : <Label label={visit.label} />}
      {' · '}
      <SiteWord word={words.need(visit.need)} />
      {' · '}
      {outcome === null ? (
        <Button variant="quiet" className={styles['missing']} data-testid="note-outcome" onClick={onOpen}>
          {t('last.note-outcome')}
        </Button>
      ) : (
        <span>
          <SiteWord word={words.outcome(outcome)} />
          {where.map((word, index) => (
            <span key={word.text}>
              {index === 0 ? ' – ' : ', '}
              <SiteWord word={word} />
            </span>
          ))}
        </span>
      )}
    </p>
  )
}
