import { printerTroubles } from '#domain/printing.ts'
import { fields, list, nullable, oneOf, shape, text } from './shape.ts'
import type { Parsed } from './shape.ts'

/**
 * What came of a picture within a few seconds. `waiting`: the hub goes on trying for as long as a ticket is of use.
 * `dropped`: it will not come out.
 */
export const printReply = fields({
  type: oneOf('print'),
  state: oneOf('printed', 'waiting', 'dropped'),
  trouble: nullable(oneOf(...printerTroubles)),
})
export type PrintReply = Parsed<typeof printReply>

const standing = fields({
  id: shape('printer', text(64).parse),
  state: oneOf('ready', 'nearEnd', 'slow', ...printerTroubles),
})
/** How each of the site's printers is, as far as the hub that answers knows. */
export const printerList = fields({ type: oneOf('printers'), printers: list(standing, 40) })
