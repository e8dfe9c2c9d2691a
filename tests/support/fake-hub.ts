import { vi } from 'vitest'
import type { HubPort, HubStaff, HubStanding, PairedDevice } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import { createMemoryLedger } from './memory-ledger.ts'

/** A hub port that says what a test tells it to. */
export interface FakeHub extends HubPort {
  setStanding(change: Partial<HubStanding>): void
  /** The hub says how fast the queue moves. */
  setRates(rates: WaitRates | null): void
  readonly desk: { claim: HubPort['claim'] }
  readonly staffParts: { -readonly [Name in keyof HubStaff]: HubStaff[Name] }
}

export function fakeHub(): FakeHub {
  const listeners = new Set<() => void>()
  let standing: HubStanding = { freshness: 'alone', since: null, role: null, trouble: null, unsent: 0 }
  const desk: FakeHub['desk'] = { claim: () => Promise.resolve({ type: 'unreachable' }) }
  let rates: WaitRates | null = null
  const ledger = createMemoryLedger()
  const staffParts: FakeHub['staffParts'] = {
    isThere: () => Promise.resolve(standing.freshness !== 'alone'),
    redeem: vi.fn<HubStaff['redeem']>(() => Promise.resolve(ok('kiosk'))),
    leave: vi.fn<HubStaff['leave']>(() => Promise.resolve('left')),
    offer: vi.fn<HubStaff['offer']>(() =>
      Promise.resolve(ok({ code: 'ABCD-EFGH', link: 'http://hub.test/kiosk#pair=ABCD-EFGH', expiresAt: 0 as Instant })),
    ),
    devices: vi.fn<HubStaff['devices']>(() => Promise.resolve(ok([]))),
    rename: vi.fn<HubStaff['rename']>(() => Promise.resolve(ok(undefined))),
    revoke: vi.fn<HubStaff['revoke']>(() => Promise.resolve(ok(undefined))),
    ownPast: vi.fn<HubStaff['ownPast']>(() => Promise.resolve(null)),
    moveOwnPast: vi.fn<HubStaff['moveOwnPast']>(() => Promise.resolve(ok({ entries: 0, days: 0, refused: 0 }))),
    forgetOwnPast: vi.fn<HubStaff['forgetOwnPast']>(() => Promise.resolve()),
    ownPastFile: vi.fn<HubStaff['ownPastFile']>(() => Promise.resolve(null)),
    releaseLedger: () => ledger,
    moveFile: vi.fn<HubStaff['moveFile']>(() => Promise.resolve(ok({ entries: 0, days: 0, refused: 0 }))),
  }
  return {
    standing: () => standing,
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    waitRates: () => rates,
    claim: (number, ticketId) => desk.claim(number, ticketId),
    staff: () => Promise.resolve(staffParts),
    setStanding: (change) => {
      standing = { ...standing, ...change }
      for (const listener of listeners) listener()
    },
    setRates: (told) => {
      rates = told
      for (const listener of listeners) listener()
    },
    desk,
    staffParts,
  }
}

/** A device of the manager's list, all well with it. */
export function pairedDevice(change: Partial<PairedDevice> = {}): PairedDevice {
  return {
    id: 'device1',
    name: 'Tablette de l’entrée',
    role: 'kiosk',
    app: '0.1.0',
    lastSeenAt: 0 as Instant,
    clockOffsetMs: 0,
    storage: 'persistent',
    unsent: 0,
    connected: true,
    own: false,
    ...change,
  }
}
