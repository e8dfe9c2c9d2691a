import { emptyReplay, play } from '#journal/replay.ts'
import { adoptArchive } from '#protocol/hub-core.ts'
import type { SealedArchive } from '#protocol/hub-view.ts'
import type { SiteKey } from '#protocol/names.ts'
import { createKit } from '../secrets.ts'
import type { HubStore } from '../stores/hub-store.ts'
import type { Archives } from './archive-file.ts'
import { now } from './command-desk.ts'

const linesAtOnce = 50

// A fold gives no receipts: any key will do.
const kit = createKit(new Uint8Array(32))

/**
 * Brings a restored store up to what was folded since its backup (HA9): what the newest archive counts is counted once,
 * and its raw entries go; no release of any of them is lost. Answers the sites that were behind.
 */
export async function bringUp(store: HubStore, sources: readonly Archives[]): Promise<readonly SiteKey[]> {
  const sites = new Set(sources.flatMap((archives) => [...archives.keys()]))
  const behind: SiteKey[] = []
  for (const site of sites) {
    await bringUpLedger(store, site, sources)
    const own: SealedArchive = await store.archive(site)
    const newest = sources.map((archives) => archives.get(site)).reduce<SealedArchive>(newer, own)
    if (newest === own) continue
    await store.seal(site, ({ entries, batches }) => {
      const { settings } = play(emptyReplay(), entries, now()).site
      return adoptArchive(entries, batches, newest, settings, kit)
    })
    behind.push(site)
  }
  return behind
}

/** The lines of a site's ledger, in order. */
export async function ledgerOf(store: HubStore, site: SiteKey): Promise<readonly string[]> {
  const texts: string[] = []
  for (;;) {
    const page = await store.releases(site, texts.length, linesAtOnce)
    if (page.texts.length === 0) return texts
    texts.push(...page.texts)
  }
}

/** What was told since the backup stays told: lines that this ledger lacks are added behind its own. */
async function bringUpLedger(store: HubStore, site: SiteKey, sources: readonly Archives[]): Promise<void> {
  const known = [...(await ledgerOf(store, site))]
  for (const text of sources.flatMap((archives) => archives.get(site)?.releases ?? [])) {
    if (known.includes(text)) continue
    if (!(await store.addRelease(site, text, known.length))) throw new Error('The ledger is written by somebody else')
    known.push(text)
  }
}

/** The one that has folded further; with the same horizon the one that has counted more since. */
function newer(known: SealedArchive, other: SealedArchive | undefined): SealedArchive {
  if (other === undefined || other.horizon === null) return known
  if (known.horizon === null || other.horizon > known.horizon) return other
  return other.horizon === known.horizon && sizeOf(other) > sizeOf(known) ? other : known
}

function sizeOf({ counted }: SealedArchive): number {
  return [...counted.values()].flat().reduce((sum, [from, to]) => sum + to - from + 1, 0)
}
