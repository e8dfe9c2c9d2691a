import type { Moment, Refusal } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import type { DeskNumber, Instant, TicketId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Site } from '#domain/site.ts'

/** How long a ticket is kept for a desk whose call is on its way. */
export const claimMs = 5_000

/** A desk's word that it is about to call a ticket. */
export interface LiveClaim {
  readonly ticketId: TicketId
  readonly desk: DeskNumber
  readonly until: Instant
}

/**
 * Which ticket a desk may call now (P17): the same rules as on the device, over the hub's fold, without the tickets that
 * others are about to call.
 *
 * @param wanted a ticket that the agent chose; null: the next one.
 */
export function decideClaim(
  site: Site,
  claims: readonly LiveClaim[],
  desk: DeskNumber,
  wanted: TicketId | null,
  moment: Moment,
): Result<LiveClaim, Refusal> {
  const others = new Map(
    claims
      .filter((claim) => claim.until > moment.now && claim.desk !== desk)
      .map((claim) => [claim.ticketId, claim.desk]),
  )
  if (wanted !== null) {
    const label = site.tickets.get(wanted)?.label
    const by = others.get(wanted)
    if (by !== undefined && label !== undefined) return refuse({ type: 'CalledElsewhere', label, desk: by })
  }
  const tickets = new Map(site.tickets)
  for (const id of others.keys()) tickets.delete(id)
  const command =
    wanted === null ? ({ type: 'CallNext', desk } as const) : ({ type: 'CallTicket', ticketId: wanted, desk } as const)
  const decided = decide({ ...site, tickets }, command, moment)
  if (!decided.ok) return decided
  const call = decided.value.find(({ event }) => event.type === 'TicketCalled')
  // Already called by this desk: the claim is granted again.
  const ticketId = (call?.subject ?? wanted) as TicketId | null
  if (ticketId === null) return refuse({ type: 'NobodyWaiting' })
  return ok({ ticketId, desk, until: (moment.now + claimMs) as Instant })
}
