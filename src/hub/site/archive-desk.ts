import { createCalendar } from '#domain/hours/calendar.ts'
import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { fromWireBatch, toWireBatch } from '#protocol/batch.ts'
import { mostDigests } from '#protocol/messages.ts'
import { isCleanBatch, joinArchive } from '#protocol/joining.ts'
import type { WireBatch } from '#protocol/batch.ts'
import type { SealedArchive, Sealing } from '#protocol/hub-view.ts'
import type { SiteKey } from '#protocol/names.ts'
import { batchText } from '../stores/rows.ts'
import type { SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'

/** The folded days: what devices fetch of them, and what a device that worked alone brings. */
export interface ArchiveDesk {
  digests(site: SiteKey): Promise<readonly { readonly day: Day; readonly digest: string }[]>
  batches(site: SiteKey, days: readonly Day[]): Promise<readonly WireBatch[]>
  /** null: the archive says what no batch may say, or does not fit itself. */
  join(site: SiteKey, archive: ArrivedArchive): Promise<{ readonly known: boolean } | null>
}

export interface ArrivedArchive extends Omit<SealedArchive, 'batches'> {
  readonly batches: readonly WireBatch[]
}

/** The request's 400 days with a thousand visits each: reading them takes about a second. */
const mostVisitsBrought = 400_000

export function createArchiveDesk({ store, kit, log, now }: SiteParts, folds: SiteFolds): ArchiveDesk {
  return {
    digests: async (site) => {
      const batches = await store.batches(site, '0000-01-01' as Day, '9999-12-31' as Day)
      // What no entry may say any more; the newest are asked for.
      return batches
        .slice(-mostDigests)
        .map((batch) => ({ day: batch.day, digest: kit.hash(batchText(batch)).slice(0, 32) }))
    },
    batches: async (site, days) => {
      const sorted = [...days].sort()
      const [first] = sorted
      const last = sorted.at(-1)
      if (first === undefined || last === undefined) return []
      const wanted = new Set(days)
      return (await store.batches(site, first, last)).filter(({ day }) => wanted.has(day)).map(toWireBatch)
    },
    join: async (site, { horizon, counted, batches }) => {
      if (batches.reduce((sum, { visits }) => sum + visits, 0) > mostVisitsBrought) return null
      const settings = await folds.settings(site)
      const today = createCalendar(settings.timeZone).dayOf(now())
      const read = batches.map(fromWireBatch)
      const clean = read.filter((batch): batch is DayBatch => batch !== undefined && isCleanBatch(batch, today))
      if (clean.length < batches.length || new Set(clean.map(({ day }) => day)).size < clean.length) return null
      let broken = false
      const step = (view: Parameters<typeof joinArchive>[0]): Sealing | null => {
        try {
          return joinArchive(view, { horizon, counted, batches: clean }, today, settings, kit)
        } catch (error) {
          // More different words in a column than a batch can hold.
          log.error('archive', error)
          broken = true
          return null
        }
      }
      const joined = await store.seal(site, step)
      return broken ? null : { known: !joined }
    },
  }
}
