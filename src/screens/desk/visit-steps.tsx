import type { ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { Button } from '#ui/button.tsx'
import { KeyHint } from './key-hint.tsx'
import { useDeskView } from './use-desk.ts'
import styles from './visit-steps.module.css'

interface StepsProps {
  readonly ticket: Ticket
}

/** The one next sensible step, large, and beside it the two of a visitor who does not come. */
export function MainSteps({ ticket }: StepsProps): ReactElement {
  const { deeds, keysOn, t } = useDeskView()
  const key = (letter: string) => (keysOn ? letter : undefined)
  if (ticket.state.type === 'serving') {
    return (
      <div className={styles['main']}>
        <Button
          variant="primary"
          size="large"
          wide
          data-testid="finish"
          shortcut={key('F')}
          onClick={() => void deeds.finish(ticket, null)}
        >
          {t('finish')}
        </Button>
      </div>
    )
  }
  return (
    <div className={styles['main']}>
      <Button
        variant="primary"
        size="large"
        wide
        data-testid="start"
        shortcut={key('S')}
        onClick={() => void deeds.start(ticket)}
      >
        {t('start')}
      </Button>
      <div className={styles['pair']}>
        <Button wide data-testid="recall" shortcut={key('R')} onClick={() => void deeds.recall(ticket)}>
          {t('recall')}
        </Button>
        <Button wide data-testid="no-show" shortcut={key('A')} onClick={() => void deeds.noShow(ticket)}>
          {t('no-show')}
        </Button>
      </div>
    </div>
  )
}

/** What happens now and then: small, in one line. */
export function FurtherSteps({ ticket }: StepsProps): ReactElement {
  const { choosing, deeds, set, t } = useDeskView()
  const transferring = choosing === 'transfer'
  return (
    <div className={styles['further']}>
      {ticket.state.type === 'called' ? (
        <Button
          variant="quiet"
          data-testid="finish"
          aria-keyshortcuts="F"
          onClick={() => void deeds.finish(ticket, null)}
        >
          {t('finish')} <KeyHint>F</KeyHint>
        </Button>
      ) : null}
      <Button variant="quiet" data-testid="park" aria-keyshortcuts="P" onClick={() => void deeds.park(ticket)}>
        {t('park')} <KeyHint>P</KeyHint>
      </Button>
      <Button variant="quiet" data-testid="return" aria-keyshortcuts="Q" onClick={() => void deeds.giveBack(ticket)}>
        {t('return')} <KeyHint>Q</KeyHint>
      </Button>
      <Button
        variant="quiet"
        data-testid="transfer"
        aria-keyshortcuts="T"
        aria-expanded={transferring}
        onClick={() => set.choosing(transferring ? null : 'transfer')}
      >
        {t('transfer')} <KeyHint>T</KeyHint>
      </Button>
      <Button variant="quiet" data-testid="cancel" aria-keyshortcuts="X" onClick={() => void deeds.cancel(ticket)}>
        {t('cancel')} <KeyHint>X</KeyHint>
      </Button>
    </div>
  )
}
