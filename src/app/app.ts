import { createCalendar } from '#domain/hours/calendar.ts'
import { startPosition } from '#journal/port.ts'
import { catchUp, createDispatch, momentOf } from './dispatch.ts'
import type { Dispatch } from './dispatch.ts'
import type { Ports } from './ports.ts'
import { createSteadyClock } from './steady-clock.ts'
import { createAppStore } from './store.ts'
import type { AppStore } from './store.ts'

export interface App {
  readonly ports: Ports
  readonly store: AppStore
  readonly dispatch: Dispatch
  /** Reads what other windows have written. */
  refresh(): Promise<void>
  stop(): void
}

/** Minutes on screens move on within this time; each tick redraws the queue, so not every second. */
const tickMs = 15_000
/** A message between windows can get lost in a sleeping page: look again now and then. */
const catchUpMs = 5_000
const housekeepingMs = 10 * 60_000

/** Joins rules, store and clock. Everything outside is handed in as ports. */
export function startApp(ports: Ports): App {
  const now = ports.clock.now()
  const store = createAppStore(now, createCalendar('UTC').dayOf(now))
  const dispatch = createDispatch(ports, store)
  const isSteady = createSteadyClock(ports.clock)
  let reading: Promise<void> | null = null
  let again = false

  async function read(): Promise<void> {
    do {
      again = false
      const { replay, position, ready } = store.getState()
      const news = await ports.store.read(ready ? position : startPosition)
      if (!ready || news.restart || news.entries.length > 0) {
        store.getState().adopt(catchUp(replay, news, ports.clock.now()), news.position, news.head)
        look()
      }
    } while (again)
  }

  /** One reading at a time; a wake-up during it asks for one more. */
  function refresh(): Promise<void> {
    again = true
    reading ??= read().finally(() => (reading = null))
    return reading
  }

  function tidyUp(): void {
    // Where there is a hub, the hub folds, and this store follows it.
    if (isSteady() && ports.hub.standing().freshness === 'alone') void keepHouse(ports).catch(() => undefined)
  }

  function look(): void {
    isSteady()
    const { replay, head } = store.getState()
    const moment = momentOf(replay, head, ports)
    store.getState().setMoment(moment.now, moment.day)
  }

  const unwatch = ports.store.watch(() => void refresh().catch(() => undefined))
  const timers = [
    setInterval(look, tickMs),
    // A reading that fails is tried again by the next one; a step says what is wrong.
    setInterval(() => void refresh().catch(() => undefined), catchUpMs),
    setInterval(tidyUp, housekeepingMs),
  ]
  void refresh().then(tidyUp, () => undefined)

  return {
    ports,
    store,
    dispatch,
    refresh,
    stop: () => {
      unwatch()
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** Loaded when the first screen has long been there: no visitor waits for yesterday's batch. */
async function keepHouse(ports: Ports): Promise<void> {
  const { foldClosedDays } = await import('./keep-house.ts')
  await foldClosedDays(ports)
}
