import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { PrinterCommands } from '#domain/printing.ts'
import type { Bitmap } from '#domain/printing.ts'
import { nextOrder, pictureOf } from './printer-bytes.ts'

/** How a printer is at the moment; a test changes it while it runs. */
export interface PrinterCondition {
  paper: 'ok' | 'nearEnd' | 'out'
  cover: 'closed' | 'open'
  /** Something that the printer does not explain. */
  stopped: boolean
  /** Rows that are left on the roll; then the paper is out. */
  rowsLeft: number
  rowsPerMs: number
  /**
   * `well`: answers and prints. `mute`: takes everything and never answers (half-open). `unconfirming`: tells how it
   * is, and never that it has printed. `garbage`: answers, in bytes that mean nothing. `closing`: restarts in the
   * middle of a ticket. `stuck`: takes nothing after the first bytes.
   */
  manner: 'well' | 'mute' | 'unconfirming' | 'garbage' | 'closing' | 'stuck'
}

/** A printer that decodes what it is sent into pictures, as a real one burns them. */
export interface FakePrinter {
  readonly port: number
  readonly condition: PrinterCondition
  /** Tickets that have been cut, whole. */
  readonly tickets: readonly Bitmap[]
  /** Bytes that are no command. */
  readonly odd: readonly number[]
  /** Connections so far, and the most at the same time. */
  readonly connections: { readonly count: number; readonly most: number }
  /** Bytes that have come over the last connection. */
  taken(): number
  /** Not reachable any more; `open` again takes the same port. */
  close(): Promise<void>
  open(): Promise<void>
}

const engineMs = 5

export async function startPrinter(kind: PrinterCommands, start: Partial<PrinterCondition> = {}): Promise<FakePrinter> {
  const condition: PrinterCondition = {
    paper: 'ok',
    cover: 'closed',
    stopped: false,
    rowsLeft: Infinity,
    rowsPerMs: Infinity,
    manner: 'well',
    ...start,
  }
  const tickets: Bitmap[] = []
  const odd: number[] = []
  const connections = { count: 0, most: 0 }
  const sockets = new Set<Socket>()
  let buffer = new Uint8Array()
  let burnt: number[] = []
  let across = 0
  let burnUntil = 0
  let printed = 0
  let port = 0
  let taken = 0

  const mayPrint = () => condition.paper !== 'out' && condition.cover === 'closed' && !condition.stopped

  /** Works on what has come, as far as paper and speed allow. */
  function work(): void {
    while (mayPrint() && Date.now() >= burnUntil) {
      const order = buffer.length === 0 ? null : nextOrder(kind, buffer)
      if (order === null) return
      if (order.rows !== undefined) {
        const down = order.rows.data.length / order.rows.across
        if (condition.rowsLeft < down) {
          condition.rowsLeft = 0
          condition.paper = 'out'
          return
        }
        condition.rowsLeft -= down
        across = order.rows.across
        burnt.push(...order.rows.data)
        // A printer that has rested for a moment makes up for no more than one turn of its engine.
        burnUntil = Math.max(burnUntil, Date.now() - engineMs) + down / condition.rowsPerMs
      }
      if (order.act === 'odd') odd.push(buffer[0] ?? 0)
      if (order.act === 'cut') {
        tickets.push(pictureOf(across, burnt))
        burnt = []
      }
      buffer = buffer.slice(order.length)
      if (order.act === 'receipt') confirm()
    }
  }

  function confirm(): void {
    printed += 1
    if (condition.manner === 'unconfirming' || condition.manner === 'mute') return
    // GS r 1: the paper's state, told from DLE EOT by its fixed bits. ETB is read off the next state.
    if (kind === 'escpos') for (const socket of sockets) socket.write(Uint8Array.of(condition.paper === 'ok' ? 0 : 3))
  }

  function escposState(n: number): number {
    const { paper, cover } = condition
    const bits =
      n === 1
        ? mayPrint()
          ? 0x04
          : 0x0c
        : n === 2
          ? (cover === 'open' ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (condition.stopped ? 0x40 : 0)
          : n === 4
            ? (paper === 'ok' ? 0 : 0x0c) | (paper === 'out' ? 0x60 : 0)
            : 0
    return 0x12 | bits
  }

  function starState(): Uint8Array {
    const { paper, cover, manner } = condition
    const count = manner === 'unconfirming' ? 0 : printed % 32
    const spread = ((count & 0x07) << 1) | ((count & 0x18) << 2)
    const printer = (mayPrint() ? 0 : 0x08) | (cover === 'open' ? 0x20 : 0)
    const sensors = (paper === 'ok' ? 0 : 0x04) | (paper === 'out' ? 0x08 : 0)
    // Nine bytes, and two that an expanded state has behind them.
    return Uint8Array.of(0x23, 0x86, printer, condition.stopped ? 0x20 : 0, 0, sensors, 0, spread, 0, 0, 0)
  }

  /** What is obeyed as it comes in, also in the middle of a picture. */
  function obeyAtOnce(socket: Socket, bytes: Uint8Array): void {
    const say = (answer: Uint8Array): void => {
      if (condition.manner === 'mute' || socket.destroyed) return
      socket.write(condition.manner === 'garbage' ? Uint8Array.from(answer, (_, at) => 0xff - at) : answer)
    }
    for (let at = 0; at < bytes.length; at++) {
      const [a, b, c] = bytes.subarray(at)
      if (kind === 'escpos' && a === 0x10 && b === 4 && c !== undefined && c <= 5) say(Uint8Array.of(escposState(c)))
      if (kind === 'escpos' && a === 0x10 && b === 0x14 && c === 8) clear()
      if (kind !== 'escpos' && a === 0x1b && b === 6 && c === 1) say(starState())
      if (kind !== 'escpos' && a === 0x18 && !mayPrint()) clear()
    }
  }

  function clear(): void {
    buffer = new Uint8Array()
    burnt = []
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    connections.count += 1
    connections.most = Math.max(connections.most, sockets.size)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    taken = 0
    socket.on('data', (bytes: Buffer) => {
      taken += bytes.length
      if (condition.manner === 'stuck' && taken > 40) socket.pause()
      if (condition.manner === 'closing' && taken > 2_000) {
        clear()
        return void socket.destroy()
      }
      obeyAtOnce(socket, bytes)
      if (condition.manner === 'mute') return
      buffer = Buffer.concat([buffer, bytes])
      work()
    })
  })
  setInterval(work, engineMs).unref()

  const open = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port
        resolve()
      })
    })
  await open()
  return {
    get port() {
      return port
    },
    condition,
    tickets,
    odd,
    connections,
    taken: () => taken,
    open,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
