import { printTicket } from '#screens/shared/paper/print-ticket.ts'
import type { Bitmap } from '#domain/printing.ts'
import type { TicketContent } from '#screens/shared/paper/ticket-content.ts'
import { bitmapOf, drawTicket } from '#screens/shared/paper/ticket-picture.ts'

/** What a test asks of the page, over the line between both: rows as plain numbers. */
export interface PicturePage {
  draw(content: TicketContent, dots: 384 | 576): Promise<{ readonly width: number; readonly rows: readonly number[] }>
  /** Prints by a hub that takes the picture and answers as it is told to. */
  printed(content: TicketContent, dots: 384 | 576): Promise<{ readonly state: string; readonly same: boolean }>
}

async function draw(content: TicketContent, dots: 384 | 576): Promise<Bitmap> {
  return bitmapOf(await drawTicket(content, dots))
}

const page: PicturePage = {
  draw: async (content, dots) => {
    const { width, rows } = await draw(content, dots)
    return { width, rows: [...rows] }
  },
  printed: async (content, dots) => {
    const taken: Bitmap[] = []
    const printer = { type: 'hub', id: 'hall' as never, dots } as const
    const hub = {
      standing: () => ({ freshness: 'live', since: null, role: 'kiosk', trouble: null, unsent: 0 }) as const,
      watch: () => () => undefined,
      claim: () => Promise.reject(new Error('no desk')),
      staff: () => Promise.reject(new Error('no staff')),
      printing: {
        print: (_: unknown, picture: Bitmap) => {
          taken.push(picture)
          return Promise.resolve({ ok: true, value: { state: 'printed', trouble: null } } as const)
        },
        printers: () => Promise.reject(new Error('not asked')),
      },
    }
    const { state } = await printTicket(printer, content, hub)
    const again = await draw(content, dots)
    return { state, same: taken.length === 1 && String(taken[0]?.rows) === String(again.rows) }
  },
}
Object.assign(globalThis, { page })
