import type { ReactElement } from 'react'
import type { Fact } from '#domain/events.ts'
import type { EntryId, TicketId } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import styles from './undo-button.module.css'
import { KeyHint } from './key-hint.tsx'
import { useDeskView } from './use-desk.ts'
import type { DeskView } from './use-desk.ts'

/** Takes back the desk's last step, and says which one that is (Q16). */
export function UndoButton(): ReactElement {
  const view = useDeskView()
  const { deeds, t, undoable } = view
  const step = undoable === undefined ? null : stepInWords(view, undoable)
  return (
    <Button
      variant="quiet"
      className={styles['undo']}
      data-testid="undo"
      disabled={step === null}
      aria-keyshortcuts="U"
      icon={<Icon paths={sharedIcons.arrowUUpLeft} mirrored />}
      onClick={() => void deeds.undo()}
    >
      {step === null ? t('undo.none') : t('undo', { step })} {step === null ? null : <KeyHint>U</KeyHint>}
    </Button>
  )
}

function stepInWords({ site, t }: DeskView, { event, subject }: Fact): string | null {
  if (site.walkUps.has(subject as EntryId)) {
    return t(event.type === 'WalkUpRecorded' ? 'step.WalkUpRecorded' : 'step.OutcomeRecorded.walkUp')
  }
  const label = site.tickets.get(subject as TicketId)?.label ?? ''
  switch (event.type) {
    case 'TicketIssued':
    case 'PriorityGiven':
    case 'TicketCalled':
    case 'TicketRecalled':
    case 'ServiceStarted':
    case 'TicketReturned':
    case 'TicketParked':
    case 'TicketTransferred':
    case 'NoShowRecorded':
    case 'TicketWithdrawn':
    case 'TicketCancelled':
    case 'VisitFinished':
    case 'OutcomeRecorded':
      return t(`step.${event.type}`, { label })
    case 'VisitBackDated':
      return t('step.VisitBackDated')
    case 'WalkUpRecorded':
    // Said by managers, at no desk.
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
    case 'StepUndone':
    case 'DayClosed':
    case 'TicketingPaused':
    case 'TicketingResumed':
    case 'SettingsChanged':
    case 'Unknown':
      return null
  }
}
