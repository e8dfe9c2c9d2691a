import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { inTime } from './in-time.ts'
import type { PrinterTarget } from './targets.ts'

/** One connection to a printer. Everything on it is bounded in time: printers take, stall and say nothing. */
export interface PrinterLine {
  /** Hands bytes over. @throws LineBroken when the other side has gone, or takes nothing for too long. */
  send(bytes: Uint8Array, withinMs: number): Promise<void>
  /** The next byte that the printer says; null: none in that time. @throws LineBroken */
  hear(withinMs: number): Promise<number | null>
  /** What was said and not heard is of no interest any more. */
  forget(): void
  /** Nothing more comes from this side: waits for the other to close too. */
  finish(withinMs: number): Promise<void>
  /** Goes on handing over for a while without anybody waiting: a printer that takes its time. */
  leave(): void
  /** Ends at once; what was not taken yet is never delivered. */
  cut(): void
}

export class LineBroken extends Error {}

/** A printer that talks without end is not listened to. */
const mostHeard = 4_096
/** What was handed over may still be on its way when nobody waits for it any more. */
const leftMs = 30_000

/** @throws LineBroken where nothing answers there. */
export async function openLine({ address, port }: PrinterTarget, withinMs: number): Promise<PrinterLine> {
  const socket = connect({ host: address, port, noDelay: true })
  const heard: number[] = []
  let isOver = false
  let wake: (() => void) | null = null
  const connected = new Promise<boolean>((resolve) => socket.once('connect', () => resolve(true)))
  const over = new Promise<boolean>((resolve) => {
    const end = (): void => {
      isOver = true
      resolve(false)
      wake?.()
    }
    // A printer that has ended its half says nothing more of what it prints.
    socket.once('end', end)
    socket.once('close', end)
  })
  // A close follows every error.
  socket.on('error', () => undefined)
  socket.on('data', (bytes: Buffer) => {
    heard.push(...bytes.subarray(0, Math.max(0, mostHeard - heard.length)))
    wake?.()
  })

  if ((await inTime(Promise.race([connected, over]), withinMs)) !== true) {
    socket.destroy()
    throw new LineBroken('Nothing answers there')
  }

  return {
    send: async (bytes, withinMs) => {
      const taken = new Promise<boolean>((resolve) => {
        socket.write(bytes, (error) => resolve(error === undefined || error === null))
      })
      const isTaken = await inTime(Promise.race([taken, over]), withinMs)
      if (isTaken !== true) throw new LineBroken('The printer takes nothing more')
    },
    hear: async (withinMs) => {
      if (heard.length === 0 && !isOver) await inTime(new Promise<void>((resolve) => (wake = resolve)), withinMs)
      const byte = heard.shift()
      if (byte === undefined && isOver) throw new LineBroken('The printer has closed')
      return byte ?? null
    },
    forget: () => void heard.splice(0),
    finish: async (withinMs) => {
      socket.end()
      await inTime(over, withinMs)
    },
    leave: () => void setTimeout(() => cut(socket), leftMs).unref(),
    cut: () => cut(socket),
  }
}

/** A closed socket is emptied by the system, minutes later if need be; a reset one is not. */
function cut(socket: Socket): void {
  socket.resetAndDestroy()
}
