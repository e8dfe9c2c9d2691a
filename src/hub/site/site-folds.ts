import type { Day } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { emptyReplay, play } from '#journal/replay.ts'
import type { Replay } from '#journal/replay.ts'
import type { Incarnation, SiteKey } from '#protocol/names.ts'
import type { SiteParts } from './site-parts.ts'

/** A site's log, played up to a sequence number. */
export interface SiteFold {
  readonly replay: Replay
  readonly seq: number
  readonly horizon: Day | null
  readonly life: Incarnation
}

export interface SiteFolds {
  /** The fold as of this call at the earliest: what was committed before is in it. */
  current(site: SiteKey): Promise<SiteFold>
  /** The settings as they were last seen; the log is only read where the site is not held in memory. */
  settings(site: SiteKey): Promise<Settings>
  /** Lets go of sites that nobody has asked about for a while. */
  evict(): void
  count(): number
}

interface Slot {
  fold: SiteFold | null
  usedAt: number
  busy: boolean
  waiting: { readonly done: (fold: SiteFold) => void; readonly failed: (error: unknown) => void }[]
}

const idleMs = 10 * 60_000
/** A site of a busy day is some megabytes. */
const mostSites = 200
const pageSize = 2_000
/** A log that is folded again and again while it is read. */
const mostRestarts = 10

export function createSiteFolds({ store, now }: Pick<SiteParts, 'store' | 'now'>): SiteFolds {
  const slots = new Map<SiteKey, Slot>()

  function slotOf(site: SiteKey): Slot {
    const slot = slots.get(site) ?? { fold: null, usedAt: 0, busy: false, waiting: [] }
    slots.set(site, slot)
    slot.usedAt = now()
    if (slots.size > mostSites) evict()
    return slot
  }

  function evict(): void {
    const idle = [...slots].filter(([, slot]) => !slot.busy).sort(([, a], [, b]) => a.usedAt - b.usedAt)
    for (const [site, slot] of idle) {
      if (slots.size > mostSites || slot.usedAt < now() - idleMs) slots.delete(site)
    }
  }

  /** Callers that wait together share one reading; who comes during it waits for the next. */
  async function work(site: SiteKey, slot: Slot): Promise<void> {
    slot.busy = true
    while (slot.waiting.length > 0) {
      const served = slot.waiting
      slot.waiting = []
      try {
        const fold = await caughtUp(site, slot.fold)
        slot.fold = fold
        for (const { done } of served) done(fold)
      } catch (error) {
        slot.fold = null
        for (const { failed } of served) failed(error)
      }
    }
    slot.busy = false
  }

  async function caughtUp(site: SiteKey, known: SiteFold | null): Promise<SiteFold> {
    let fold = known
    for (let restarts = 0; restarts < mostRestarts;) {
      const { logged, more, status } = await store.page(site, fold?.seq ?? 0, pageSize)
      const life = store.incarnation()
      const isOther =
        fold !== null && (fold.life !== life || fold.horizon !== status.horizon || fold.seq > status.head.seq)
      if (isOther) {
        fold = null
        restarts += 1
        continue
      }
      if (fold !== null && fold.seq === status.head.seq) return fold
      const replay = play(
        fold?.replay ?? emptyReplay(),
        logged.map(({ entry }) => entry),
        now(),
      )
      const seq = more ? (logged.at(-1)?.seq ?? status.head.seq) : status.head.seq
      fold = { replay, seq, horizon: status.horizon, life }
      if (!more) return fold
    }
    throw new Error('The log is folded faster than it can be read')
  }

  function current(site: SiteKey): Promise<SiteFold> {
    const slot = slotOf(site)
    return new Promise((done, failed) => {
      slot.waiting.push({ done, failed })
      if (!slot.busy) void work(site, slot)
    })
  }

  return {
    current,
    settings: async (site) => (slotOf(site).fold ?? (await current(site))).replay.site.settings,
    evict,
    count: () => slots.size,
  }
}
