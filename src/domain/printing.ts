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
}

export const mostPrinters = 20
/** Where printers listen for raw data. */
export const usualPort = 9100

/** Reads `printing` out of a configuration document and reports all findings at once; without it nothing is printed. */
export function parsePrinting(document: unknown): Result<Printing, readonly SettingsProblem[]> {
  const problems: SettingsProblem[] = []
  const part = reader(document, '', problems).field('printing')
  if (part.value === undefined) return ok({ when: 'always', printers: [] })
  const list = part.field('printers').optionalList(mostPrinters)
  const printers = list.map(readPrinter)
  printers.forEach(({ id }, index) => {
    if (printers.findIndex((other) => other.id === id) < index) list[index]?.field('id').report('Duplicate')
  })
  const when = oneOf(part.field('when'), printMoments, 'always')
  return problems.length > 0 ? refuse(problems) : ok({ when, printers })
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
  return { when: oneOf(part.field('when'), printMoments, 'always'), printers: found }
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

/** A name of the network or an address, nothing around it. */
function readHost(host: Reader): string {
  const text = asText(host.value)
  if (!/^[0-9a-z]([0-9a-z._:-]{0,251}[0-9a-z])?$/i.test(text)) host.report('NotAnAddress')
  return text
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
