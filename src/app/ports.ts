import type { ClockQuality } from '#domain/events.ts'
import type { Day, DeskNumber, Instant, PrinterId, TicketId } from '#domain/ids.ts'
import type { Bitmap, PrinterState, PrinterTrouble } from '#domain/printing.ts'
import type { Result } from '#domain/result.ts'
import type { Settings } from '#domain/settings.ts'
import type { Entry } from '#journal/entry.ts'
import type { Journal, JournalTrouble, VisitArchive } from '#journal/port.ts'
import type { Release } from '#statistics/release.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { StatisticsDesk } from './statistics-desk.ts'

/** The device's clock. The site's time zone is applied by the rules, never by the device (design D6). */
export interface Clock {
  now(): Instant
  /** How far this clock is from the device's own, in ms: a demonstration lives in the afternoon. 0 in earnest. */
  readonly offsetMs: number
  /** What a hub has said of this clock (J18); absent where there is none. */
  quality?(): ClockQuality
}

/** What belongs to this device and not to the site: never exported, never sent. */
export interface DevicePreferences {
  readonly theme: 'light' | 'dark' | 'contrast'
  /** This issuer's letter in labels; empty for the main kiosk (N3). */
  readonly series: string
  /** The staff PIN as a salted hash, or null where none is set. */
  readonly pin: { readonly salt: string; readonly hash: string } | null
  readonly pxPerMm: number | null
  readonly soundVolume: number
}

export interface DeviceStore {
  get(): DevicePreferences
  set(change: Partial<DevicePreferences>): void
  watch(listener: () => void): () => void
}

export interface PinCheck {
  hash(pin: string): Promise<{ readonly salt: string; readonly hash: string }>
  matches(pin: string, stored: { readonly salt: string; readonly hash: string }): Promise<boolean>
}

export interface StorageReport {
  /** Whether the browser has promised to keep the data; null: it cannot tell. */
  readonly persisted: boolean | null
  readonly usedBytes: number | null
  readonly quotaBytes: number | null
  /** The device had been in use, and its store has gone since (evicted, wiped). */
  readonly lostStore: boolean
  readonly installedAt: Instant | null
}

export interface StorageHealth {
  report(): Promise<StorageReport>
  /** Asks the browser to keep the data; call it from a tap. */
  askToPersist(): Promise<boolean>
  acknowledgeLoss(): void
}

/** `blocked`: the browser waits for a tap before it makes any sound. */
export type SoundState = 'on' | 'blocked' | 'missing'

export interface Chime {
  state(): SoundState
  watch(listener: () => void): () => void
  /** Call it from a tap. */
  unlock(): Promise<void>
  /** Resolves when the chime has sounded to its end, at once where sound is blocked. */
  play(volume: number): Promise<void>
}

/** `current`: nothing newer is known; `offlineReady`: and all of it is stored here; `waiting`: a new version is. */
export type UpdateState = 'current' | 'waiting' | 'offlineReady' | 'unsupported'

export interface AppUpdates {
  state(): UpdateState
  watch(listener: () => void): () => void
  /** Says whether this window may be reloaded; the last word counts, and a window that says nothing may. */
  setIdle(idle: boolean): void
}

export interface WakeLock {
  hold(): () => void
}

export interface Files {
  save(name: string, type: string, content: string | Uint8Array): void
}

/** What a paired device is for; the hub decides by it what the device may append and what it ever receives. */
export type DeviceRole = 'kiosk' | 'board' | 'desk' | 'manager'

/** How this device stands to its hub. */
export interface HubStanding {
  /** `alone`: there is none. `stale`: not heard for 4.5 s, and every figure is as of `since` (design P5). */
  readonly freshness: 'alone' | 'live' | 'stale'
  /** When the hub was last heard; null: alone, or not since this window was opened. */
  readonly since: Instant | null
  /** null: alone. */
  readonly role: DeviceRole | null
  /** A person has to act: the device was revoked, or its application is too old for the hub. */
  readonly trouble: 'notPaired' | 'outdated' | null
  /** Own entries that the hub has not confirmed. */
  readonly unsent: number
}

