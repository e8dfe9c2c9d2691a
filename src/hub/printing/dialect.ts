import type { Bitmap } from '#domain/printing.ts'
import type { PrinterState } from '#domain/printing.ts'
import type { PrinterLine } from './printer-line.ts'

/** How one family of printers is spoken to. */
export interface Dialect {
  /** A whole ticket: the picture, some paper after it, a cut. */
  readonly ticket: (picture: Bitmap) => Uint8Array
  /** Behind a ticket: the printer says by it that everything before is on paper. */
  readonly receipt: Uint8Array
  /** Throws away what the printer has taken and not printed: it must not come out when somebody brings new paper. */
  readonly clear: Uint8Array
  readonly talk: (line: PrinterLine, answerMs: number) => Talk
}

/** What a printer says over one connection. */
export interface Talk {
  /** Asks how it is, now; null: it says nothing, or nothing that means anything. */
  state(): Promise<PrinterState | null>
  /** Whether it has said that the ticket is on paper. */
  isPrinted(): boolean
}
