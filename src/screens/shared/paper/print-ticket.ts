import type { HubPort } from '#app/ports.ts'
import type { Bitmap, PrinterDots } from '#domain/printing.ts'
import { printByBrowser } from './browser-print.ts'
import type { KioskPrinter } from './printer-of.ts'
import type { TicketContent } from './ticket-content.ts'
import { bitmapOf, drawTicket } from './ticket-picture.ts'

/** `printing`: it was handed over, and nobody says when it is out. */
export type PrintOutcome = 'printing' | 'printed' | 'failed'

export interface PrintEnd {
  readonly state: PrintOutcome
  /** Takes what was laid out for the browser's printing out of the page. */
  readonly takeAway?: () => void
}

/** A ticket as dots. Rejects where nothing can be drawn. */
export async function pictureOf(content: TicketContent, dots: PrinterDots): Promise<Bitmap> {
  return bitmapOf(await drawTicket(content, dots))
}

/** Draws a ticket and has it printed; loaded behind the first screen, in one file with the waits. Rejects where nothing can be drawn. */
export async function printTicket(printer: KioskPrinter, content: TicketContent, hub: HubPort): Promise<PrintEnd> {
  // A hub that is not heard prints nothing: the visitor is told at once.
  if (printer.type === 'hub' && hub.standing().freshness !== 'live') return { state: 'failed' }
  if (printer.type === 'browser') return printByBrowser(await drawTicket(content, printer.dots), printer.paperMm)
  const answer = await hub.printing?.print(printer.id, await pictureOf(content, printer.dots))
  return { state: answer?.ok === true && answer.value.state === 'printed' ? 'printed' : 'failed' }
}
