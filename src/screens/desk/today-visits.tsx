import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useLanguage } from '#app/hooks.ts'
import { Button } from '#ui/button.tsx'
import { Label } from '#ui/label.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import styles from './today-visits.module.css'
import { useDeskView } from './use-desk.ts'

/** This desk's visits of the day, to correct an earlier one (O3); folded up until asked for. */
export function TodayVisits(): ReactElement | null {
  const { set, settings, t, visits, words } = useDeskView()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const time = useMemo(
    () =>
      new Intl.DateTimeFormat(language, {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone: settings.timeZone,
      }),
    [language, settings.timeZone],
  )
  if (visits.length < 2) return null
  return (
    <>
      <Button
        variant="quiet"
        data-testid="today"
        aria-expanded={open}
        className={styles['toggle']}
        onClick={() => setOpen(!open)}
      >
        {t('last.today', { count: visits.length })}
      </Button>
      {open ? (
        <ul className={styles['list']}>
          {visits.map((visit) => (
            <li key={visit.id}>
              <Button
                variant="quiet"
                wide
                className={styles['visit']}
                data-testid="today-visit"
                onClick={() => {
                  set.chosenVisit(visit.id)
                  setOpen(false)
                }}
              >
                <span className={styles['columns']}>
                  <span className={styles['time']}>{time.format(visit.closedAt)}</span>{' '}
                  {visit.label === null ? <span>{t('last.walk-up')}</span> : <Label label={visit.label} />}{' '}
                  <SiteWord word={words.need(visit.need)} />{' '}
                  {visit.details.outcome === null ? (
                    <span>{t('last.no-outcome')}</span>
                  ) : (
                    <SiteWord word={words.outcome(visit.details.outcome)} />
                  )}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
