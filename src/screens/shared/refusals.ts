import { useCallback } from 'react'
import { useText } from '#app/hooks.ts'
import type { StoreRefusal } from '#app/dispatch.ts'
import type { Refusal } from '#domain/commands.ts'
import { refusalText } from '#text/refusals.ts'
import type { RefusalKey } from '#text/refusals.ts'
import type { Translate } from '#text/translate.ts'

/** A refusal as a sentence: what is so, and what to do. */
export function refusalSentence(refusal: Refusal | StoreRefusal, say: Translate<RefusalKey>): string {
  switch (refusal.type) {
    case 'UnknownNeed':
    case 'UnknownTicket':
    case 'UnknownOutcome':
    case 'TicketingIsPaused':
    case 'OutsideHours':
    case 'DayIsClosed':
    case 'DayIsOpen':
    case 'NobodyWaiting':
    case 'NothingToUndo':
    case 'InTheFuture':
    case 'UnknownBand':
      return say(refusal.type)
    case 'TooLongAgo':
      return say('TooLongAgo', { firstDay: refusal.firstDay })
    case 'NumberOutOfBounds':
      return say('NumberOutOfBounds', { least: refusal.least, most: refusal.most })
    case 'UnknownDetail':
      return say(`UnknownDetail.${refusal.field}`)
    case 'DeskIsWaiting':
      return say('DeskIsWaiting', { label: refusal.label })
    case 'CalledElsewhere':
      return say('CalledElsewhere', { label: refusal.label, desk: refusal.desk })
    case 'NotInThatState':
      return say(`NotInThatState.${refusal.state}`, { label: refusal.label })
    case 'OfAnotherDay':
      return refusal.label === null ? say('OfAnotherDay.walkUp') : say('OfAnotherDay', { label: refusal.label })
    case 'SettingsAreBroken':
      return say('SettingsAreBroken', { count: refusal.problems.length })
    case 'StoreRefuses':
      return say(`StoreRefuses.${refusal.trouble}`)
  }
}

/** The sentence of a refusal in this window's language. */
export function useRefusalSentence(): (refusal: Refusal | StoreRefusal) => string {
  const say = useText(refusalText)
  return useCallback((refusal) => refusalSentence(refusal, say), [say])
}
