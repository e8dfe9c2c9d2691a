import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import type { App } from '#app/app.ts'
import { useVisitorLanguage, useText } from '#app/hooks.ts'
import { createWaits } from '#app/waits.ts'
import type { WaitRange, Waits } from '#app/waits.ts'
import type { NeedId } from '#domain/ids.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import type { Language } from '#text/languages.ts'
import { waitText, waitWords } from '#text/waits.ts'
import { Paper } from './paper/paper.tsx'

/** What a public screen says of waits. It comes after the first screen; until then, and where little is known, nothing. */
export interface ScreenWaits {
  /** For the start page. */
  readonly now: ReactElement
  /** What a ticket is issued with: the range that its visitor is shown, ready before the tap. */
  announced(need: NeedId): { readonly announced?: WaitRange }
  words(range: WaitRange, language: Language): string
  /** The ticket on paper, where the site prints: it comes with the waits, and the number waits for neither. */
  paper(ticket: Ticket, words: readonly (string | undefined)[], stay: () => void): ReactElement
  stop(): void
}

export function startWaits(app: App): ScreenWaits {
  const waits = createWaits(app)
  return {
    now: <WaitNow waits={waits} />,
    announced: (need) => {
      const announced = waits.now().byNeed.get(need)
      return announced === undefined ? {} : { announced }
    },
    words: waitWords,
    paper: (ticket, words, stay) => <Paper ticket={ticket} words={words} stay={stay} />,
    // Also while no start page looks at it: the next tap finds it ready.
    stop: waits.watch(() => undefined),
  }
}

/** One sentence for all needs: where they differ, it reaches from the shortest to the longest. */
function WaitNow({ waits }: { readonly waits: Waits }): ReactElement | null {
  const { byNeed } = useSyncExternalStore(waits.watch, waits.now)
  const t = useText(waitText)
  const language = useVisitorLanguage()
  const ranges = [...byNeed.values()]
  const [first] = ranges
  if (first === undefined) return null
  const widest = {
    fromMinutes: Math.min(...ranges.map(({ fromMinutes }) => fromMinutes)),
    toMinutes: Math.max(...ranges.map(({ toMinutes }) => toMinutes)),
  }
  const differ = widest.fromMinutes < first.fromMinutes || widest.toMinutes > first.toMinutes
  const wait = waitWords(widest, language)
  return <>{differ ? t('byNeed', { wait }) : wait}</>
}
