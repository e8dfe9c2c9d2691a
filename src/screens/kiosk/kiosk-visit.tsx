import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useDevice, useVisitorLanguage, useMoment, usePlace, useSite } from '#app/hooks.ts'
import { ticketingRefusal } from '#domain/decide.ts'
import { parseSeries } from '#domain/ids.ts'
import type { NeedId, Series, TicketId } from '#domain/ids.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { useDocumentTheme } from '../shared/use-document-theme.ts'
import { useIdle } from '../shared/use-idle.ts'
import type { ScreenWaits } from '../shared/waits.tsx'
import { ClosedPage } from './closed-page.tsx'
import type { Comfort } from './comfort-buttons.tsx'
import { FailedPage } from './failed-page.tsx'
import type { Failure } from './failed-page.tsx'
import { isRepeat } from './is-repeat.ts'
import { LanguagePage } from './language-page.tsx'
import { StartPage } from './start-page.tsx'
import { TicketPage } from './ticket-page.tsx'
import { useLargeText } from './touch-hygiene.ts'

type Step =
  | { readonly type: 'start' }
  | { readonly type: 'languages' }
  | { readonly type: 'issuing'; readonly need: NeedId }
  | { readonly type: 'ticket'; readonly ticketId: TicketId }
  | { readonly type: 'failed'; readonly failure: Failure }

const plain: Comfort = { language: null, large: false, contrast: false }
/** Someone chose a language and walked away: the start screen goes back to the site's own. */
const restMs = 45_000

interface KioskVisitProps {
  readonly waits: ScreenWaits | undefined
  /** Somebody was here before: the focus comes back to the beginning. */
  readonly follows: boolean
  readonly onOver: () => void
}

/** One visitor at the kiosk, from the first look to the number. */
export function KioskVisit({ waits, follows, onOver }: KioskVisitProps): ReactElement {
  const { app, speak } = usePlace()
  const { series, theme } = useDevice()
  const [step, setStep] = useState<Step>({ type: 'start' })
  const [comfort, setComfort] = useState(plain)
  /** The start screen was left for the languages: the focus comes back to the beginning, too. */
  const [hasLeft, setLeft] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  const busy = useRef(false)
  const refusal = useRefusal()
  const isAtStart = step.type === 'start' || step.type === 'languages'
  const isResting = step.type === 'start' && comfort === plain

  useDocumentTheme(comfort.contrast ? 'contrast' : null)
  useLargeText(comfort.large)
  useIdle(isResting)
  useEffect(() => {
    if (!isAtStart || isResting) return
    const timer = setTimeout(onOver, restMs)
    return () => clearTimeout(timer)
    // With every touch the time begins again.
  }, [isAtStart, isResting, step, comfort, onOver])

  /** The label is shown when the ticket is on the disk, never before (D2 of the design). */
  async function issue(need: NeedId): Promise<void> {
    if (busy.current) return
    busy.current = true
    setStep({ type: 'issuing', need })
    const command = { type: 'IssueTicket', need, series: parseSeries(series) ?? ('' as Series) } as const
    // What is shown stands in the journal: told now, or never.
    const result = await app.dispatch({ ...command, ...waits?.announced(need) }).catch(() => null)
    busy.current = false
    if (result === null) setStep({ type: 'failed', failure: 'store' })
    else if (result.ok && result.value.subject !== null) setStep({ type: 'ticket', ticketId: result.value.subject })
    else setStep(stepAfter(result.ok ? 'StoreRefuses' : result.error.type))
  }

  const choose = useCallback(
    async (change: Partial<Comfort>) => {
      setComfort((known) => ({ ...known, ...change }))
      if (change.language) await speak(change.language)
    },
    [speak],
  )
  const start = {
    follows: follows || hasLeft,
    comfort: { ...comfort, contrast: comfort.contrast || theme === 'contrast' },
    choose: (change: Partial<Comfort>) => void choose(change),
    onLanguages: () => {
      setLeft(true)
      setStep({ type: 'languages' })
    },
  }

  return (
    <>
      <Announcement words={announcement} />
      {step.type === 'ticket' ? (
        <TicketPage
          ticketId={step.ticketId}
          waits={waits}
          onAnnounce={setAnnouncement}
          onOver={onOver}
          large={comfort.large}
        />
      ) : step.type === 'failed' ? (
        <FailedPage failure={step.failure} onOver={onOver} />
      ) : step.type === 'languages' ? (
        <LanguagePage
          onBack={() => setStep({ type: 'start' })}
          // The start screen comes in the language that was chosen, not in the one before.
          onChoose={(language) => void choose({ language }).then(() => setStep({ type: 'start' }))}
        />
      ) : refusal !== null ? (
        <ClosedPage refusal={refusal} {...start} />
      ) : (
        <StartPage
          {...start}
          wait={waits?.now}
          issuing={step.type === 'issuing' ? step.need : null}
          onNeed={(need, event) => {
            if (!isRepeat(event)) void issue(need)
          }}
        />
      )}
    </>
  )
}

/** Stands here from the beginning: a live region that comes with its words is not heard. */
function Announcement({ words }: { readonly words: string }): ReactElement {
  return (
    <VisuallyHidden role="status" lang={useVisitorLanguage()}>
      {words}
    </VisuallyHidden>
  )
}

/** Why no tickets are given now, as the rules say it. */
function useRefusal(): ReturnType<typeof ticketingRefusal> {
  const site = useSite()
  const moment = useMoment()
  return useMemo(() => ticketingRefusal(site, moment, false), [site, moment])
}

function stepAfter(refusal: string): Step {
  switch (refusal) {
    // The start screen says by itself that no tickets are given.
    case 'TicketingIsPaused':
    case 'OutsideHours':
    case 'DayIsClosed':
      return { type: 'start' }
    case 'UnknownNeed':
      return { type: 'failed', failure: 'changed' }
    default:
      return { type: 'failed', failure: 'store' }
  }
}
