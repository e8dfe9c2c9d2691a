import type { Instant, TicketId } from '#domain/ids.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { Claim } from './hub-store.ts'

/** The claims of one process's sites: they last seconds and are advice, so no disk has to know of them (HS6). */
export interface ClaimTable {
  claim(site: SiteKey, claim: Claim, now: Instant): Claim
  claims(site: SiteKey, now: Instant): readonly Claim[]
  release(site: SiteKey, ticketIds: readonly TicketId[]): void
}

export function createClaimTable(): ClaimTable {
  const claims = new Map<SiteKey, readonly Claim[]>()
  const live = (site: SiteKey, now: Instant) => (claims.get(site) ?? []).filter(({ until }) => until > now)
  return {
    claim: (site, claim, now) => {
      const others = live(site, now).filter(({ desk }) => desk !== claim.desk)
      const inTheWay = others.find(({ ticketId }) => ticketId === claim.ticketId)
      claims.set(site, inTheWay === undefined ? [...others, claim] : others)
      return inTheWay ?? claim
    },
    claims: live,
    release: (site, ticketIds) => {
      const left = (claims.get(site) ?? []).filter(({ ticketId }) => !ticketIds.includes(ticketId))
      claims.set(site, left)
    },
  }
}
