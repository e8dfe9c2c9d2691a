import { fields, list, nullable, oneOf, shape, text } from './shape.ts'
import type { Parsed } from './shape.ts'

/** Why a printer does not print. `silent`: it takes what it is sent and says nothing. `notAllowed`: the hub may not go there. */
const troubles = ['paperOut', 'coverOpen', 'offline', 'unreachable', 'silent', 'notAllowed'] as const
export type PrinterTrouble = (typeof troubles)[number]
/** `nearEnd`: the roll is running out. `slow`: tickets come late. */
export type PrinterState = 'ready' | 'nearEnd' | 'slow' | PrinterTrouble

export function isTrouble(state: PrinterState): state is PrinterTrouble {
  return troubles.some((trouble) => trouble === state)
}

/**
 * What came of a picture within a few seconds. `waiting`: the hub goes on trying for as long as a ticket is of use.
 * `dropped`: it will not come out.
 */
export const printReply = fields({
  type: oneOf('print'),
  state: oneOf('printed', 'waiting', 'dropped'),
  trouble: nullable(oneOf(...troubles)),
})
export type PrintReply = Parsed<typeof printReply>

const standing = fields({
  id: shape('printer', text(64).parse),
  state: oneOf('ready', 'nearEnd', 'slow', ...troubles),
})
/** How each of the site's printers is, as far as the hub that answers knows. */
export const printerList = fields({ type: oneOf('printers'), printers: list(standing, 40) })
