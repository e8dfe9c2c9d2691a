import { useEffect, useMemo } from 'react'
import type { ReactElement } from 'react'
import { useVisitorLanguage, useSite, useVisitorText } from '#app/hooks.ts'
import type { TicketId } from '#domain/ids.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { servingDesk } from '#domain/queue/ticket.ts'
import { Button } from '#ui/button.tsx'
import { Countdown } from '#ui/countdown.tsx'
import { Label } from '#ui/label.tsx'
import { TicketCard } from '#ui/ticket-card.tsx'
import type { ScreenWaits } from '../shared/waits.tsx'
import { isRepeat } from './is-repeat.ts'
import { KioskFrame, useFocusAtFirst } from './kiosk-frame.tsx'
import { PriorityQuestion } from './priority-question.tsx'
import styles from './ticket-page.module.css'
import { useWayBack } from './use-way-back.ts'

interface TicketPageProps {
  readonly ticketId: TicketId
  readonly waits: ScreenWaits | undefined
  /** Larger words take longer to read. */
  readonly large: boolean
  readonly onAnnounce: (words: string) => void
  readonly onOver: () => void
}

const readMs = 10_000
const readLargeMs = 15_000
/** However much is touched: the next visitor is waiting behind. */
const longestMs = 20_000

/** The number, how many are before, and what to do now. */
export function TicketPage({ ticketId, waits, large, onAnnounce, onOver }: TicketPageProps): ReactElement | null {
  const ticket = useSite().tickets.get(ticketId)
  const { run, durationMs, stay } = useWayBack(onOver, large ? readLargeMs : readMs, longestMs)
  const t = useVisitorText('kiosk')
  const heading = useFocusAtFirst()
  const ahead = useAhead(ticket)
  const desk = ticket === undefined ? null : servingDesk(ticket)
  const label = ticket?.label ?? ''
  const language = useVisitorLanguage()
  // Of a visitor who has been called meanwhile nothing is foretold.
  const wait = desk === null && ticket?.announced ? waits?.words(ticket.announced, language) : undefined
  const aheadWords =
    desk !== null
      ? t('ticket.called', { desk })
      : ahead === 0
        ? t('ticket.next.zero')
        : t('ticket.ahead', { count: ahead })
  const todo = desk === null ? t('ticket.todo') : t('ticket.called.todo', { desk })

  useEffect(() => {
    // A letter and a number apart are spoken as such; `C07` would be read as a word.
    const spoken = label.replace(/^([A-Z]+)/, '$1\u00a0')
    if (label !== '')
      onAnnounce(
        t('ticket.announce', {
          label: spoken,
          ahead: wait === undefined ? aheadWords : `${aheadWords}. ${wait}`,
          todo,
        }),
      )
  }, [label, aheadWords, wait, todo, t, onAnnounce])

  if (ticket === undefined) return null
  return (
    <KioskFrame
      className={styles['page']}
      bar={
        <>
          <PriorityQuestion ticket={ticket} onTouch={stay} />
          <Button
            size="kiosk"
            variant="primary"
            data-testid="ticket-done"
            className={styles['done']}
            onClick={(event) => {
              if (!isRepeat(event)) onOver()
            }}
          >
            {t('ticket.done')}
          </Button>
        </>
      }
    >
      <TicketCard
        className={styles['ticket']}
        tone={desk === null ? 'accent' : 'called'}
        stub={
          <>
            <p
              className={styles['ahead']}
              data-testid={desk === null ? 'ticket-ahead' : 'ticket-called'}
              data-ahead={desk === null ? ahead : undefined}
            >
              {aheadWords}
            </p>
            {wait && <p data-testid="ticket-wait">{wait}</p>}
          </>
        }
      >
        <h1 ref={heading} tabIndex={-1} className={styles['number']}>
          <span className={styles['caption']}>{t('ticket.number')}</span>{' '}
          <Label label={ticket.label} size="hero" data-testid="ticket-label" />
        </h1>
      </TicketCard>
      <p className={styles['todo']}>{todo}</p>
      {waits?.paper(ticket, [aheadWords, wait], stay)}
      <div className={styles['way-back']}>
        <Countdown key={run} durationMs={durationMs} />
        <p>{t('ticket.back')}</p>
      </div>
    </KioskFrame>
  )
}

/** How many are called before this ticket, as things stand. */
function useAhead(ticket: Ticket | undefined): number {
  const { tickets } = useSite()
  return useMemo(() => {
    if (ticket === undefined) return 0
    const place = callingOrder(tickets.values(), ticket.day).findIndex(({ id }) => id === ticket.id)
    return Math.max(0, place)
  }, [tickets, ticket])
}
