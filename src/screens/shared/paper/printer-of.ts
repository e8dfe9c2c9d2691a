import type { HubPort } from '#app/ports.ts'
import type { PrinterId } from '#domain/ids.ts'
import { dotsAcross } from '#domain/printing.ts'
import type { PaperMm, PrinterDots, Printing } from '#domain/printing.ts'

/** Where a kiosk's tickets come out: at a printer of the network, by the hub, or at its own, by the browser. */
export type KioskPrinter =
  | { readonly type: 'hub'; readonly id: PrinterId; readonly dots: PrinterDots }
  | { readonly type: 'browser'; readonly paperMm: PaperMm; readonly dots: PrinterDots }

/**
 * @param search the kiosk's address may name its printer (`?printer=hall`); without it, or where there is none of that
 * name, it is the site's first.
 */
export function printerOf(
  { printers, browserPaperMm }: Omit<Printing, 'when'>,
  hub: HubPort,
  search: string,
): KioskPrinter | null {
  const asked = new URLSearchParams(search).get('printer')
  const found = printers.find(({ id }) => id === asked) ?? printers[0]
  if (found !== undefined && hub.printing !== undefined) return { type: 'hub', id: found.id, dots: found.dots }
  if (browserPaperMm === null) return null
  return { type: 'browser', paperMm: browserPaperMm, dots: dotsAcross(browserPaperMm) }
}
