import type { Hono } from 'hono'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import { createPrintDesk } from '../printing/print-desk.ts'
import { parsePrinterRules } from '../printing/targets.ts'
import { createArchiveDesk } from './archive-desk.ts'
import { createClaimDesk } from './claim-desk.ts'
import { createPresence } from './presence.ts'
import { createPushLane } from './push-lane.ts'
import { createRatesDesk } from './rates-desk.ts'
import { createReleaseDesk } from './release-desk.ts'
import { createSealing } from './sealing.ts'
import { createSiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'
import { siteRoutes } from './site-routes.ts'
import type { SiteEnv } from './site-routes.ts'
import { createStreams } from './streams.ts'

/** Everything that a hub does for its sites, behind one set of routes. */
export interface SiteHub {
  /** Mounted at `/api/v1`; `caller` is set by whoever admits. */
  readonly routes: Hono<SiteEnv>
  connected(site: SiteKey, device: DeviceId): boolean
  /** A revoked device's streams end at once. */
  endStreams(site: SiteKey, device: DeviceId): void
  /** Folds every site's days that may be folded now. */
  sealDue(): Promise<void>
  /** Begins the hub's own rhythm: heartbeats, folds, what devices said of themselves. */
  start(): void
  /** Ends the streams, finishes what was pushed, and writes down what devices said. */
  stop(): Promise<void>
}

const sealEveryMs = 60_000
const flushEveryMs = 5_000

export function createSiteHub(parts: SiteParts): SiteHub {
  const folds = createSiteFolds(parts)
  const presence = createPresence(parts)
  const lane = createPushLane(parts, folds)
  const streams = createStreams(parts)
  const claims = createClaimDesk(parts, folds)
  const sealing = createSealing(parts, folds, presence)
  const archive = createArchiveDesk(parts, folds)
  const rates = createRatesDesk(parts, folds)
  const releases = createReleaseDesk(parts)
  const prints = createPrintDesk({
    ...parts,
    // As of now: whoever has just set up a printer tries it at once.
    settings: async (site) => (await folds.current(site)).replay.site.settings,
    rules: parts.printers ?? parsePrinterRules(null),
    times: parts.printTimes ?? {},
  })
  parts.metrics.gauge('streams_open', streams.count)
  parts.metrics.gauge('sites_cached', folds.count)
  const timers: NodeJS.Timeout[] = []

  function every(ms: number, what: string, work: () => Promise<void>): void {
    let busy = false
    const timer = setInterval(() => {
      if (busy) return
      busy = true
      void work()
        .catch((error: unknown) => parts.log.error(what, error))
        .finally(() => (busy = false))
    }, ms)
    timer.unref()
    timers.push(timer)
  }

  const flush = async (): Promise<void> => {
    for (const { site, device } of streams.devices()) presence.connected(site, device)
    await presence.flush()
    folds.evict()
  }

  return {
    routes: siteRoutes({ ...parts, folds, presence, lane, streams, claims, archive, rates, releases, prints }),
    connected: streams.connected,
    endStreams: (site, device) => streams.end(site, device, 'revoked'),
    sealDue: sealing.sealDue,
    start: () => {
      streams.start()
      every(sealEveryMs, 'sealing', sealing.sealDue)
      every(flushEveryMs, 'presence', flush)
      void sealing.sealDue().catch((error: unknown) => parts.log.error('sealing', error))
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      streams.stop()
      prints.stop()
      await lane.close()
      await sealing.idle()
      await presence.flush().catch((error: unknown) => parts.log.error('presence', error))
    },
  }
}
