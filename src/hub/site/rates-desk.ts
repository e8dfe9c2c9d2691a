import { createCalendar } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { Settings } from '#domain/settings.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import { learnRates, learnedFrom, recency } from '#statistics/wait-rates.ts'
import type { SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'

/** How fast a site's queue moves, out of its folded days: devices have none of their own (P21). */
export interface RatesDesk {
  /** null: nothing is folded yet, or this role is not told. */
  of(site: SiteKey, role: Role, horizon: Day | null): Promise<WaitRates | null>
}

interface Learned {
  readonly name: string
  readonly settings: Settings
  readonly rates: Promise<WaitRates | null>
}

const mostKept = 200

/** Learned once for each day and fold; thousands of devices that come at once share it. */
export function createRatesDesk({ store, log, now }: SiteParts, folds: SiteFolds): RatesDesk {
  const kept = new Map<SiteKey, Learned>()

  async function learn(site: SiteKey, today: Day, settings: Settings): Promise<WaitRates | null> {
    const batches = await store.batches(site, learnedFrom(today), today)
    return batches.length === 0 ? null : learnRates(batches, settings, (day) => recency(day, today))
  }

  function forget(site: SiteKey, error: unknown): null {
    kept.delete(site)
    log.error('rates', error)
    return null
  }

  return {
    of: async (site, role, horizon) => {
      if (role === 'board' || horizon === null) return null
      const settings = await folds.settings(site)
      const today = createCalendar(settings.timeZone).dayOf(now())
      const name = `${store.incarnation()} ${horizon} ${today}`
      const known = kept.get(site)
      if (known?.name === name && known.settings === settings) return await known.rates
      // A hello is answered all the same: a kiosk gives numbers without any of this.
      const rates = learn(site, today, settings).catch((error: unknown) => forget(site, error))
      kept.delete(site)
      kept.set(site, { name, settings, rates })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
      return await rates
    },
  }
}
