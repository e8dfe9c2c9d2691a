import { emptyReplay, play } from '#journal/replay.ts'
import { adoptArchive } from '#protocol/hub-core.ts'
import type { SealedArchive } from '#protocol/hub-view.ts'
import type { SiteKey } from '#protocol/names.ts'
import { createKit } from '../secrets.ts'
import type { HubStore } from '../stores/hub-store.ts'
import type { Archives } from './archive-file.ts'
import { now } from './command-desk.ts'

// A fold gives no receipts: any key will do.
const kit = createKit(new Uint8Array(32))

/**
 * Brings a restored store up to what was folded since its backup (HA9): what the newest archive counts is counted once,
 * and its raw entries go. Answers the sites that were behind.
 */
export async function bringUp(store: HubStore, sources: readonly Archives[]): Promise<readonly SiteKey[]> {
  const sites = new Set(sources.flatMap((archives) => [...archives.keys()]))
  const behind: SiteKey[] = []
  for (const site of sites) {
    const own = await store.archive(site)
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

/** The one that has folded further; with the same horizon the one that has counted more since. */
function newer(known: SealedArchive, other: SealedArchive | undefined): SealedArchive {
  if (other === undefined || other.horizon === null) return known
  if (known.horizon === null || other.horizon > known.horizon) return other
  return other.horizon === known.horizon && sizeOf(other) > sizeOf(known) ? other : known
}

function sizeOf({ counted }: SealedArchive): number {
  return [...counted.values()].flat().reduce((sum, [from, to]) => sum + to - from + 1, 0)
}
