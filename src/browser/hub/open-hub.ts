import type { Claimed, Clock, DeviceStore, HubPort, HubStanding, Store } from '#app/ports.ts'
import type { Instant } from '#domain/ids.ts'
import { claimRefusal, claimReply } from '#protocol/messages.ts'
import { staleAfterMs } from '#protocol/link-state.ts'
import type { Role } from '#protocol/roles.ts'
import type { Parsed, Shape } from '#protocol/shape.ts'
import { newOrigin, secureRandom } from '../chance.ts'
import { createListeners } from '../listeners.ts'
import { claimMemoryLetter } from '../memory-letter.ts'
import { windowLocks } from '../site-store.ts'
import type { TroubleBook } from '../store-trouble.ts'
import { browserTime, createHubClock } from './hub-clock.ts'
import { openHubStore } from './hub-store.ts'
import { createHubPrinting } from './hub-printing.ts'
import { createHubWindows } from './hub-windows.ts'
import { createHubWire } from './hub-wire.ts'
import type { HubWire } from './hub-wire.ts'
import { firstLink } from './kept-link.ts'
import { createLetters } from './letters.ts'
import { createLinkRunner } from './link-runner.ts'
import type { LinkWord } from './link-runner.ts'
import { afterPairing } from './pairing.ts'
import { storageState } from './storage-state.ts'

export interface HubOptions {
  /** As the browser was paired; the hub's answer may say otherwise. */
  readonly role: string
  readonly store: string
  readonly base: URL
  readonly book: TroubleBook
  readonly version: string
}

/** What a paired window has in place of a lone one's. */
export interface HubWindow {
  readonly store: Store
  readonly clock: Clock
  readonly device: (own: DeviceStore) => DeviceStore
  readonly hub: HubPort
}

/** A claim is worth this much of an agent's time: then the desk decides alone (design D4). */
const claimMs = 400
const claimAnswer: Shape<Parsed<typeof claimReply> | Parsed<typeof claimRefusal>> = {
  text: 'claimReply|claimRefusal',
  parse: (value) => claimReply.parse(value) ?? claimRefusal.parse(value),
}

/** Opens what a paired browser works with; waits for the disk and never for the hub. */
export async function openHub({ role, store: name, base, book, version }: HubOptions): Promise<HubWindow> {
  await afterPairing(windowLocks)
  const wire = createHubWire(base)
  const { store, shared } = await openHubStore(name, book)
  const paired = firstLink(readRole(role))
  const readKept = async () => (await shared.storedLink().catch(() => null)) ?? paired
  const kept = await readKept()
  const clock = createHubClock(kept.offsetMs)
  const letters = createLetters(() => claimMemoryLetter(name, windowLocks))
  if (kept.role !== 'board') await letters.lease(kept.series)

  const port = createHubPort(kept.role, wire, clock)
  const windows = createHubWindows({
    store: name,
    locks: windowLocks,
    page: window,
    start: async (onChange) =>
      createLinkRunner({
        journal: store,
        shared,
        wire,
        clock,
        time: browserTime,
        kept: await readKept(),
        app: version,
        storage: () => storageState(book),
        newOrigin,
        random: secureRandom,
        letterIsVoid: () => letters.lease(null),
        onChange,
      }),
    onWord: (word, own) => {
      if (!own) clock.adopt(word.clock)
      if (word.role !== 'board') void letters.lease(word.series).catch(() => undefined)
      port.hear(word)
    },
  })

  const stop = async () => {
    await windows.stop()
    port.stop()
    store.close()
  }

  return {
    store,
    clock,
    device: letters.over,
    hub: {
      ...port.hub,
      staff: async () => {
        const { createStaff } = await import('./staff.ts')
        return createStaff({ wire, version, book, stop })
      },
      printing: createHubPrinting(wire),
    },
  }
}

/** The hub as this window's screens know it. */
function createHubPort(
  paired: Role,
  wire: HubWire,
  clock: Clock,
): {
  readonly hub: Omit<HubPort, 'staff'>
  readonly hear: (word: LinkWord) => void
  readonly stop: () => void
} {
  const listeners = createListeners()
  let word: LinkWord | null = null
  let heardAt = 0
  let standing: HubStanding = { freshness: 'stale', since: null, role: paired, trouble: null, unsent: 0 }

  function look(): void {
    const next = standingOf()
    const keys = Object.keys(next) as (keyof HubStanding)[]
    // While all is well, when the hub was last heard is no news: it would redraw every screen with each heartbeat.
    const same = keys.every((key) => next[key] === standing[key] || (key === 'since' && isSteady(next, standing)))
    if (same) return
    standing = next
    listeners.tell()
  }

  function standingOf(): HubStanding {
    if (word === null) return standing
    const age = performance.now() - heardAt
    const { freshness, silentMs, role, trouble, unsent } = word
    // A leader that is closed or frozen says nothing: as long as nobody takes over, nobody hears the hub.
    const isLive = freshness === 'live' && age < staleAfterMs
    const since = silentMs === null ? null : (Math.max(0, Math.round(clock.now() - silentMs - age)) as Instant)
    return { freshness: isLive ? 'live' : 'stale', since, role, trouble, unsent }
  }

  const timer = setInterval(look, 500)
  return {
    stop: () => clearInterval(timer),
    hear: (next) => {
      word = next
      heardAt = performance.now()
      look()
    },
    hub: {
      standing: () => standing,
      unsentTickets: () => word?.unsentTickets ?? [],
      watch: listeners.watch,
      waitRates: () => word?.rates ?? null,
      claim: async (desk, ticketId): Promise<Claimed> => {
        if (standing.freshness !== 'live') return { type: 'unreachable' }
        const body = { desk, ticketId }
        const answer = await wire.ask({
          method: 'POST',
          path: 'claims',
          body,
          shape: claimAnswer,
          timeoutMs: claimMs,
        })
        if (answer.type !== 'reply') return { type: 'unreachable' }
        const { value } = answer
        if ('by' in value) return { type: 'heldElsewhere', desk: value.by }
        return value.ticketId === null ? { type: 'nobodyWaiting' } : { type: 'granted', ticketId: value.ticketId }
      },
    },
  }
}

/** Moments that are computed at different times differ by some milliseconds. */
function isSteady(next: HubStanding, known: HubStanding): boolean {
  if (next.since === null || known.since === null) return false
  return next.freshness === 'live' || Math.abs(next.since - known.since) < 1_500
}

function readRole(text: string): Role {
  return (['kiosk', 'board', 'desk', 'manager'] as const).find((role) => role === text) ?? 'board'
}
