import type { DemoControl, DemoMoment, DemoSimulation } from '#app/ports.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Instant } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { defaultSettings } from '#domain/settings.ts'
import { startPosition } from '#journal/port.ts'
import { emptyReplay, play as playEntries } from '#journal/replay.ts'
import { newOrigin } from './chance.ts'
import { deleteStore } from './delete-store.ts'
import type { DemoRecord } from './demo-record.ts'
import { followDemo, forgetDemo, readDemo, writeDemo } from './demo-record.ts'
import { openDexieJournal } from './dexie-journal.ts'
import { isStorePresent } from './store-presence.ts'

const openingLock = 'guichet-libre-demo-opening'
const firstSeed = 1

export interface DemoControlOptions {
  readonly active: boolean
  /** The store whose settings the demonstration takes over; nothing of it is written. */
  readonly siteStore: string
  readonly demoStore: string
  /** The device's own clock. */
  readonly now: () => Instant
  readonly locks: Pick<LockManager, 'request'> | undefined
  /** Loaded only when somebody asks for a demonstration: a kiosk never does. */
  readonly simulation: () => Promise<DemoSimulation>
}

export interface OpenableDemo extends DemoControl {
  /** Makes sure that there is a demonstration for today; answers how far its clock is from the device's, ms. */
  open(): Promise<number>
}

/** A store beside the real one, filled with a simulated day and thrown away whole. */
export function createDemoControl(options: DemoControlOptions): OpenableDemo {
  const { active, siteStore, demoStore, now, locks, simulation } = options

  async function play(seed: number, moment: DemoMoment): Promise<DemoRecord> {
    const settings = await settingsOf(siteStore, now())
    const { demoDay, demoStart, simulateDay } = await simulation()
    const day = demoDay(settings, createCalendar(settings.timeZone).dayOf(now()))
    const until = demoStart(settings, day, moment)
    const entries = simulateDay({ settings, day, seed, ...(moment === 'afternoon' ? { until } : {}) })
    await deleteStore(demoStore)
    const journal = await openDexieJournal({ store: demoStore, newOrigin })
    await journal.merge(entries)
    journal.close()
    const record = { seed, moment, day, offsetMs: until - now(), timeZone: settings.timeZone }
    writeDemo(record)
    return record
  }

  async function open(): Promise<number> {
    const isPresent = await isStorePresent(demoStore)
    const known = isPresent === true ? await knownSoon() : readDemo()
    const isOpen = known !== null && isPresent !== false && isLive(known, now())
    const { seed, moment } = known ?? { seed: firstSeed, moment: 'afternoon' as const }
    const record = isOpen ? known : await play(seed, moment)
    followDemo(record)
    return record.offsetMs
  }

  return {
    active,
    play: async (seed, moment = 'afternoon') => void (await play(seed, moment)),
    discard: async () => {
      forgetDemo()
      await deleteStore(demoStore)
    },
    exists: () => Promise.resolve(readDemo() !== null),
    // Several windows may be opened at once: one plays, the others find it played.
    open: () => (locks === undefined ? open() : locks.request(openingLock, open)),
  }
}

/** What another window has just written to localStorage may take a moment to be seen in this one. */
async function knownSoon(): Promise<DemoRecord | null> {
  for (let tries = 0; tries < 20 && readDemo() === null; tries++) await new Promise((seen) => setTimeout(seen, 50))
  return readDemo()
}

/** A demonstration of an earlier day shows an empty queue: it is played again. */
function isLive(record: DemoRecord, now: Instant): boolean {
  return createCalendar(record.timeZone).dayOf((now + record.offsetMs) as Instant) === record.day
}

async function settingsOf(store: string, now: Instant): Promise<Settings> {
  // Opening would make a store; a device that has none yet works with the default configuration.
  if ((await isStorePresent(store)) !== true) return defaultSettings()
  const journal = await openDexieJournal({ store, newOrigin })
  const news = await journal.read(startPosition)
  journal.close()
  return playEntries(emptyReplay(undefined, news.counted), news.entries, now).site.settings
}
