import { useState } from 'react'
import type { ReactElement } from 'react'
import { useApp, useVisitorText } from '#app/hooks.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { publicIcons } from '#ui/public-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { isRepeat } from './is-repeat.ts'
import styles from './ticket-page.module.css'

interface PriorityQuestionProps {
  readonly ticket: Ticket
  readonly onTouch: () => void
}

/** The one further question, without a reason and without an answer if one likes (design D5). */
export function PriorityQuestion({ ticket, onTouch }: PriorityQuestionProps): ReactElement {
  const app = useApp()
  const t = useVisitorText('kiosk')
  const [failed, setFailed] = useState(false)
  const { priority } = ticket

  async function ask(): Promise<void> {
    onTouch()
    const command = { type: 'GivePriority', ticketId: ticket.id, priority: !priority } as const
    const result = await app.dispatch(command).catch(() => null)
    setFailed(result === null || !result.ok)
  }

  return (
    <>
      <Button
        size="kiosk"
        data-testid="ticket-priority"
        aria-pressed={priority}
        className={styles['priority']}
        icon={<Icon paths={priority ? publicIcons.check : pictogram('wheelchair')} />}
        onClick={(event) => {
          if (!isRepeat(event)) void ask()
        }}
      >
        {t('priority.ask')}
        <span className={styles['why']}>
          {failed ? t('priority.failed') : priority ? t('priority.given') : t('priority.why')}
        </span>
      </Button>
      <VisuallyHidden role="status">
        {failed ? t('priority.failed') : priority ? t('priority.given') : ''}
      </VisuallyHidden>
    </>
  )
}
