import { useEffect, useRef } from 'react'
import type { DeskView } from './use-desk.ts'
import { useKeyQueue } from './use-key-queue.ts'
import type { KeyDeed, KeyPress } from './use-key-queue.ts'

/**
 * One key for each deed, nowhere while somebody types. They can be switched off, as WCAG 2.1.4 asks for keys without a
 * modifier. Typed fast they wait for each other: N and A mean the answer to the question that N brings up.
 */
export function useDeskKeys(view: DeskView): void {
  const { keysOn } = view
  const queue = useKeyQueue((press) => act(view, press))
  const areOn = useRef(keysOn)
  useEffect(() => {
    areOn.current = keysOn
  }, [keysOn])
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      if (!queue.isBusy()) {
        if (queue.take(event)) event.preventDefault()
      } else if (mayMeanADeed(event, areOn.current)) {
        event.preventDefault()
        // Of a second press of the call while the first is on its way, nothing comes.
        const before = queue.latest()
        if (before === null || !isCall(before) || !isCall(event)) queue.wait({ key: event.key, code: event.code })
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [queue])
}

/** What a key means is known when its turn comes; until then the browser must not take it for a search. */
function mayMeanADeed({ key, code }: KeyPress, keysOn: boolean): boolean {
  if (key === 'Escape') return true
  return keysOn && (/^[A-Za-z0-9]$/.test(key) || /^(?:Digit|Numpad)[1-9]$/.test(code))
}

function isCall({ key }: KeyPress): boolean {
  return key.toUpperCase() === 'N'
}

function isTyping(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  return (
    event.target instanceof Element &&
    event.target.closest('input, select, textarea, dialog, [contenteditable]') !== null
  )
}

const atOnce = Promise.resolve()

function act(view: DeskView, press: KeyPress): KeyDeed {
  const key = press.key.toUpperCase()
  if (key === 'ESCAPE') return leave(view)
  if (!view.keysOn) return null
  return chooseNeed(view, key) ?? chooseOutcome(view, digitOf(press)) ?? answer(view, key) ?? step(view, key)
}

/** The number on the key: the upper row of a French keyboard gives digits only with Shift. */
function digitOf({ code, key }: KeyPress): number | null {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : undefined)
  return digit === undefined ? null : Number(digit)
}

function leave({ choosing, deeds, earlierNeed, set, walkUpNeed }: DeskView): KeyDeed {
  if (choosing === null && walkUpNeed === null && earlierNeed === null && deeds.question === null) {
    set.saying(null)
    return null
  }
  set.choosing(null)
  set.walkUpNeed(null)
  deeds.leaveQuestion()
  return atOnce
}

/** After G, W or T: the letter of a need. Any other key leaves the choice and does what it always does. */
function chooseNeed({ choosing, current, deeds, set, settings }: DeskView, key: string): KeyDeed {
  // Tab and its like move about in the choice.
  if (choosing === null || key.length > 1) return null
  const need = settings.needs.find(({ letter }) => letter === key)
  if (choosing !== 'transfer' || need === undefined) set.choosing(null)
  if (need === undefined) return null
  if (choosing === 'issue') return deeds.issue(need.id)
  if (choosing === 'walkUp') set.walkUpNeed(need.id)
  else if (current !== undefined && current.need !== need.id) return deeds.transfer(current, need.id)
  return atOnce
}

function chooseOutcome({ current, deeds, pending, settings, walkUpNeed }: DeskView, digit: number | null): KeyDeed {
  if (digit === null) return null
  const outcome = settings.outcomes.filter(({ system }) => !system)[digit - 1]?.id
  if (outcome === undefined) return null
  if (walkUpNeed !== null) return deeds.walkUp(walkUpNeed, outcome)
  if (current !== undefined) return deeds.finish(current, outcome)
  return pending === undefined ? null : deeds.record(pending.id, { ...pending.details, outcome })
}

function answer({ current, deeds }: DeskView, key: string): KeyDeed {
  const open = deeds.question !== null && deeds.question.ticketId === current?.id && current.state.type === 'called'
  if (!open || (key !== 'F' && key !== 'A')) return null
  return deeds.answerQuestion(key === 'F')
}

function step(view: DeskView, key: string): KeyDeed {
  const { choosing, current, deeds, set } = view
  switch (key) {
    case 'N':
      return deeds.callNext()
    case 'U':
      return deeds.undo()
    case 'G':
      set.choosing('issue')
      return atOnce
    case 'W':
      set.choosing('walkUp')
      return atOnce
  }
  if (current === undefined) return null
  const called = current.state.type === 'called'
  switch (key) {
    case 'S':
      return called ? deeds.start(current) : null
    case 'R':
      return called ? deeds.recall(current) : null
    case 'A':
      return called ? deeds.noShow(current) : null
    case 'F':
      return deeds.finish(current, null)
    case 'P':
      return deeds.park(current)
    case 'Q':
      return deeds.giveBack(current)
    case 'T':
      set.choosing(choosing === 'transfer' ? null : 'transfer')
      return atOnce
    case 'X':
      return deeds.cancel(current)
    default:
      return null
  }
}
