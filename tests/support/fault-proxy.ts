import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** What a network does to the bytes between a device and its hub. */
export type Fault =
  | { readonly type: 'pass' }
  | { readonly type: 'delay'; readonly ms: number }
  /** Wi-Fi is gone: connections stay open and nothing comes through, either way. */
  | { readonly type: 'blackHole' }
  /** Nobody listens. */
  | { readonly type: 'refuse' }
  /** A proxy that ends every connection after so long, whatever it carries. */
  | { readonly type: 'killAfter'; readonly ms: number }
  /** What is asked arrives, what is answered does not. */
  | { readonly type: 'dropReplies' }

export interface FaultProxy {
  readonly url: string
  set(fault: Fault): void
  /** Ends every connection that is open now. */
  cut(): void
  /** How many connections it has ended by itself. */
  killed(): number
  stop(): Promise<void>
}

/** A TCP proxy before a hub on this machine. */
export async function startFaultProxy(hubPort: number): Promise<FaultProxy> {
  let fault: Fault = { type: 'pass' }
  let kills = 0
  const pairs = new Set<readonly [Socket, Socket]>()

  const server = createServer((near) => {
    if (fault.type === 'refuse') return void near.destroy()
    const far = connect(hubPort, '127.0.0.1')
    const pair = [near, far] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    // Bytes that were swallowed are lost to this connection: it never carries anything again.
    let swallowed = false
    const carry = (from: Socket, to: Socket, isReply: boolean) =>
      from.on('data', (bytes: Buffer) => {
        swallowed ||= fault.type === 'blackHole' || (fault.type === 'dropReplies' && isReply)
        if (swallowed && (isReply || fault.type === 'blackHole')) return
        const pass = () => void (to.destroyed || to.write(bytes))
        if (fault.type === 'delay') setTimeout(pass, fault.ms)
        else pass()
      })
    carry(near, far, false)
    carry(far, near, true)
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.once('error', end)
      socket.once('close', () => {
        // In a black hole nobody hears that the other side has gone.
        if (fault.type !== 'blackHole' && !swallowed) end()
        else if (socket === near) end()
      })
    }
    if (fault.type === 'killAfter') {
      const timer = setTimeout(() => {
        kills += 1
        end()
      }, fault.ms)
      near.once('close', () => clearTimeout(timer))
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })

  const cut = () => {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    pairs.clear()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set: (next) => {
      fault = next
      // These two say how long a connection lives: those from before are ended.
      if (next.type === 'refuse' || next.type === 'killAfter') cut()
    },
    cut,
    killed: () => kills,
    stop: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
