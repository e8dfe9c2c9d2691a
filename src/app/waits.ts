import type { Day, NeedId, TicketId } from '#domain/ids.ts'
import type { Site } from '#domain/site.ts'
import { estimateWait } from '#statistics/wait-estimate.ts'
import type { WaitRange } from '#statistics/wait-estimate.ts'
import { learnRates, learnedFrom, recency, withToday } from '#statistics/wait-rates.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import { desksFor, queueNow, situationOf } from '#statistics/wait-situation.ts'
import type { QueueNow } from '#statistics/wait-situation.ts'
import type { App } from './app.ts'

export type { WaitRange } from '#statistics/wait-estimate.ts'

/** What may be said of waits at a moment. */
export interface WaitsNow {
  /** For a visitor who comes now; needs of which nothing can be said are not in it. */
  readonly byNeed: ReadonlyMap<NeedId, WaitRange>
  /** How much longer for a waiting ticket. */
  readonly rangeOf: (need: NeedId, ticketId: TicketId) => WaitRange | null
}

/** Keeps the ranges ready while anybody watches: who reads them waits for nothing. */
export interface Waits {
  /** The same object until something has changed. */
  readonly now: () => WaitsNow
  readonly watch: (listener: () => void) => () => void
}

const nothing: WaitsNow = { byNeed: new Map(), rangeOf: () => null }
/** The label of the ticket that has changed the queue is painted first. */
const restMs = 40
/** Two visits long: by then the queue is another one. */
const outOfTouchMs = 30 * 60_000

/** Loaded after the first screen; from then on up to date within a few hundredths of a second. */
export function createWaits(app: App): Waits {
  const listeners = new Set<() => void>()
  let now = nothing
  let learned: WaitRates | null = null
  let learning = ''
  let timer: ReturnType<typeof setTimeout> | null = null
  let leave: (() => void) | null = null

  function work(): void {
    timer = null
    const { replay, now: at, today, position } = app.store.getState()
    // Days fold while one looks at them, and another day has other days behind it.
    const name = `${position.generation} ${today}`
    if (learning !== name) void learn(name, today)
    const rates = app.ports.hub.waitRates?.() ?? learned
    if (rates === null) return
    const moment = { now: at, day: today }
    const queue = queueNow(replay.site, moment)
    now = isOutOfTouch(app, queue) ? nothing : waitsNow(replay.site, rates, queue)
    for (const listener of listeners) listener()
  }

  async function learn(name: string, today: Day): Promise<void> {
    learning = name
    const rates = await learnOwn(app, today).catch(() => null)
    if (learning !== name) return
    // What could not be read is asked for with the next fact.
    if (rates === null) learning = ''
    else learned = rates
    if (rates !== null) soon()
  }

  function soon(): void {
    if (listeners.size > 0) timer ??= setTimeout(work, restMs)
  }

  function begin(): void {
    const unwatch = [app.store.subscribe(soon), app.ports.hub.watch(soon)]
    leave = () => {
      for (const end of unwatch) end()
      if (timer !== null) clearTimeout(timer)
      timer = null
    }
    soon()
  }

  return {
    now: () => now,
    watch: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) begin()
      return () => {
        if (listeners.delete(listener) && listeners.size === 0) leave?.()
      }
    },
  }
}

/** Rates out of this store's own folded days; with a hub there are none, and today's services alone tell. */
async function learnOwn({ ports, store }: App, today: Day): Promise<WaitRates> {
  const { settings } = store.getState().replay.site
  const isAlone = ports.hub.standing().freshness === 'alone'
  const batches = isAlone ? await ports.store.batches(learnedFrom(today), today) : []
  return learnRates(batches, settings, (day) => recency(day, today))
}

/** Cut off, and no desk was heard of for long: calls go on that nobody here knows of (S61). */
function isOutOfTouch({ ports }: App, { lastStepAt, moment }: QueueNow): boolean {
  if (ports.hub.standing().freshness !== 'stale') return false
  return lastStepAt === null || moment.now - lastStepAt > outOfTouchMs
}

function waitsNow(site: Site, learned: WaitRates, queue: QueueNow): WaitsNow {
  const { settings } = site
  const rates = withToday(learned, site, queue.moment)
  const byNeed = new Map<NeedId, WaitRange>()
  // Needs that the same desks serve wait alike: most sites have one line, worked out once.
  const byDesks = new Map<string, WaitRange | null>()
  for (const { id } of settings.needs) {
    const desks = String(desksFor(queue, id).map(({ number }) => number))
    const known = byDesks.get(desks)
    const range = known === undefined ? estimateWait(situationOf(queue, id), rates, settings) : known
    byDesks.set(desks, range)
    if (range !== null) byNeed.set(id, range)
  }
  return { byNeed, rangeOf: (need, ticketId) => estimateWait(situationOf(queue, need, ticketId), rates, settings) }
}
