import { useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { usePlace, useSettings, useText } from '#app/hooks.ts'
import { printingOf } from '#domain/printing.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { paperText } from '#text/paper.ts'
import { Button } from '#ui/button.tsx'
import type { PrintEnd, PrintOutcome } from './print-ticket.ts'
import { printerOf } from './printer-of.ts'
import { useTicketContent } from './use-ticket-content.ts'

export interface PaperProps {
  readonly ticket: Ticket
  /** What the screen says of the queue: how many are before, and how long it takes. */
  readonly words: readonly (string | undefined)[]
  /** Leaves the number on the screen for its full time once more. */
  readonly stay: () => void
}

/** A moment before the number would go. */
const stayAgainMs = 9_000

/**
 * The ticket on paper, behind the number on the screen. Where no paper comes, the number stands there twice as long;
 * nothing on the screen waits for a printer.
 */
export function Paper({ ticket, words, stay }: PaperProps): ReactElement | null {
  const { app, session } = usePlace()
  const { hub } = app.ports
  const settings = useSettings()
  const t = useText(paperText)
  const contentOf = useTicketContent()
  const { when, ...printing } = useMemo(() => printingOf(settings), [settings])
  const printer = session.demo || when === 'never' ? null : printerOf(printing, hub, location.search)
  const [state, setState] = useState<'asked' | PrintOutcome>(when === 'always' ? 'printing' : 'asked')
  const hasBegun = useRef(false)
  const isGone = useRef(false)
  const takeAway = useRef<(() => void) | null>(null)

  async function print(): Promise<void> {
    if (hasBegun.current || printer === null) return
    hasBegun.current = true
    setState('printing')
    const content = contentOf(ticket, words)
    const outcome: PrintEnd = await import('./print-ticket.ts')
      .then(({ printTicket }) => printTicket(printer, content, hub))
      .catch(() => ({ state: 'failed' }))
    takeAway.current = outcome.takeAway ?? null
    if (isGone.current) takeAway.current?.()
    setState(outcome.state)
  }

  // What is printed is what was shown first, whatever the queue does afterwards.
  const first = useRef(print)
  const isAutomatic = when === 'always' && printer !== null
  useEffect(() => {
    if (!isAutomatic) return
    // The number is painted first: drawing takes a slow tablet some hundredths of a second.
    const timer = setTimeout(() => void first.current(), 50)
    return () => clearTimeout(timer)
  }, [isAutomatic])
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      takeAway.current?.()
    }
  }, [])
  useEffect(() => {
    if (state !== 'failed') return
    stay()
    const timer = setTimeout(stay, stayAgainMs)
    return () => clearTimeout(timer)
  }, [state, stay])

  if (printer === null) return null
  if (state === 'asked') {
    return (
      <Button
        size="kiosk"
        data-testid="paper-ask"
        onClick={() => {
          stay()
          void print()
        }}
      >
        {t('ask')}
      </Button>
    )
  }
  return (
    <p role="status" data-testid="paper" data-state={state}>
      {t(state)}
    </p>
  )
}
