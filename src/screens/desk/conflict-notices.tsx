import type { ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Notice } from '#ui/notice.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { deskWith } from './desk-state.ts'
import { useDeskView } from './use-desk.ts'

/** Tells both desks that they called the same visitor, and with whom the visitor is (Q7, Q8). Quiet: nothing is to be done. */
export function ConflictNotices(): ReactElement | null {
  const { conflicts, desk, set, t } = useDeskView()
  const sentence = (ticket: Ticket): string => {
    const holder = deskWith(ticket)
    const [other] = ticket.superseded.filter((number) => number !== desk)
    if (holder === desk && other !== undefined) return t('conflict.kept', { label: ticket.label, desk: other })
    return holder === null || holder === desk
      ? t('conflict.left', { label: ticket.label })
      : t('conflict.with', { label: ticket.label, desk: holder })
  }
  return (
    <>
      {conflicts.map((ticket) => (
        <Notice
          key={ticket.id}
          data-testid="conflict"
          data-desk={deskWith(ticket)}
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
