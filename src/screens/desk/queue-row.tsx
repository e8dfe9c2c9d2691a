import { useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Label } from '#ui/label.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import { minutesSince } from './desk-state.ts'
import styles from './queue-row.module.css'
import { useDeskView } from './use-desk.ts'

/** One visitor in the queue: label, need, minutes, and what can be done; the rare things behind three dots. */
export function QueueRow({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const { deeds, moment, settings, t, words } = useDeskView()
  const [open, setOpen] = useState(false)
  const count = minutesSince(ticket.issuedAt, moment)
  const label = ticket.label
  const waits = ticket.state.type === 'waiting'
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false)
  }
  return (
    <li
      className={styles['row']}
      data-testid="queue-row"
      data-label={label}
      data-state={ticket.state.type}
      onKeyDown={closeOnEscape}
    >
      <Label label={label} className={styles['label']} />
      <span className={styles['need']}>
        {ticket.priority ? (
          <span className={styles['priority']}>
            <Icon paths={staffIcons.star} />
            <VisuallyHidden>{t('row.priority')}, </VisuallyHidden>
          </span>
        ) : null}
        <SiteWord word={words.need(ticket.need)} />
      </span>
      <span className={classNames(styles['minutes'], waits && count > settings.targetWaitMinutes && styles['long'])}>
        <span aria-hidden="true">{t('row.minutes', { count })}</span>
        <VisuallyHidden>{t('row.minutes.spoken', { count })}</VisuallyHidden>
      </span>
      <span className={styles['deeds']}>
        {waits ? null : (
          <Button
            variant="quiet"
            data-testid="return"
            aria-label={t('row.return.name', { label })}
            onClick={() => void deeds.giveBack(ticket)}
          >
            {t('row.return')}
          </Button>
        )}
        <Button
          variant="quiet"
          data-testid="call"
          aria-label={t('row.call.name', { label })}
          onClick={(event) => event.detail < 2 && void deeds.call(ticket)}
        >
          {t('row.call')}
        </Button>
        <IconButton
          paths={staffIcons.dotsThree}
          name={t('row.more', { label })}
          data-testid="row-more"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        />
      </span>
      {open ? <FurtherDeeds ticket={ticket} onDone={() => setOpen(false)} /> : null}
    </li>
  )
}

interface FurtherDeedsProps {
  readonly ticket: Ticket
  readonly onDone: () => void
}

function FurtherDeeds({ ticket, onDone }: FurtherDeedsProps): ReactElement {
  const { deeds, t } = useDeskView()
  const does = (deed: () => Promise<void>) => () => {
    onDone()
    void deed()
  }
  return (
    <div className={styles['further']}>
      <Button
        variant="quiet"
        data-testid="row-priority"
        onClick={does(() => deeds.setPriority(ticket, !ticket.priority))}
      >
        {t(ticket.priority ? 'row.take-priority' : 'row.give-priority')}
      </Button>
      {ticket.state.type === 'parked' ? null : (
        <Button variant="quiet" data-testid="row-park" onClick={does(() => deeds.park(ticket))}>
          {t('row.park')}
        </Button>
      )}
      <Button variant="quiet" data-testid="row-withdraw" onClick={does(() => deeds.withdraw(ticket))}>
        {t('row.withdraw')}
      </Button>
      <Button variant="quiet" data-testid="row-cancel" onClick={does(() => deeds.cancel(ticket))}>
        {t('row.cancel')}
      </Button>
    </div>
  )
}
