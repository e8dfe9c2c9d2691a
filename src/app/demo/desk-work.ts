import type { Day, DeskNumber, EntryId, NeedId, Series, TicketId } from '#domain/ids.ts'
import { callingOrder, serves } from '#domain/queue/calling-order.ts'
import { mainSeries } from '#domain/queue/numbering.ts'
import type { Desk } from '#domain/settings.ts'
import type { Agenda } from './agenda.ts'
import type { Arrival } from './arrivals.ts'
import type { Draws } from './draws.ts'
import type { DeskDay } from './opening.ts'
import type { SimulatedStore } from './simulated-store.ts'
import { drawDetails, drawOtherNeed } from './visit-details.ts'

export interface DayAtTheDesks extends DeskDay {
  readonly day: Day
  readonly store: SimulatedStore
  readonly agenda: Agenda
  readonly draws: Draws
  readonly arrivals: readonly Arrival[]
  readonly meanServiceMinutes: number
  /** 1 for people; less lets more visitors through in the same hours. */
  readonly pace: number
}

/** A visitor in the house; the rules know only the ticket. */
interface Guest {
  isHere: boolean
  /** Parked or transferred once: nobody is sent round twice. */
  wasSentOn: boolean
}

const minuteS = 60
const main: Series = mainSeries
/** Visitors who wait at closing time are still called for some minutes; then agents finish with whom they have. */
const lastCallMinutes = 4
const lastFinishMinutes = 30
/** Everything has been noted by then, and the manager closes the day. */
const closingMinutes = 36

