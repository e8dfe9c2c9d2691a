import type { DemoSimulation, Ports, StoreTrouble } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'
import { createAppUpdates } from './app-updates.ts'
import { secureRandom } from './chance.ts'
import { createDeviceClock } from './device-clock.ts'
import { createDeviceStore } from './device-store.ts'
import { createFiles } from './files.ts'
import type { HubOptions, HubWindow } from './hub/open-hub.ts'
import { createLazyChime } from './lazy-chime.ts'
import { createLazyDemo } from './lazy-demo.ts'
import { createLoneHub } from './lone-hub.ts'
import { followPairing, hubStore, pairedRole } from './pairing-mark.ts'
import { openSiteStore, windowLocks } from './site-store.ts'
import { isStorePresent } from './store-presence.ts'
import { createTroubleBook } from './store-trouble.ts'
import { createWakeLock } from './wake-lock.ts'

export interface BrowserPortsOptions {
  /** This window works over the demonstration store. */
  readonly demo: boolean
  /** The application's folder. */
  readonly base: URL
  /** The day of this release: no true clock stands before it. */
  readonly releasedAt: Instant
  /** Loaded when somebody asks for a demonstration. */
  readonly simulation: () => Promise<DemoSimulation>
}

/** The ports, and what the store says by itself. */
export interface BrowserPorts extends Ports {
  readonly storeTrouble: StoreTrouble
}

const siteStore = 'guichet-libre'
const demoStore = 'guichet-libre-demo'

/** Makes everything outside the rules for one window. The demonstration has a store and a time of its own. */
export async function createBrowserPorts(options: BrowserPortsOptions): Promise<BrowserPorts> {
  const { demo, base, releasedAt, simulation } = options
  const book = createTroubleBook()
  const deviceClock = createDeviceClock()
  const paired = pairedRole()
  const ownStore = paired === null ? siteStore : hubStore
  const control = createLazyDemo({
    active: demo,
    siteStore: ownStore,
    demoStore,
    now: deviceClock.now,
    locks: windowLocks,
    simulation,
  })
  const offsetMs = demo ? await control.open() : 0
  const role = demo ? null : paired
  const name = demo ? demoStore : ownStore
  if (!demo) followPairing()
  const wasPresent = demo ? null : await isStorePresent(name)
  const health = storageHealth(wasPresent, deviceClock.now)
  const device = createDeviceStore()
  const version = __APP_VERSION__
  const hub = role === null ? null : await openHub({ role, store: name, base, book, version })
  const store = hub?.store ?? (await openSiteStore(name, book))
  return {
    store,
    storeTrouble: book.port,
    clock: hub?.clock ?? (demo ? createDeviceClock(offsetMs) : deviceClock),
    random: secureRandom,
    device: hub?.device(device) ?? device,
    pins: {
      hash: async (pin) => (await pinCheck()).hash(pin),
      matches: async (pin, stored) => (await pinCheck()).matches(pin, stored),
    },
    storage: {
      report: async () => (await health).report(),
      askToPersist: async () => (await health).askToPersist(),
      acknowledgeLoss: () => void health.then((found) => found.acknowledgeLoss()),
    },
    chime: createLazyChime(),
    updates: createAppUpdates(base, book.port),
    wakeLock: createWakeLock(),
    files: createFiles(),
    windowMemory: windowMemory(),
    version,
    // A demonstration may lie in the past: no moment of it is before its clock began.
    builtAt: demo ? (0 as Instant) : releasedAt,
    demo: control,
    statistics: async () => (await import('./statistics-link.ts')).createStatisticsLink(name),
    hub: hub?.hub ?? createLoneHub(async () => (await import('./hub/staff.ts')).createLoneStaff(base, version, name)),
  }
}

/** Loaded where this browser is paired: one that works alone never pays for it. */
async function openHub(options: HubOptions): Promise<HubWindow> {
  return (await import('./hub/open-hub.ts')).openHub(options)
}

/** Loaded when a PIN is set or asked for. */
async function pinCheck(): Promise<Ports['pins']> {
  const { createPinCheck } = await import('./pin-check.ts')
  return createPinCheck()
}

/** Begins its watch behind the first screen's back; only settings ask for its report. */
async function storageHealth(wasPresent: boolean | null, now: () => Instant): Promise<Ports['storage']> {
  const { createStorageHealth } = await import('./storage-health.ts')
  return createStorageHealth(wasPresent, now)
}

/** Where a browser forbids storage, the window remembers for itself. */
function windowMemory(): Ports['windowMemory'] {
  try {
    return sessionStorage
  } catch {
    const kept = new Map<string, string>()
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    }
  }
}
