import type { MouseEvent, ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { Button } from '#ui/button.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { LastWait } from './last-wait.tsx'
import styles from './queue-column.module.css'
import { QueueRow } from './queue-row.tsx'
import { useDeskView } from './use-desk.ts'
import { WaitingQuestion } from './waiting-question.tsx'

/** The queue as a list that one could read aloud, under the one large button. */
export function QueueColumn(): ReactElement {
  const { current, deeds, queue, t } = useDeskView()
  const { question } = deeds
  const empty = Object.values(queue).every((part) => part.length === 0)
  // A question that has been answered some other way, at this desk or by another window, is no question any more.
  const asked = question !== null && current?.id === question.ticketId && current.state.type === 'called'
  return (
    <section className={styles['column']} aria-labelledby="queue-heading">
      <CallNext />
      {asked ? <WaitingQuestion question={question} /> : null}
      <h2 id="queue-heading" className={styles['heading']}>
        {t('queue.heading')}{' '}
        {queue.waiting.length === 0 ? null : (
          <span className={styles['count']}>
            {t('queue.count', { count: queue.waiting.length })}
            <LastWait />
          </span>
        )}
      </h2>
      <div className={styles['lists']}>
        {empty ? <p className={styles['empty']}>{t('queue.empty')}</p> : null}
        <Part name={t('queue.list.waiting')} tickets={queue.waiting} hidden />
        <Part name={t('queue.elsewhere')} tickets={queue.elsewhere} />
        <Part name={t('queue.parked')} tickets={queue.parked} />
        <Part name={t('queue.noShow')} tickets={queue.noShows} />
      </div>
    </section>
  )
}

function CallNext(): ReactElement {
  const { current, deeds, keysOn, queue, t, words } = useDeskView()
  const [next] = queue.waiting
  // The second click of a double click would ask about the visitor whom the first has just called.
  const press = (event: MouseEvent): void => {
    if (event.detail < 2) void deeds.callNext()
  }
  return (
    <div className={styles['next']}>
      <Button
        variant={current === undefined && next !== undefined ? 'primary' : 'secondary'}
        size="large"
        wide
        className={styles['big']}
        data-testid="call-next"
        shortcut={keysOn ? 'N' : undefined}
        aria-describedby="next-who"
        onClick={press}
      >
        {t('call-next')}
      </Button>
      <p id="next-who" className={styles['who']}>
        {next === undefined
          ? t('call-next.nobody')
          : t('call-next.who', { label: next.label, need: words.need(next.need).text })}
      </p>
    </div>
  )
}

interface PartProps {
  readonly name: string
  readonly tickets: readonly Ticket[]
  /** The name is read aloud only. */
  readonly hidden?: boolean
}

function Part({ name, tickets, hidden = false }: PartProps): ReactElement | null {
  if (tickets.length === 0) return null
  return (
    <>
      <h3 className={hidden ? undefined : styles['part']}>{hidden ? <VisuallyHidden>{name}</VisuallyHidden> : name}</h3>
      <ol className={styles['list']} aria-label={name}>
        {tickets.map((ticket) => (
          <QueueRow key={ticket.id} ticket={ticket} />
        ))}
      </ol>
    </>
  )
}
