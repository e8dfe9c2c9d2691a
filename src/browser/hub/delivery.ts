import { hearPush, nextPush } from '#protocol/device-core.ts'
import type { Sent } from '#protocol/device-core.ts'
import { pushReply } from '#protocol/messages.ts'
import type { PushRequest } from '#protocol/messages.ts'
import { requestMs } from './connection.ts'
import type { Connection } from './connection.ts'

/** Gives the hub what it lacks. */
export interface Delivery {
  /** Batch after batch until nothing is left; called meanwhile it goes round once more. */
  push(): Promise<void>
  /** Another hello: what the hub would not count may be tried again. */
  beginAnew(): void
  /** To be called now and then. */
  tick(): void
}

/** Sizes and shapes that a hub does not read; anything else is trouble of another kind. */
const unreadable: readonly number[] = [400, 413, 422]

/** @param delivered called when something was delivered and nothing is left. */
export function createDelivery(connection: Connection, delivered: () => void): Delivery {
  const { store, wire, clock } = connection
  let pushing = false
  let again = false
  let stuckUntil = 0
  let most = Infinity

  async function push(): Promise<void> {
    again = true
    if (pushing) return
    pushing = true
    const signal = connection.signal()
    let pushed = false
    try {
      while (again && !signal.aborted) {
        again = false
        if (store.link().cursor === null || connection.elapsed() < stuckUntil) break
        const sent = await nextBatch(signal)
        // What was written while this was looked at asks for another round.
        if (sent === null) continue
        const before = nameOfRest()
        if (!(await pushBatch(sent, signal))) return
        pushed = true
        // An entry that the hub neither counts nor refuses must not be sent for ever.
        if (nameOfRest() === before) stuckUntil = connection.elapsed() + requestMs
        again = true
      }
    } finally {
      pushing = false
      // What was asked for while an earlier connection was being closed is done on this one.
      if (again && signal.aborted && store.link().cursor !== null) void push()
    }
    if (pushed && !signal.aborted) delivered()
  }

  async function nextBatch(signal: AbortSignal): Promise<Sent<PushRequest> | null> {
    const found: { sent: Sent<PushRequest> | null } = { sent: null }
    await connection.step(signal, () => {
      found.sent = nextPush(store.link(), store.held())
      if (found.sent !== null) store.setLink(found.sent.link)
    })
    return found.sent
  }

  async function pushBatch({ request: whole, number }: Sent<PushRequest>, signal: AbortSignal): Promise<boolean> {
    const request = { ...whole, entries: whole.entries.slice(0, most) }
    const askedAt = connection.now()
    const ask = { method: 'POST', path: 'entries', body: request, shape: pushReply, timeoutMs: requestMs } as const
    const answer = await wire.ask({ ...ask, signal })
    if (signal.aborted) return false
    if (answer.type === 'problem' && unreadable.includes(answer.problem.status)) return narrow(request, signal)
    if (answer.type !== 'reply' && answer.type !== 'otherLife') {
      connection.failed(answer, signal)
      return false
    }
    most = Infinity
    const { value } = answer
    if (value.type === 'pushed') {
      clock.hear(value.now, askedAt, connection.now())
      connection.feed({ type: 'answered' })
    }
    return connection.take(signal, () => hearPush(store.link(), number, value, request))
  }

  /** A batch that the hub cannot read at all is parted, so that one entry blocks no other (P6). */
  async function narrow({ entries }: PushRequest, signal: AbortSignal): Promise<boolean> {
    most = Math.ceil(entries.length / 2)
    if (entries.length > 1) return true
    most = Infinity
    return connection.step(signal, () => {
      store.setAside(entries.map(({ entry }) => (entry.value as { readonly id?: string }).id))
    })
  }

  function nameOfRest(): string {
    return `${store.outboxName()} ${most}`
  }

  return {
    push,
    beginAnew: () => {
      stuckUntil = 0
    },
    tick: () => {
      if (stuckUntil === 0 || connection.elapsed() < stuckUntil) return
      stuckUntil = 0
      void push()
    },
  }
}
