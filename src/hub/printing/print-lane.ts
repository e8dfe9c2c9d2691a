import type { Bitmap } from '#domain/printing.ts'
import type { PrinterState, PrinterTrouble } from '#domain/printing.ts'
import { isTrouble } from '#domain/printing.ts'
import { askOnce, printOnce } from './print-once.ts'
import type { AskedPrinter, Attempt, PrintTimes } from './print-once.ts'
import type { PrinterTarget } from './targets.ts'

/** How long a ticket is tried. */
export interface LaneTimes extends PrintTimes {
  /** After this time a ticket is of no use any more: its visitor has gone, and the next one would take it for theirs. */
  readonly usefulMs: number
  /** Between attempts: the first of these, then the next, and the last again and again. */
  readonly restMs: readonly number[]
  /** A ticket that takes longer makes its printer a slow one. */
  readonly slowMs: number
  /** What was seen so lately is not asked again. */
  readonly freshMs: number
}

/** What became of a ticket in the end. `full`: too many were waiting; `late`: its time was over. */
export type PrintEnd = 'printed' | 'late' | 'full' | 'stopped'

/** A ticket on its way. */
export interface PrintJob {
  readonly end: Promise<PrintEnd>
  /** What keeps it at the moment. */
  readonly trouble: () => PrinterTrouble | null
}

/** One printer's tickets, one after the other, whichever kiosk or site they come from. */
export interface PrintLane {
  print(printer: LanePrinter, picture: Bitmap): PrintJob
  /** How the printer is: as it was seen a moment ago, or asked now where nothing is being printed. */
  state(printer: LanePrinter): Promise<PrinterState>
  isIdle(): boolean
  stop(): void
}

export interface LanePrinter extends Omit<AskedPrinter, 'target'> {
  readonly find: () => Promise<PrinterTarget | 'notAllowed' | 'unreachable'>
}

interface Waiting {
  readonly printer: LanePrinter
  readonly picture: Bitmap
  readonly until: number
  trouble: PrinterTrouble | null
  readonly ended: (end: PrintEnd) => void
}

/** More visitors do not come to one kiosk while a ticket is of use. */
const mostWaiting = 10

/** @param onState hears of every change. */
export function createPrintLane(times: LaneTimes, onState: (state: PrinterState) => void): PrintLane {
  const queue: Waiting[] = []
  let seen: { readonly state: PrinterState; readonly at: number } | null = null
  let asking: Promise<PrinterState> | null = null
  let isWorking = false
  const stopped = new AbortController()
  let speaks = true

  function see(state: PrinterState): PrinterState {
    if (seen?.state !== state) onState(state)
    seen = { state, at: Date.now() }
    return state
  }

  async function work(): Promise<void> {
    isWorking = true
    for (let next = queue[0]; next !== undefined; next = queue[0]) {
      const end = await printInTime(next)
      queue.shift()
      next.ended(end)
    }
    isWorking = false
  }

  async function printInTime(job: Waiting): Promise<PrintEnd> {
    for (let tries = 0; ; tries++) {
      if (stopped.signal.aborted) return 'stopped'
      if (Date.now() >= job.until) return 'late'
      const startedAt = Date.now()
      const attempt = await attemptOf(job)
      if (attempt.type === 'printed') {
        const isSlow = attempt.state === 'ready' && Date.now() - startedAt > times.slowMs
        if (job.printer.tells) speaks = attempt.isConfirmed
        see(isSlow ? 'slow' : attempt.state)
        return 'printed'
      }
      job.trouble = attempt.trouble
      see(attempt.trouble)
      if (!attempt.mayRepeat) return 'late'
      const restMs = times.restMs[Math.min(tries, times.restMs.length - 1)] ?? 1_000
      if (Date.now() + restMs >= job.until) return 'late'
      await rest(restMs, stopped.signal)
    }
  }

  async function attemptOf({ printer, picture, until }: Waiting): Promise<Attempt> {
    const target = await printer.find()
    if (typeof target === 'string') return { type: 'failed', trouble: target, mayRepeat: target === 'unreachable' }
    // Some printers tell how they are and never that they have printed: once known, nobody waits for it.
    const patienceMs = speaks ? times.patienceMs : Math.min(times.patienceMs, 4 * times.lookMs)
    return await printOnce({ ...printer, target }, picture, until, { ...times, patienceMs })
  }

  async function ask(printer: LanePrinter): Promise<PrinterState> {
    const target = await printer.find()
    const state = typeof target === 'string' ? target : await askOnce({ ...printer, target }, times)
    // A slow printer is well when it is asked: how it prints is what counts.
    return see(state === 'ready' && seen?.state === 'slow' ? 'slow' : state)
  }

  return {
    print: (printer, picture) => {
      const { promise: end, resolve: ended } = withResolvers<PrintEnd>()
      const job: Waiting = { printer, picture, until: Date.now() + times.usefulMs, trouble: null, ended }
      if (queue.length >= mostWaiting) ended('full')
      else queue.push(job)
      if (!isWorking) void work()
      return { end, trouble: () => job.trouble ?? (seen !== null && isTrouble(seen.state) ? seen.state : null) }
    },
    state: async (printer) => {
      const isFresh = seen !== null && Date.now() - seen.at < times.freshMs
      if (seen !== null && (isFresh || isWorking)) return seen.state
      asking ??= ask(printer).finally(() => (asking = null))
      return await asking
    },
    isIdle: () => queue.length === 0 && (seen === null || Date.now() - seen.at > 10 * times.freshMs),
    stop: () => stopped.abort(),
  }
}

/** As `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  const made: { resolve?: (value: Value) => void } = {}
  const promise = new Promise<Value>((resolve) => (made.resolve = resolve))
  return { promise, resolve: (value) => made.resolve?.(value) }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
