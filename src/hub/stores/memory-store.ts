import { only } from '#protocol/counting.ts'
import type { Incarnation, SiteKey } from '#protocol/names.ts'
import { createClaimTable } from './claim-table.ts'
import type { HubStore } from './hub-store.ts'
import { archiveOf, emptySiteLog, sealed, tagAt, viewOf, written } from './site-log.ts'
import type { SiteLog } from './site-log.ts'

/** A hub's store in memory: the judge's reference, and what routes are tested over. */
export function createMemoryStore(incarnation: Incarnation): HubStore {
  const logs = new Map<SiteKey, SiteLog>()
  const claims = createClaimTable()
  const ledgers = new Map<SiteKey, readonly string[]>()
  const listeners = new Set<(site: SiteKey) => void>()
  const logOf = (site: SiteKey) => logs.get(site) ?? emptySiteLog

  function announce(site: SiteKey): void {
    for (const listener of listeners) listener(site)
  }

  return {
    incarnation: () => incarnation,
    commit: async (steps) => {
      const next = new Map<SiteKey, SiteLog>()
      for (const { site, wanted, step } of steps) {
        next.set(site, written(logOf(site), step(viewOf(logOf(site), wanted))))
      }
      const moved = [...next].filter(([site, log]) => log.head.seq !== logOf(site).head.seq)
      for (const [site, log] of next) logs.set(site, log)
      for (const [site] of moved) announce(site)
    },
    seal: (site, step) => {
      const log = logOf(site)
      const entries = log.logged.map(({ entry }) => entry)
      const sealing = step({ entries, horizon: log.horizon, batches: log.batches, have: log.have })
      if (sealing === null) return Promise.resolve(false)
      logs.set(site, sealed(log, sealing))
      announce(site)
      return Promise.resolve(true)
    },
    status: (site) => Promise.resolve({ head: logOf(site).head, horizon: logOf(site).horizon }),
    page: (site, after, limit) => {
      const { logged, head, horizon } = logOf(site)
      const rest = logged.filter(({ seq }) => seq > after)
      return Promise.resolve({ logged: rest.slice(0, limit), more: rest.length > limit, status: { head, horizon } })
    },
    have: (site, origins) => Promise.resolve(only(logOf(site).have, origins)),
    tagAt: (site, seq) => Promise.resolve(tagAt(logOf(site), seq)),
    batches: (site, from, to) =>
      Promise.resolve(
        [...logOf(site).batches.values()]
          .filter(({ day }) => day >= from && day <= to)
          .sort((a, b) => (a.day < b.day ? -1 : 1)),
      ),
    archive: (site) => Promise.resolve(archiveOf(logOf(site))),
    releases: (site, after, limit) => {
      const texts = ledgers.get(site) ?? []
      return Promise.resolve({ known: texts.length, texts: texts.slice(after, after + limit) })
    },
    addRelease: (site, text, known) => {
      const texts = ledgers.get(site) ?? []
      if (texts.length === known) ledgers.set(site, [...texts, text])
      return Promise.resolve(texts.length === known)
    },
    quarantinedCount: (site) => Promise.resolve(logOf(site).quarantined.length),
    // Nobody reads what was set aside, and nothing outlives the process.
    forget: (site) => {
      const log = logOf(site)
      const quarantined = log.quarantined.map((each) => ({ ...each, original: null }))
      if (log.quarantined.length > 0) logs.set(site, { ...log, quarantined })
      return Promise.resolve()
    },
    claim: (site, claim, now) => Promise.resolve(claims.claim(site, claim, now)),
    claims: (site, now) => Promise.resolve(claims.claims(site, now)),
    release: (site, ticketIds) => Promise.resolve(claims.release(site, ticketIds)),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    backup: () => Promise.reject(new Error('A store in memory has no file to back up')),
    check: () => Promise.resolve(),
    close: () => {
      listeners.clear()
      return Promise.resolve()
    },
  }
}