/** Puts a whole day on the agenda: arrivals, agents at their desks, and the closing. */
export function planDay(work: DayAtTheDesks): void {
  const { store, agenda, draws, arrivals, day, pace } = work
  const { settings } = store.site()
  const guests = new Map<TicketId, Guest>()
  const idle = new Set<Desk>()
  const walkUps: NeedId[] = []

  /** What takes a person between these seconds, at this day's pace. */
  function after(least: number, most: number, happen: () => void): void {
    agenda.putIn(draws.between(least, most) * pace, happen)
  }

  function run(command: Parameters<SimulatedStore['run']>[0]): EntryId {
    return store.run(command, agenda.now())
  }

  function stateOf(ticketId: TicketId) {
    return store.site().tickets.get(ticketId)?.state.type
  }

  function minutesAfterClosing(): number {
    return (agenda.now() - work.closesAt) / 60_000
  }

  function arrive({ need, channel, wantsPriority, patienceMinutes }: Arrival): void {
    if (channel === 'walkUp') walkUps.push(need)
    else {
      const { number: desk } = draws.choose(settings.desks) ?? { number: 1 as DeskNumber }
      const ticketId = run({ type: 'IssueTicket', need, series: main, ...(channel === 'desk' ? { desk } : {}) })
      guests.set(ticketId, { isHere: true, wasSentOn: false })
      if (wantsPriority) after(2, 6, () => askForPriority(ticketId))
      agenda.putIn(patienceMinutes * minuteS, () => loseHeart(ticketId, desk))
    }
    wakeDesks()
  }

  function askForPriority(ticketId: TicketId): void {
    if (stateOf(ticketId) === 'waiting') run({ type: 'GivePriority', ticketId, priority: true })
  }

  /** Some tell an agent that they leave; the others are missed when they are called. */
  function loseHeart(ticketId: TicketId, desk: DeskNumber): void {
    if (stateOf(ticketId) !== 'waiting' || minutesAfterClosing() > 0) return
    if (draws.happens(0.55)) run({ type: 'WithdrawTicket', ticketId, desk })
    else leave(ticketId)
  }

  function leave(ticketId: TicketId): void {
    const guest = guests.get(ticketId)
    if (guest !== undefined) guest.isHere = false
  }

  function wakeDesks(): void {
    for (const desk of idle) {
      idle.delete(desk)
      after(3, 15, () => lookUp(desk))
    }
  }

  /** An agent is free: a question asked in passing first, then the queue. */
  function lookUp(desk: Desk): void {
    if (minutesAfterClosing() > lastCallMinutes) return
    const place = walkUps.findIndex((need) => serves(desk.needs, need))
    const [walkUp] = place === -1 ? [] : walkUps.splice(place, 1)
    if (walkUp !== undefined) return after(60, 240, () => helpWalkUp(desk, walkUp))
    const [next, ...others] = callingOrder(store.site().tickets.values(), day, desk.needs)
    if (next === undefined) return void idle.add(desk)
    // Now and then an agent calls somebody by hand: the one who asked for a colleague, or for a language.
    const byHand = draws.happens(0.02) ? draws.choose(others.slice(0, 4)) : undefined
    if (byHand === undefined) run({ type: 'CallNext', desk: desk.number })
    else run({ type: 'CallTicket', desk: desk.number, ticketId: byHand.id })
    awaitVisitor(desk, (byHand ?? next).id)
  }

  function helpWalkUp(desk: Desk, need: NeedId): void {
    const details = drawDetails(settings, need, 'walkUp', draws)
    run({ type: 'RecordWalkUp', desk: desk.number, need, details })
    rest(desk)
  }

  function awaitVisitor(desk: Desk, ticketId: TicketId): void {
    const comes = (guests.get(ticketId)?.isHere ?? false) && !draws.happens(0.035)
    if (comes && !draws.happens(0.06)) return after(20, 60, () => begin(desk, ticketId))
    after(50, 90, () => {
      run({ type: 'RecallTicket', ticketId, desk: desk.number })
      if (comes) after(15, 45, () => begin(desk, ticketId))
      else after(50, 90, () => miss(desk, ticketId))
    })
  }

  function miss(desk: Desk, ticketId: TicketId): void {
    run({ type: 'RecordNoShow', ticketId, desk: desk.number })
    if (guests.get(ticketId)?.isHere === true && draws.happens(0.6)) comeBack(desk, ticketId, 4, 14)
    rest(desk)
  }

  function comeBack(desk: Desk, ticketId: TicketId, least: number, most: number): void {
    after(least * minuteS, most * minuteS, () => {
      const state = stateOf(ticketId)
      if ((state !== 'parked' && state !== 'noShow') || minutesAfterClosing() > 0) return
      run({ type: 'ReturnTicket', ticketId, desk: desk.number })
      wakeDesks()
    })
  }

  function begin(desk: Desk, ticketId: TicketId): void {
    const guest = guests.get(ticketId)
    // Pressing "start" is the agent's choice, and not everybody's habit.
    if (draws.happens(0.85)) run({ type: 'StartService', ticketId, desk: desk.number })
    const detour = guest === undefined || guest.wasSentOn ? 1 : draws.fraction()
    if (guest !== undefined && detour < 0.07) guest.wasSentOn = true
    if (detour < 0.03) return after(60, 180, () => park(desk, ticketId))
    if (detour < 0.07) return after(60, 240, () => transfer(desk, ticketId))
    const wanted = Math.max(1.5, draws.logNormal(work.meanServiceMinutes, 0.6)) * pace
    const minutes = Math.min(wanted, Math.max(1, lastFinishMinutes - minutesAfterClosing()))
    agenda.putIn(minutes * minuteS, () => finish(desk, ticketId))
  }

  function park(desk: Desk, ticketId: TicketId): void {
    run({ type: 'ParkTicket', ticketId, desk: desk.number })
    comeBack(desk, ticketId, 8, 22)
    rest(desk)
  }

  function transfer(desk: Desk, ticketId: TicketId): void {
    const ticket = store.site().tickets.get(ticketId)
    const needs = ticket === undefined ? [] : drawOtherNeed(settings, ticket.need, draws)
    const served = needs.filter((need) => settings.desks.some((other) => serves(other.needs, need)))
    for (const need of served) run({ type: 'TransferTicket', ticketId, desk: desk.number, need })
    if (served.length === 0) return finish(desk, ticketId)
    rest(desk)
    wakeDesks()
  }

  /** With the outcome, or outcome later, or by calling the next at once (Q15): as agents do. */
  function finish(desk: Desk, ticketId: TicketId): void {
    const ticket = store.site().tickets.get(ticketId)
    if (ticket === undefined) return
    const details = drawDetails(settings, ticket.need, 'ticket', draws)
    const habit = draws.fraction()
    const [next] = callingOrder(store.site().tickets.values(), day, desk.needs)
    const note = () => run({ type: 'RecordOutcome', subject: ticketId, desk: desk.number, details })
    if (habit < 0.12 && ticket.state.type === 'serving' && next !== undefined && minutesAfterClosing() < 0) {
      run({ type: 'CallNext', desk: desk.number })
      awaitVisitor(desk, next.id)
      return after(8, 18, note)
    }
    run({ type: 'FinishVisit', ticketId, desk: desk.number, details: habit < 0.27 ? null : details })
    // One in fifty is never noted: statistics have to live with it.
    if (habit >= 0.14 && habit < 0.27) after(8, 35, note)
    if (habit > 0.98) after(60, 200, () => correct(desk, ticketId, ticket.need))
    rest(desk)
  }

  function correct(desk: Desk, ticketId: TicketId, need: NeedId): void {
    const details = drawDetails(settings, need, 'ticket', draws)
    run({ type: 'RecordOutcome', subject: ticketId, desk: desk.number, details })
  }

  function rest(desk: Desk): void {
    after(15, 75, () => lookUp(desk))
  }

  for (const arrival of arrivals) agenda.put(arrival.at, () => arrive(arrival))
  for (const desk of settings.desks) agenda.put(work.opensAt + draws.between(10, 150) * 1000, () => lookUp(desk))
  agenda.put(work.closesAt + closingMinutes * 60_000, () => run({ type: 'CloseDay' }))
}
