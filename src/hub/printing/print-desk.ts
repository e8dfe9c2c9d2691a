import type { PrinterId } from '#domain/ids.ts'
import { printingOf } from '#domain/printing.ts'
import type { Printer } from '#domain/printing.ts'
import type { Settings } from '#domain/settings.ts'
import type { Bitmap } from '#domain/printing.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { PrinterState } from '#domain/printing.ts'
import type { PrintReply } from '#protocol/printing.ts'
import type { Caller } from '../access/access.ts'
import { createBuckets } from '../access/buckets.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { inTime } from './in-time.ts'
import { createPrintLane } from './print-lane.ts'
import type { LanePrinter, LaneTimes, PrintLane } from './print-lane.ts'
import { findTarget } from './targets.ts'
import type { PrinterRule } from './targets.ts'

/** What a hub prints for its sites. */
export interface PrintDesk {
  /** Takes a picture and says within seconds what came of it; the hub goes on trying behind the answer. */
  print(caller: Caller, printer: PrinterId | undefined, picture: Bitmap): Promise<PrintAnswer>
  printers(site: SiteKey): Promise<readonly { readonly id: PrinterId; readonly state: PrinterState }[]>
  /** Nothing more is printed: who waits is told. */
  stop(): void
}

export type PrintAnswer =
  | { readonly type: 'reply'; readonly reply: PrintReply }
  | { readonly type: 'unknownPrinter' }
  /** The picture is not as wide as the printer's paper. */
  | { readonly type: 'wrongWidth'; readonly dots: number }
  | { readonly type: 'tooMany'; readonly waitMs: number }

export interface PrintTimesAll extends LaneTimes {
  /** A kiosk's visitor stands before the number: who asks is answered by then. */
  readonly answerWithinMs: number
}

export const usualPrintTimes: PrintTimesAll = {
  connectMs: 2_000,
  answerMs: 1_500,
  lookMs: 250,
  patienceMs: 8_000,
  usefulMs: 30_000,
  restMs: [1_000, 2_000, 4_000],
  slowMs: 8_000,
  freshMs: 10_000,
  answerWithinMs: 5_000,
}

export interface PrintDeskParts {
  readonly settings: (site: SiteKey) => Promise<Settings>
  readonly rules: readonly PrinterRule[]
  readonly metrics: Pick<Metrics, 'count' | 'gauge'>
  readonly log: Pick<Log, 'warn' | 'info'>
  readonly now: () => number
  readonly times?: Partial<PrintTimesAll>
}

/** A rush at one kiosk is a ticket every few seconds. */
const perDevice = { burst: 20, perSecond: 0.5 }
/** Pictures in memory, whatever sites and printers they are for: some 10 MB. */
const mostAtOnce = 60
const mostLanes = 400

export function createPrintDesk({ settings, rules, metrics, log, now, times: given }: PrintDeskParts): PrintDesk {
  const times = { ...usualPrintTimes, ...given }
  const lanes = new Map<string, PrintLane>()
  const rates = createBuckets(perDevice)
  let underWay = 0
  metrics.gauge('prints_waiting', () => underWay)

  /** By where it is: several sites may share a printer, and it takes one ticket at a time. */
  function laneOf({ host, port }: Printer): PrintLane {
    const name = `${host.toLowerCase()} ${port}`
    const known = lanes.get(name)
    if (known !== undefined) return known
    if (lanes.size >= mostLanes) {
      for (const [other, lane] of lanes) if (lane.isIdle()) lanes.delete(other)
    }
    const lane = createPrintLane(times, (state) => log.info('printer', { state }))
    lanes.set(name, lane)
    return lane
  }

  function lanePrinter(printer: Printer): LanePrinter {
    return { ...printer, find: () => findTarget(rules, printer, times.connectMs) }
  }

  return {
    print: async ({ site, device }, id, picture) => {
      const { printers } = printingOf(await settings(site))
      const printer = printers.find((one) => one.id === id)
      if (printer === undefined) return { type: 'unknownPrinter' }
      if (printer.dots !== picture.width) return { type: 'wrongWidth', dots: printer.dots }
      const waitMs = rates.take(`${site}/${device}`, now())
      if (waitMs > 0) return { type: 'tooMany', waitMs }
      if (underWay >= mostAtOnce) {
        metrics.count('prints', 1, 'full')
        return { type: 'reply', reply: { type: 'print', state: 'dropped', trouble: null } }
      }
      underWay += 1
      const job = laneOf(printer).print(lanePrinter(printer), picture)
      void job.end.then((end) => {
        underWay -= 1
        metrics.count('prints', 1, end)
      })
      const end = await inTime(job.end, times.answerWithinMs)
      const state = end === null ? 'waiting' : end === 'printed' ? 'printed' : 'dropped'
      const trouble = state === 'printed' ? null : job.trouble()
      return { type: 'reply', reply: { type: 'print', state, trouble } }
    },
    printers: async (site) => {
      const { printers } = printingOf(await settings(site))
      return await Promise.all(
        printers.map(async (printer) => ({ id: printer.id, state: await laneOf(printer).state(lanePrinter(printer)) })),
      )
    },
    stop: () => {
      for (const lane of lanes.values()) lane.stop()
    },
  }
}
