import type { PrinterId } from './ids.ts'
import { parseId } from './ids.ts'
import type { Result } from './result.ts'
import { ok, refuse } from './result.ts'
import type { Reader, SettingsProblem, Texts } from './settings-reader.ts'
import { asText, reader } from './settings-reader.ts'

/** What a printer understands. */
export const printerCommands = ['escpos', 'starprnt', 'stargraphic'] as const
export type PrinterCommands = (typeof printerCommands)[number]
/** Dots across the paper: rolls of 58 mm and of 80 mm, 8 dots a millimetre. */
export const printerDots = [384, 576] as const
export type PrinterDots = (typeof printerDots)[number]
/** When a kiosk prints: with every ticket, when the visitor asks for it, or not at all. */
export const printMoments = ['always', 'request', 'never'] as const
export type PrintMoment = (typeof printMoments)[number]

/** A picture of black and white dots, as a printer takes it. */
export interface Bitmap {
  /** Dots across; a multiple of eight. */
  readonly width: number
  readonly height: number
  /** Row by row, eight dots a byte, the leftmost in the highest bit; 1 is black. */
  readonly rows: Uint8Array
}

/** Why a printer does not print. `silent`: it takes what it is sent and says nothing. `notAllowed`: the hub may not go there. */
export const printerTroubles = ['paperOut', 'coverOpen', 'offline', 'unreachable', 'silent', 'notAllowed'] as const
export type PrinterTrouble = (typeof printerTroubles)[number]
/** `nearEnd`: the roll is running out. `slow`: tickets come late. */
export type PrinterState = 'ready' | 'nearEnd' | 'slow' | PrinterTrouble

export function isTrouble(state: PrinterState): state is PrinterTrouble {
  return printerTroubles.some((trouble) => trouble === state)
}

/** Rolls of 58 mm and 80 mm, and what of them is printed on. */
export const paperWidths = [58, 80] as const
export type PaperMm = (typeof paperWidths)[number]

export function dotsAcross(paperMm: PaperMm): PrinterDots {
  return paperMm === 58 ? 384 : 576
}

/** A network printer that the hub reaches. */
export interface Printer {
  readonly id: PrinterId
  /** Empty: it is known by its id. */
  readonly labels: Texts
  /** A name or an address. */
  readonly host: string
  readonly port: number
  readonly commands: PrinterCommands
  readonly dots: PrinterDots
  /** It says how it is when it is asked; cheap ones do not. */
  readonly tells: boolean
}

/** The part `printing` of the site's settings. It is read apart from the rest: no kiosk needs it for its first ticket. */
export interface Printing {
  readonly when: PrintMoment
  readonly printers: readonly Printer[]
  /** A kiosk without one of these prints by its browser, on paper of this width; null: it does not print. */
  readonly browserPaperMm: PaperMm | null
}

export const mostPrinters = 20
/** Where printers listen for raw data. */
export const usualPort = 9100

/** Reads `printing` out of a configuration document and reports all findings at once; without it nothing is printed. */
export function parsePrinting(document: unknown): Result<Printing, readonly SettingsProblem[]> {
  const problems: SettingsProblem[] = []
  const part = reader(document, '', problems).field('printing')
  if (part.value === undefined) return ok({ when: 'always', printers: [], browserPaperMm: null })
  const list = part.field('printers').optionalList(mostPrinters)
  const printers = list.map(readPrinter)
  printers.forEach(({ id }, index) => {
    if (printers.findIndex((other) => other.id === id) < index) list[index]?.field('id').report('Duplicate')
  })
  const when = readMoment(part)
  const browserPaperMm = readPaper(part)
  return problems.length > 0 ? refuse(problems) : ok({ when, printers, browserPaperMm })
}

/** The same for whoever only prints: a printer that cannot be read is left out, and the others print. */
export function printingOf(settings: { readonly document: unknown }): Printing {
  const part = reader(settings.document, '', []).field('printing')
  const found: Printer[] = []
  for (const item of part.field('printers').optionalList(mostPrinters)) {
    const problems: SettingsProblem[] = []
    const printer = readPrinter(reader(item.value, '', problems))
    if (problems.length === 0 && !found.some(({ id }) => id === printer.id)) found.push(printer)
  }
  return { when: readMoment(part), printers: found, browserPaperMm: readPaper(part) }
}

export function parsePrinterId(value: unknown): PrinterId | undefined {
  return parseId(value) as PrinterId | undefined
}

const printerFields = ['id', 'host', 'port', 'commands', 'dots', 'tells']

function readPrinter(printer: Reader): Printer {
  const id = printer.field('id')
  if (parsePrinterId(id.value) === undefined) id.report('NotAnId')
  const hasWords = Object.keys(Object(printer.value) as object).some((key) => !printerFields.includes(key))
  return {
    id: asText(id.value) as PrinterId,
    labels: hasWords ? printer.texts(printerFields) : {},
    host: readHost(printer.field('host')),
    port: readPort(printer.field('port')),
    commands: oneOf(printer.field('commands'), printerCommands, 'escpos'),
    dots: oneOf(printer.field('dots'), printerDots, 576),
    tells: printer.field('tells').boolean(true),
  }
}

function readMoment(part: Reader): PrintMoment {
  return oneOf(part.field('when'), printMoments, 'always')
}

function readPaper(part: Reader): PaperMm | null {
  return oneOf(part.field('browserPaperMm'), [...paperWidths, null], null)
}

/** A name of the network or a private address, nothing around it. A hub looks once more where a name leads. */
function readHost(host: Reader): string {
  const text = asText(host.value)
  if (!isName(text) && !isAddress(text)) host.report('NotAnAddress')
  else if (isAddress(text) && !isPrivate(text)) host.report('NotPrivate')
  return text
}

/** Its last part begins with a letter: `192.168.1` and `0x7f000001` are numbers that a system would take for addresses. */
function isName(text: string): boolean {
  return text.length <= 253 && /^([0-9a-z_]([0-9a-z_-]{0,61}[0-9a-z_])?\.)*[a-z]([0-9a-z-]{0,61}[0-9a-z])?$/i.test(text)
}

function isAddress(text: string): boolean {
  const isFour = /^(\d{1,3}\.){3}\d{1,3}$/.test(text) && text.split('.').every((part) => Number(part) < 256)
  return isFour || (/^[0-9a-f:]{2,39}$/i.test(text) && text.includes(':'))
}

/** 10/8, 172.16/12, 192.168/16, 169.254/16, this machine; fc00::/7, fe80::/10. */
function isPrivate(address: string): boolean {
  return address.includes(':')
    ? /^(f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)/i.test(address)
    : /^(10|127|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./.test(address)
}

function readPort(port: Reader): number {
  const value = port.number(1, 65_535, usualPort)
  if (!Number.isInteger(value)) port.report('OutOfRange')
  return value
}

function oneOf<Value>(place: Reader, values: readonly Value[], fallback: Value): Value {
  const found = values.find((value) => value === place.value)
  if (found === undefined && place.value !== undefined) place.report('NotAChoice')
  return found ?? fallback
}
