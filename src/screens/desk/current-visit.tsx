import type { ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { Label } from '#ui/label.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { SiteWord } from '../shared/site-word.tsx'
import { waitingMinutes } from '#domain/visits/record.ts'
import styles from './current-visit.module.css'
import { minutesSince } from './desk-state.ts'
import type { ClosedVisit } from './desk-state.ts'
import { OutcomeChoice } from './outcome-choice.tsx'
import { TransferChoice } from './transfer-choice.tsx'
import { useDeskView } from './use-desk.ts'
import { FurtherSteps, MainSteps } from './visit-steps.tsx'

/** The visitor whom this desk has called or serves, or whose outcome is still to be noted. */
export function CurrentVisit(): ReactElement {
  const { current, pending, t } = useDeskView()
  return (
    <section className={styles['current']} aria-labelledby="current-heading">
      {current !== undefined ? (
        <>
          <h2 id="current-heading" className={styles['eyebrow']}>
            <Since ticket={current} />
          </h2>
          <OpenVisit ticket={current} />
        </>
      ) : pending !== undefined ? (
        <>
          <h2 id="current-heading" className={styles['eyebrow']}>
            {t('finished.now')}
          </h2>
          <FinishedVisit visit={pending} />
        </>
      ) : (
        <Nobody />
      )}
    </section>
  )
}

function OpenVisit({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const { choosing, deeds, t } = useDeskView()
  const waited = waitingMinutes({ ...ticket, answeredCallAt: ticket.answeredCallAt ?? ticket.lastCall?.at ?? null })
  return (
    <>
      <div className={styles['hero']}>
        <div className={styles['who']}>
          <Label label={ticket.label} size="hero" className={styles['label']} data-testid="current-label" />
          <Need need={ticket.need} />
          <p className={styles['facts']}>
            {ticket.priority ? <strong>{t('row.priority')}</strong> : null}
            {waited === null || waited === 0 ? null : <span>{t('waited', { count: waited })}</span>}
          </p>
        </div>
        <MainSteps ticket={ticket} />
      </div>
      {choosing === 'transfer' ? (
        <TransferChoice ticket={ticket} />
      ) : (
        <OutcomeChoice
          legend={t('outcome.heading')}
          chosen={null}
          testId="outcome"
          keys
          onChoose={(outcome) => void deeds.finish(ticket, outcome)}
        />
      )}
      <FurtherSteps ticket={ticket} />
    </>
  )
}

function FinishedVisit({ visit }: { readonly visit: ClosedVisit }): ReactElement {
  const { deeds, t } = useDeskView()
  return (
    <>
      <div className={styles['who']}>
        <Label label={visit.label ?? ''} size="hero" className={styles['label']} data-testid="current-label" />
        <Need need={visit.need} />
      </div>
      <OutcomeChoice
        legend={t('outcome.heading')}
        chosen={null}
        testId="outcome"
        keys
        onChoose={(outcome) => void deeds.record(visit.id, { ...visit.details, outcome })}
      />
    </>
  )
}

function Nobody(): ReactElement {
  const { queue, t } = useDeskView()
  const count = queue.waiting.length
  return (
    <div className={styles['nobody']}>
      <h2 id="current-heading" className={styles['none']}>
        {t('current.none')}
      </h2>
      {count === 0 ? null : <p className={styles['facts']}>{t('current.none.waiting', { count })}</p>}
    </div>
  )
}

function Need({ need }: { readonly need: Ticket['need'] }): ReactElement {
  const { settings, words } = useDeskView()
  const icon = settings.needs.find(({ id }) => id === need)?.icon ?? 'question'
  return (
    <p className={styles['need']}>
      <Icon paths={pictogram(icon)} />
      <SiteWord word={words.need(need)} />
    </p>
  )
}

/** Since when; a call that has stood for too long asks the question that the agent asks. */
function Since({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const { moment, settings, t } = useDeskView()
  const { state } = ticket
  if (state.type === 'serving') {
    const count = minutesSince(state.startedAt, moment)
    return <span>{count === 0 ? t('serving.now') : t('serving.since', { count })}</span>
  }
  if (state.type !== 'called') return <span />
  const count = minutesSince(ticket.lastCall?.at ?? state.calledAt, moment)
  const late = count >= settings.callTimeoutMinutes
  return (
    <>
      <span className={classNames(styles['amber'], late && styles['late'])}>
        {count === 0 ? t('called.now') : late ? t('called.absent', { count }) : t('called.since', { count })}
      </span>
      {state.calls > 1 ? <span>{t('called.times', { count: state.calls })}</span> : null}
    </>
  )
}
