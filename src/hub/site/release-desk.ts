import { parseKept, toKept } from '#statistics/kept-release.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { SiteParts } from './site-parts.ts'

/** What was released of a site: read and added to by its managers, never changed. */
export interface ReleaseDesk {
  /** Some at a time, after the ones that are known. */
  list(site: SiteKey, after: number): Promise<{ readonly known: number; readonly releases: readonly unknown[] }>
  add(site: SiteKey, release: unknown, known: number): Promise<ReleaseAnswer>
}

export type ReleaseAnswer =
  | { readonly type: 'added'; readonly known: number }
  /** Another one was added meanwhile. */
  | { readonly type: 'behind' }
  /** It is not what a ledger keeps, to the last field. */
  | { readonly type: 'unreadable' }
  | { readonly type: 'full' }

/** Each is at most as large as a request; usually some tens of kilobytes. */
const atOnce = 20
/** Two audiences, every month, quarter and year, each revised a hundred times: a century. */
const mostReleases = 10_000

export function createReleaseDesk({ store }: Pick<SiteParts, 'store'>): ReleaseDesk {
  return {
    list: async (site, after) => {
      const { known, texts } = await store.releases(site, after, atOnce)
      return { known, releases: texts.map((text): unknown => JSON.parse(text)) }
    },
    add: async (site, value, known) => {
      if (known >= mostReleases) return { type: 'full' }
      const release = parseKept(value)
      if (release === undefined) return { type: 'unreadable' }
      // As it was read: nothing rides along.
      const isAdded = await store.addRelease(site, JSON.stringify(toKept(release)), known)
      return isAdded ? { type: 'added', known: known + 1 } : { type: 'behind' }
    },
  }
}
