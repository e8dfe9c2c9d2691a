import type { Amendment, Fact } from '../events.ts'
import { addDays } from '../hours/calendar.ts'
import type { Day } from '../ids.ts'
import type { Site } from '../site.ts'
import { standingFacts } from '../site.ts'

/** What staff have said of a day afterwards: `event.day` is the day that it is of, `day` the one on which it was said. */
export interface SaidAmendment extends Fact {
  readonly event: Amendment
}

/** Nothing of ours is older, and no memory of a desk's day reaches further back (D7). */
export const firstDay = '2020-01-01' as Day
export const mostDaysBack = 400

/** The first day of which anything may be said on this day. */
export function firstAmendable(today: Day): Day {
  const day = addDays(today, -mostDaysBack)
  return day < firstDay ? firstDay : day
}

export function isAmendment(event: Fact['event']): event is Amendment {
  switch (event.type) {
    case 'VisitBackDated':
    case 'VisitsTyped':
    case 'VisitsCorrected':
    case 'WorkshopHeld':
      return true
    default:
      return false
  }
}

/** Whether an amendment is of a day that may be amended on the day on which it was said (D7); others say nothing. */
export function isOfItsTime(event: Amendment, saidOn: Day): boolean {
  return event.day <= saidOn && event.day >= firstAmendable(saidOn)
}

/** The amendments that stand, in the order in which they were said. A function of the facts, not of their arrival. */
export function amendmentsOf({ histories }: Pick<Site, 'histories'>): readonly SaidAmendment[] {
  const said: SaidAmendment[] = []
  for (const history of histories.values()) {
    // Its opening fact comes first in the order of causes; most subjects are tickets.
    const [first] = history
    if (first === undefined || !isSaid(first) || !isOfItsTime(first.event, first.day)) continue
    if (standingFacts(history).includes(first)) said.push(first)
  }
  return said.sort(bySaying)
}

export function bySaying(a: Fact, b: Fact): number {
  return a.hlc < b.hlc ? -1 : a.hlc > b.hlc ? 1 : a.id < b.id ? -1 : 1
}

function isSaid(fact: Fact): fact is SaidAmendment {
  return fact.id === fact.subject && isAmendment(fact.event)
}
