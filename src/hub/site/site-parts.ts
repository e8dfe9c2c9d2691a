import type { Instant } from '#domain/ids.ts'
import type { HubKit } from '#protocol/hub-core.ts'
import type { DeviceBook } from '../access/device-book.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { PrintTimesAll } from '../printing/print-desk.ts'
import type { PrinterRule } from '../printing/targets.ts'
import type { SeriesBook } from '../secrets.ts'
import type { HubStore } from '../stores/hub-store.ts'

/** What the parts of a site's work share; made once, in `main.ts` or by a test. */
export interface SiteParts {
  readonly store: HubStore
  readonly book: DeviceBook
  readonly series: SeriesBook
  readonly kit: HubKit
  readonly metrics: Metrics
  readonly log: Log
  readonly now: () => Instant
  /** Where it may print; without it in private networks. */
  readonly printers?: readonly PrinterRule[]
  readonly printTimes?: Partial<PrintTimesAll>
}
