import type { Instant } from '#domain/ids.ts'
import { alone, freshness, stepLink } from '#protocol/link-state.ts'
import type { LinkEffect, LinkEvent, LinkState } from '#protocol/link-state.ts'
import { HubRefusal } from './hub-client.ts'
import type { NodeDevice } from './node-device.ts'

/** The supervisor of a device's connection: the real state machine over real sockets. */
export interface NodeLink {
  state(): LinkState
  freshness(): 'alone' | 'live' | 'stale'
  /** How many streams were opened. */
  streams(): number
  /** Something was written: it is pushed at once. */
  wake(): void
  stop(): void
}

/** Connects a device and keeps it connected until it is stopped. */
export function keepConnected(device: NodeDevice): NodeLink {
  let state: LinkState = alone
  let session = new AbortController()
  let streams = 0
  let pushing = false
  let stopped = false
  const now = () => Date.now() as Instant

  const feed = (event: LinkEvent): void => {
    if (stopped) return
    const step = stepLink(state, event, now(), Math.random())
    state = step.state
    for (const effect of step.effects) perform(effect)
  }

  function perform(effect: LinkEffect): void {
    if (effect === 'close') {
      session.abort()
      session = new AbortController()
      return
    }
    const { signal } = session
    const tell = (event: LinkEvent) => {
      if (!signal.aborted) feed(event)
    }
    const work = { sayHello, openStream, poll }[effect]
    work(signal, tell).catch((error: unknown) => tell(eventOf(error)))
  }

  type Tell = (event: LinkEvent) => void

  async function sayHello(signal: AbortSignal, tell: Tell): Promise<void> {
    await device.hello(signal)
    tell({ type: 'welcomed' })
    void deliver()
  }

  async function openStream(signal: AbortSignal, tell: Tell): Promise<void> {
    streams += 1
    while (await device.page(signal)) tell({ type: 'heard' })
    tell({ type: 'heard' })
    if (device.link().cursor === null) return tell({ type: 'lostThread' })
    await device.stream(signal, () => tell({ type: 'heard' }))
    tell(device.link().cursor === null ? { type: 'lostThread' } : { type: 'cut' })
  }

  async function poll(signal: AbortSignal, tell: Tell): Promise<void> {
    await device.page(signal, true)
    tell(device.link().cursor === null ? { type: 'lostThread' } : { type: 'heard' })
  }

  /** Own entries, then what may be erased; what fails is tried again at the next tick. */
  async function deliver(): Promise<void> {
    if (pushing || stopped || device.link().cursor === null) return
    pushing = true
    const signal = AbortSignal.any([session.signal, AbortSignal.timeout(5_000)])
    try {
      for (let batch = 0; batch < 50 && (await device.push(signal)); batch++);
      await device.purge(signal)
      if (device.link().cursor === null) feed({ type: 'lostThread' })
    } catch (error) {
      const event = eventOf(error)
      if (event.type === 'refused') feed(event)
    } finally {
      pushing = false
    }
  }

  const timer = setInterval(() => {
    feed({ type: 'ticked' })
    void deliver()
  }, 500)
  feed({ type: 'started' })

  return {
    state: () => state,
    freshness: () => freshness(state, now()).state,
    streams: () => streams,
    wake: () => void deliver(),
    stop: () => {
      stopped = true
      clearInterval(timer)
      session.abort()
    },
  }
}

function eventOf(error: unknown): LinkEvent {
  if (!(error instanceof HubRefusal)) return { type: 'cut' }
  if (error.status === 401) return { type: 'refused', why: 'notPaired' }
  if (error.status === 426) return { type: 'refused', why: 'outdated' }
  return { type: 'cut', retryAfterMs: error.retryAfterMs }
}
