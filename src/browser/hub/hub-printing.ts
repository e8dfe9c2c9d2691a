import type { HubPrinting } from '#app/ports.ts'
import type { PrinterId } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import { toPortableBitmap } from '#protocol/bitmap.ts'
import { printerList, printReply } from '#protocol/printing.ts'
import { troubleOf } from './hub-trouble.ts'
import type { HubWire } from './hub-wire.ts'

/** The hub says within five seconds what came of a ticket. */
const printMs = 8_000
/** It asks each printer, and one that says nothing takes its time. */
const lookMs = 8_000

/** Printing by the hub; a kiosk's pictures travel as files. */
export function createHubPrinting(wire: HubWire): HubPrinting {
  return {
    print: async (printer, picture) => {
      const answer = await wire.ask({
        method: 'POST',
        path: `prints?printer=${encodeURIComponent(printer)}`,
        picture: toPortableBitmap(picture),
        shape: printReply,
        timeoutMs: printMs,
      })
      return answer.type === 'reply' ? ok(answer.value) : refuse(troubleOf(answer))
    },
    printers: async () => {
      const answer = await wire.ask({ path: 'printers', shape: printerList, timeoutMs: lookMs })
      if (answer.type !== 'reply') return refuse(troubleOf(answer))
      return ok(answer.value.printers.map(({ id, state }) => ({ id: id as PrinterId, state })))
    },
  }
}