/** `unreachable`: the desk decides by itself (design D4). */
export type Claimed =
  | { readonly type: 'granted'; readonly ticketId: TicketId }
  | { readonly type: 'heldElsewhere'; readonly desk: DeskNumber }
  | { readonly type: 'nobodyWaiting' }
  | { readonly type: 'unreachable' }

/** The hub, as every screen knows it. A device without one has a hub port that is always alone. */
export interface HubPort {
  standing(): HubStanding
  /** Tickets given in this browser that the hub does not know; absent where there is no hub. */
  unsentTickets?(): readonly TicketId[]
  watch(listener: () => void): () => void
  /** How fast the site's queue moves, as the hub has learned it from its folded days; null: not told. */
  waitRates?(): WaitRates | null
  /** Asks for a ticket before calling it, at most 400 ms; `ticketId` null: the next of this desk's queue. */
  claim(desk: DeskNumber, ticketId: TicketId | null): Promise<Claimed>
  /** What staff do with the hub, loaded when it is asked for. */
  staff(): Promise<HubStaff>
  /** Paper; absent where there is no hub. */
  readonly printing?: HubPrinting
}

/** What came of a picture. `waiting`: the hub goes on trying for a while; `dropped`: it will not come out. */
export interface Printed {
  readonly state: 'printed' | 'waiting' | 'dropped'
  readonly trouble: PrinterTrouble | null
}

/** The network printers of the site, as the hub reaches them. Answers within seconds, whatever a printer does. */
export interface HubPrinting {
  print(printer: PrinterId, picture: Bitmap): FromHub<Printed>
  printers(): FromHub<readonly { readonly id: PrinterId; readonly state: PrinterState }[]>
}

/** Why the hub did not do it; each is a sentence on the screen. */
export type HubTrouble =
  | 'noHub'
  | 'unreachable'
  | 'wrongCode'
  | 'tooManyTries'
  | 'notAllowed'
  | 'notPaired'
  | 'storeFull'
  | 'unreadableFile'
  | 'unknown'

export type FromHub<Value> = Promise<Result<Value, HubTrouble>>

export interface PairedDevice {
  readonly id: string
  readonly name: string
  readonly role: DeviceRole
  readonly app: string
  readonly lastSeenAt: Instant | null
  /** How far its own clock is ahead of the hub's, in ms. */
  readonly clockOffsetMs: number | null
  readonly storage: string
  readonly unsent: number
  readonly connected: boolean
  /** This very device. */
  readonly own: boolean
}

/** A code for one device, valid for ten minutes. */
export interface PairingOffer {
  readonly code: string
  readonly link: string
  readonly expiresAt: Instant
}

/** What this browser gathered while it worked alone and has not handed over. */
export interface OwnPast {
  readonly tickets: number
  readonly foldedDays: number
}

/** What became of a move: repeated, everything is `known`. */
export interface MoveReport {
  readonly entries: number
  readonly days: number
  /** Entries that this device's role may not hand over. */
  readonly refused: number
}

export interface HubStaff {
  /** Whether the address that this page came from is a hub, paired with it or not. */
  isThere(): Promise<boolean>
  /** Pairs this browser; the caller loads its page anew. */
  redeem(code: string, name: string): FromHub<DeviceRole>
  /**
   * Forgets the pairing; the browser works alone again, with an empty store, and the caller loads its page anew.
   * `onlyManager`: nothing has happened, since a hub without a manager could pair nobody any more.
   */
  leave(): Promise<'left' | 'onlyManager'>
  offer(role: DeviceRole, name: string): FromHub<PairingOffer>
  devices(): FromHub<readonly PairedDevice[]>
  rename(id: string, name: string): FromHub<void>
  revoke(id: string): FromHub<void>
  /** null: this browser has never worked alone, or everything of it is with the hub. */
  ownPast(): Promise<OwnPast | null>
  /** Hands it over to the hub: nothing is lost, nothing counts twice, also when repeated. Managers only. */
  moveOwnPast(progress: (done: number, all: number) => void): FromHub<MoveReport>
  /** Erases it from this browser without handing it over. */
  forgetOwnPast(): Promise<void>
  /** The same as a file, for a hub at another address; null: nothing to save. */
  ownPastFile(): Promise<{ readonly name: string; readonly content: string } | null>
  moveFile(content: string, progress: (done: number, all: number) => void): FromHub<MoveReport>
  /** What was released of the site: at the hub where there is one, otherwise in this browser alone. */
  releaseLedger(): ReleaseLedger
}

