import type { ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Notice } from '#ui/notice.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { deskWith } from './desk-state.ts'
import { useDeskView } from './use-desk.ts'

/** Tells this desk that a visitor it had called is with another one (Q7, Q8). Quiet: there is nothing to do. */
export function ConflictNotices(): ReactElement | null {
  const { conflicts, desk, set, t } = useDeskView()
  const sentence = (ticket: Ticket): string => {
    const other = deskWith(ticket)
    return other === null || other === desk
      ? t('conflict.left', { label: ticket.label })
      : t('conflict.with', { label: ticket.label, desk: other })
  }
  return (
    <>
      {conflicts.map((ticket) => (
        <Notice
          key={ticket.id}
          data-testid="conflict"
          action={
            <IconButton
              paths={sharedIcons.x}
              name={t('conflict.dismiss')}
              onClick={() => set.dismissedConflict(ticket.id)}
            />
          }
        >
          {sentence(ticket)}
        </Notice>
      ))}
    </>
  )
}
