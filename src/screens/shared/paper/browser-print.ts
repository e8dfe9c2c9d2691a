import type { PaperMm } from '#domain/printing.ts'
import { dotsPerMm } from './ticket-picture.ts'
import type { PrintEnd } from './print-ticket.ts'

/** Between the last line and the knife. */
const feedMm = 6

/**
 * Prints the picture by the browser's own printing, on a page as wide as the paper and as long as the ticket: `auto` is
 * no length of a page, so it is measured. The page stays laid out until it is taken away: some browsers print later.
 */
export function printByBrowser(canvas: HTMLCanvasElement, paperMm: PaperMm, page: Window = window): PrintEnd {
  const { document } = page
  const heightMm = Math.ceil(canvas.height / dotsPerMm) + feedMm
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`
    @page { size: ${paperMm}mm ${heightMm}mm; margin: 0 }
    #ticket-paper { display: none }
    @media print {
      html, body { min-block-size: 0; margin: 0; padding: 0; background: none }
      body > :not(#ticket-paper) { display: none }
      #ticket-paper { display: block; inline-size: ${canvas.width / dotsPerMm}mm; margin-inline: auto }
    }`)
  const paper = canvas
  paper.id = 'ticket-paper'
  // Drawings on a canvas have no words of their own; the screen has them.
  paper.setAttribute('aria-hidden', 'true')
  document.body.append(paper)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  const takeAway = (): void => {
    paper.remove()
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
  page.print()
  return { state: 'printing', takeAway }
}