/**
 * Why the ledger was not read or added to; everything else throws as it is. `unreadable`: a newer version has written a
 * line of it, and without that nothing may be released.
 */
export type LedgerTrouble = HubTrouble | 'unreadable'

export class LedgerError extends Error {
  readonly trouble: LedgerTrouble
  constructor(trouble: LedgerTrouble, cause?: unknown) {
    super(`The ledger of releases cannot be used: ${trouble}`, { cause })
    this.trouble = trouble
  }
}

/**
 * Everything that was ever released of the site, to whomever: kept for ever, and never changed (S91). Adapters run the
 * contract suite in `tests/contracts/release-ledger-contract.ts`.
 */
export interface ReleaseLedger {
  /** In the order in which they were added. @throws LedgerError */
  list(): Promise<readonly Release[]>
  /**
   * Adds a release where `known` are all that there are, durably; false: somebody else has added one meanwhile, so read
   * again and decide anew. @throws LedgerError
   */
  add(release: Release, known: number): Promise<boolean>
}

export type Store = Journal & VisitArchive

/** What the store cannot do at the moment, as it learns it by itself: screens warn as long as it lasts. */
export interface StoreTrouble {
  trouble(): JournalTrouble | null
  /** Entries that are only in memory because the disk is full. */
  inMemory(): number
  watch(listener: () => void): () => void
}

/** Everything outside the rules, made once in `main.tsx`. */
export interface Ports {
  readonly store: Store
  readonly clock: Clock
  readonly random: () => number
  readonly device: DeviceStore
  readonly pins: PinCheck
  readonly storage: StorageHealth
  readonly chime: Chime
  readonly updates: AppUpdates
  readonly wakeLock: WakeLock
  readonly files: Files
  /** Lives as long as this window: forgotten when it closes. */
  readonly windowMemory: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly version: string
  readonly builtAt: Instant
  readonly demo: DemoControl
  readonly hub: HubPort
  /** Opens a desk that counts beside this window, in a worker; absent where windows count by themselves. */
  readonly statistics?: () => Promise<StatisticsDesk>
}

/** Where a demonstration begins: in the middle of the afternoon, or after the day has closed. */
export type DemoMoment = 'afternoon' | 'evening'

/** What the demonstration needs of its simulation; the composition root hands it in, loaded late. */
export interface DemoSimulation {
  readonly simulateDay: (request: {
    readonly settings: Settings
    readonly day: Day
    readonly seed: number
    readonly until?: Instant
  }) => readonly Entry[]
  readonly demoDay: (settings: Settings, today: Day) => Day
  readonly demoStart: (settings: Settings, day: Day, moment: DemoMoment) => Instant
}

/** The demonstration store beside the real one. */
export interface DemoControl {
  /** This window works over the demonstration store. */
  readonly active: boolean
  /**
   * Replaces the demonstration store by a simulated day, under this window's settings. The caller loads its page anew,
   * with `?demo=1`; other windows of the demonstration load themselves anew.
   */
  play(seed: number, moment?: DemoMoment): Promise<void>
  /** Throws the demonstration store away. The caller leaves it; other windows of the demonstration leave too. */
  discard(): Promise<void>
  exists(): Promise<boolean>
}
