import type { Moment, Refusal } from '#domain/commands.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Calendar } from '#domain/hours/calendar.ts'
import type { DeskNumber, Instant, TicketId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { decideClaim } from '#protocol/claims.ts'
import type { ClaimRequest } from '#protocol/messages.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Caller } from '../access/access.ts'
import type { Claim } from '../stores/hub-store.ts'
import type { SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'

export type ClaimAnswer =
  | { readonly type: 'granted'; readonly ticketId: TicketId }
  | { readonly type: 'nobodyWaiting' }
  | { readonly type: 'heldElsewhere'; readonly by: DeskNumber }
  /** The desk knows more than the hub, or less: it decides by itself. */
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** Other desks were faster every time, or this device holds several tickets already. */
  | { readonly type: 'crowded' }

export interface ClaimDesk {
  claim(caller: Pick<Caller, 'site' | 'device'>, request: ClaimRequest): Promise<ClaimAnswer>
}

/** Desks of one process stand in line; only those of other processes can be in between. */
const mostTries = 20

interface Granted {
  readonly ticketId: TicketId
  readonly desk: DeskNumber
  readonly device: DeviceId
}

/** Two windows of one browser may be two desks; more at a time is no device of a library. */
const mostPerDevice = 3

export function createClaimDesk({ store, metrics, now }: SiteParts, folds: SiteFolds): ClaimDesk {
  const lines = new Map<SiteKey, Promise<unknown>>()
  let calendar: Calendar | undefined
  /** What each device was granted and may still hold. */
  const granted = new Map<SiteKey, readonly Granted[]>()

  /** Whether a device holds as many tickets as it may: nobody can keep the whole queue from being called. */
  function hasEnough(site: SiteKey, device: DeviceId, desk: DeskNumber, claims: readonly Claim[]): boolean {
    const live = (granted.get(site) ?? []).filter((own) =>
      claims.some(({ ticketId, desk: holder }) => ticketId === own.ticketId && holder === own.desk),
    )
    granted.set(site, live)
    return live.filter((own) => own.device === device && own.desk !== desk).length >= mostPerDevice
  }

  async function decide(
    { site, device }: Pick<Caller, 'site' | 'device'>,
    { desk, ticketId: wanted }: ClaimRequest,
  ): Promise<ClaimAnswer> {
    for (let tries = 0; tries < mostTries; tries++) {
      // The claims first: one that has ended since was followed by a commit, and the fold has it.
      const claims = await store.claims(site, now())
      if (hasEnough(site, device, desk, claims)) return { type: 'crowded' }
      const before = (await folds.current(site)).replay.site
      const decided = decideClaim(before, claims, desk, wanted, momentOf(before, now()))
      if (!decided.ok) return answerOf(decided.error)
      const standing = await store.claim(site, decided.value, now())
      if (standing.desk !== desk) {
        if (wanted !== null) return { type: 'heldElsewhere', by: standing.desk }
        continue
      }
      // Called meanwhile by a desk that did not ask, or whose claim has ended with its call?
      const { ticketId } = decided.value
      const after = (await folds.current(site)).replay.site
      const refusal = after === before ? null : refusalNow(after, desk, ticketId)
      const stillWaits = wanted !== null || after.tickets.get(ticketId)?.state.type === 'waiting'
      if (refusal === null && stillWaits) {
        const others = (granted.get(site) ?? []).filter((own) => own.ticketId !== ticketId)
        granted.set(site, [...others, { ticketId, desk, device }])
        return { type: 'granted', ticketId }
      }
      await store.release(site, [ticketId])
      if (refusal !== null && wanted !== null) return answerOf(refusal)
    }
    return { type: 'crowded' }
  }

  /** Whether this one ticket may still be called; who else is at the desk was decided before. */
  function refusalNow(site: Site, desk: DeskNumber, ticketId: TicketId): Refusal | null {
    const ticket = site.tickets.get(ticketId)
    const tickets = new Map(ticket === undefined ? [] : [[ticketId, ticket]])
    const again = decideClaim({ ...site, tickets }, [], desk, ticketId, momentOf(site, now()))
    return again.ok ? null : again.error
  }

  function momentOf({ settings: { timeZone } }: Site, at: Instant): Moment {
    // Making one costs more than the whole decision.
    if (calendar?.timeZone !== timeZone) calendar = createCalendar(timeZone)
    return { now: at, day: calendar.dayOf(at) }
  }

  return {
    claim: async (caller, request) => {
      const { site } = caller
      const before = lines.get(site) ?? Promise.resolve()
      const own = before.catch(() => undefined).then(() => decide(caller, request))
      lines.set(site, own)
      try {
        const answer = await own
        metrics.count('claims', 1, answer.type)
        return answer
      } finally {
        if (lines.get(site) === own) lines.delete(site)
      }
    },
  }
}

function answerOf(refusal: Refusal): ClaimAnswer {
  if (refusal.type === 'NobodyWaiting') return { type: 'nobodyWaiting' }
  if (refusal.type === 'CalledElsewhere') return { type: 'heldElsewhere', by: refusal.desk }
  return { type: 'refused', refusal }
}
