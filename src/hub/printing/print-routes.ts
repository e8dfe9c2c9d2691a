import type { Hono } from 'hono'
import { parsePrinterId } from '#domain/printing.ts'
import { mostBitmapBytes, readPortableBitmap } from '#protocol/bitmap.ts'
import type { Role } from '#protocol/roles.ts'
import { tooMany } from '../access/access.ts'
import { problem } from '../problem.ts'
import { json, notForThisRole } from '../site/answers.ts'
import { readBytes, wrongShape } from '../site/body.ts'
import type { SiteEnv } from '../site/site-routes.ts'
import type { PrintAnswer, PrintDesk } from './print-desk.ts'

/** Whoever gives tickets or sets up the printer; a board does neither. */
const printing: readonly Role[] = ['kiosk', 'desk', 'manager']

/** A ticket's picture goes to a printer of the site, and how its printers are is told (HP rules). */
export function addPrintRoutes(routes: Hono<SiteEnv>, prints: PrintDesk): void {
  routes.post('/prints', async (context) => {
    const caller = context.get('caller')
    if (!printing.includes(caller.role)) return notForThisRole()
    const bytes = await readBytes(context.req.raw, mostBitmapBytes)
    if (bytes instanceof Response) return bytes
    const picture = readPortableBitmap(bytes)
    if (picture === undefined) return wrongShape()
    return responseTo(await prints.print(caller, parsePrinterId(context.req.query('printer')), picture))
  })

  routes.get('/printers', async (context) => {
    const { site, role } = context.get('caller')
    if (!printing.includes(role)) return notForThisRole()
    return json({ type: 'printers', printers: await prints.printers(site) })
  })
}

function responseTo(answer: PrintAnswer): Response {
  switch (answer.type) {
    case 'reply':
      return json(answer.reply)
    case 'unknownPrinter':
      return problem(404, 'The site has no such printer.')
    case 'wrongWidth':
      return problem(422, `This printer takes pictures of ${answer.dots} dots across.`)
    case 'tooMany':
      return tooMany(answer.waitMs)
  }
}
