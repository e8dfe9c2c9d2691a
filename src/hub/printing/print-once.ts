import type { PrinterCommands } from '#domain/printing.ts'
import type { Bitmap } from '#domain/printing.ts'
import type { PrinterState, PrinterTrouble } from '#domain/printing.ts'
import { isTrouble } from '#domain/printing.ts'
import type { Dialect } from './dialect.ts'
import { escpos } from './escpos.ts'
import { openLine } from './printer-line.ts'
import type { PrinterLine } from './printer-line.ts'
import { stargraphic, starprnt } from './star.ts'
import type { PrinterTarget } from './targets.ts'

/** How long each thing may take. */
export interface PrintTimes {
  readonly connectMs: number
  /** For one answer of the printer. */
  readonly answerMs: number
  /** Between two looks at a printer that prints. */
  readonly lookMs: number
  /** A printer that is well and never says that it has printed is believed after this time. */
  readonly patienceMs: number
}

/**
 * What came of one attempt. `mayRepeat`: the ticket has certainly not come out whole; otherwise nobody knows, and a
 * second one would be worse than none.
 */
export type Attempt =
  | { readonly type: 'printed'; readonly state: PrinterState; readonly isConfirmed: boolean }
  | { readonly type: 'failed'; readonly trouble: PrinterTrouble; readonly mayRepeat: boolean }

export interface AskedPrinter {
  readonly target: PrinterTarget
  readonly commands: PrinterCommands
  readonly tells: boolean
}

const dialects: Readonly<Record<PrinterCommands, Dialect>> = { escpos, starprnt, stargraphic }
/** A printer that says nothing for so many questions has gone silent. */
const mostSilent = 4

/** Prints once. Never throws; ends at the latest some seconds after `until`. */
export async function printOnce(
  printer: AskedPrinter,
  picture: Bitmap,
  until: number,
  times: PrintTimes,
): Promise<Attempt> {
  let line: PrinterLine
  try {
    line = await openLine(printer.target, times.connectMs)
  } catch {
    return failed('unreachable', true)
  }
  const left = Math.max(times.answerMs, until - Date.now())
  const dialect = dialects[printer.commands]
  const attempt = printer.tells
    ? await printWatched(line, dialect, picture, { ...times, until, left })
    : await printBlindly(line, dialect.ticket(picture), left, times)
  // Whatever did not come out must not come out later, with the next visitor there.
  if (attempt.type === 'failed') line.cut()
  else if (printer.tells) {
    // Many printers take one connection at a time: the next ticket needs it.
    await line.finish(times.answerMs)
    line.cut()
  } else line.leave()
  return attempt
}

/** Hands a ticket to a printer that says nothing: that it was taken is all that one can know. */
async function printBlindly(line: PrinterLine, ticket: Uint8Array, left: number, times: PrintTimes): Promise<Attempt> {
  try {
    await line.send(ticket, left)
  } catch {
    return failed('offline', true)
  }
  await line.finish(times.answerMs)
  return { type: 'printed', state: 'ready', isConfirmed: false }
}

interface WatchTimes extends PrintTimes {
  readonly until: number
  readonly left: number
}

async function printWatched(line: PrinterLine, dialect: Dialect, picture: Bitmap, times: WatchTimes): Promise<Attempt> {
  const talk = dialect.talk(line, times.answerMs)
  let isHandedOver = false
  try {
    const before = await talk.state()
    if (before === null || isTrouble(before)) return failed(before ?? 'silent', true)
    await line.send(Buffer.concat([dialect.ticket(picture), dialect.receipt]), times.left)
    isHandedOver = true
    const sentAt = Date.now()
    for (let silent = 0; ;) {
      const state = await talk.state()
      if (talk.isPrinted()) return { type: 'printed', state: state ?? before, isConfirmed: true }
      silent = state === null ? silent + 1 : 0
      if (silent >= mostSilent || (silent > 0 && Date.now() > times.until)) return failed('silent', false)
      if (state !== null && isTrouble(state)) {
        await line.send(dialect.clear, times.answerMs)
        await line.finish(times.answerMs)
        return failed(state, true)
      }
      if (state !== null && Date.now() - sentAt > times.patienceMs) {
        return { type: 'printed', state, isConfirmed: false }
      }
      await new Promise((resolve) => setTimeout(resolve, times.lookMs))
    }
  } catch {
    return failed('offline', !isHandedOver)
  }
}

/** Asks a printer how it is, without printing. */
export async function askOnce({ target, commands, tells }: AskedPrinter, times: PrintTimes): Promise<PrinterState> {
  let line: PrinterLine
  try {
    line = await openLine(target, times.connectMs)
  } catch {
    return 'unreachable'
  }
  try {
    return tells ? ((await dialects[commands].talk(line, times.answerMs).state()) ?? 'silent') : 'ready'
  } catch {
    return 'offline'
  } finally {
    line.cut()
  }
}

function failed(trouble: PrinterTrouble, mayRepeat: boolean): Attempt {
  return { type: 'failed', trouble, mayRepeat }
}
