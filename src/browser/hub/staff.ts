import type { FromHub, HubStaff, HubTrouble, PairedDevice } from '#app/ports.ts'
import { LedgerError } from '#app/ports.ts'
import type { Day, Instant } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import type { Receipt } from '#protocol/names.ts'
import { startPosition } from '#journal/port.ts'
import { deviceList, helloReply, pairingReply, redeemReply } from '#protocol/messages.ts'
import type { DeviceReport } from '#protocol/messages.ts'
import { protocolVersion } from '#protocol/version.ts'
import type { Role } from '#protocol/roles.ts'
import { newOrigin } from '../chance.ts'
import { deleteStore } from '../delete-store.ts'
import { openDexieJournal } from '../dexie-journal.ts'
import type { DexieJournal } from '../dexie-journal.ts'
import { openDexieReleaseLedger } from '../dexie-release-ledger.ts'
import type { DexieReleaseLedger } from '../dexie-release-ledger.ts'
import { hubStore } from '../pairing-mark.ts'
import { windowLocks } from '../site-store.ts'
import { isStorePresent } from '../store-presence.ts'
import type { TroubleBook } from '../store-trouble.ts'
import { createDexieSharedJournal } from './dexie-shared-journal.ts'
import { createHubClock } from './hub-clock.ts'
import { createHubReleaseLedger } from './hub-release-ledger.ts'
import { troubleOf } from './hub-trouble.ts'
import { createHubWire, emptyAnswer } from './hub-wire.ts'
import type { Ask, HubWire } from './hub-wire.ts'
import { firstLink } from './kept-link.ts'
import type { KeptLink } from './kept-link.ts'
import { movePast } from './move-past.ts'
import { markPaired, whilePairing } from './pairing.ts'
import { parsePast, pastAsText, readPast, summaryOf } from './past.ts'
import type { Past } from './past.ts'
import { storageState } from './storage-state.ts'

export interface StaffParts {
  readonly wire: HubWire
  readonly version: string
  /** null: this window works alone. */
  readonly book: TroubleBook | null
  /** Ends this window's work on the hub's store; null: it works alone. */
  readonly stop: (() => Promise<void>) | null
}

/** Where a browser works alone. */
const loneStore = 'guichet-libre'
const requestMs = 8_000
/** The first contact of a person with the hub: an answer that comes late is better than none. */
const pairingMs = 15_000

/**
 * What staff of a browser that works alone can do with a hub.
 *
 * @param store where this window works: the demonstration has releases of its own.
 */
export function createLoneStaff(base: URL, version: string, store: string): HubStaff {
  const staff = createStaff({ wire: createHubWire(base), version, book: null, stop: null })
  return { ...staff, releaseLedger: () => openDexieReleaseLedger(store) }
}

/** What staff do with the hub; loaded when it is asked for. */
export function createStaff(parts: StaffParts): HubStaff {
  const { wire, version } = parts

  async function ask<Value>(request: Omit<Ask<Value>, 'timeoutMs'>): FromHub<Value> {
    const answer = await wire.ask({ timeoutMs: requestMs, ...request })
    return answer.type === 'reply' ? ok(answer.value) : refuse(troubleOf(answer))
  }

  async function report(): Promise<DeviceReport> {
    return { app: version, now: Math.max(0, Date.now()), unsent: 0, storage: await storageState(parts.book) }
  }

  /** The store that this browser works with from now on. What of an earlier pairing was not delivered stays in it. */
  async function prepareStore(role: Role): Promise<void> {
    const journal = await openStore(hubStore)
    try {
      await welcome(journal, role)
    } finally {
      journal.close()
    }
  }

  /** The letter and the time are asked for at once: the first start may be without a network. */
  async function welcome(journal: DexieJournal, role: Role): Promise<void> {
    const shared = createDexieSharedJournal<Receipt, KeptLink>(journal.room)
    const held = await shared.held()
    const before = await shared.storedLink()
    // Another role sees other words: what came from the hub comes anew.
    const foreign = held.entries.filter(({ entry }) => !held.own.has(entry.origin))
    const series = before?.series ?? null
    const { head } = await journal.read(startPosition)
    const body = {
      version: protocolVersion,
      cursor: null,
      holding: new Map(),
      own: [head.origin],
      series,
      report: await report(),
    }
    const askedAt = Date.now()
    const answer = await wire.ask({ method: 'POST', path: 'hello', body, shape: helloReply, timeoutMs: requestMs })
    const clock = createHubClock(null)
    if (answer.type === 'reply') clock.hear(answer.value.now, askedAt, Date.now())
    const { offsetMs, quality } = clock.reading()
    await shared.receive({
      merge: [],
      erase: new Set(foreign.map(({ entry }) => entry.id)),
      link: {
        ...firstLink(role),
        confirmed: before?.confirmed ?? new Map(),
        series: answer.type === 'reply' ? answer.value.series : series,
        offsetMs: quality === 0 ? null : offsetMs,
      },
    })
  }

  return {
    isThere: async () => {
      const answer = await wire.ask({ path: 'devices', shape: deviceList, timeoutMs: requestMs })
      return answer.type === 'reply' || answer.type === 'problem'
    },
    redeem: async (code, name) => {
      const request = { method: 'POST', path: 'pairings/redeem', body: { code, name }, shape: redeemReply } as const
      const answer = await wire.ask({ ...request, timeoutMs: pairingMs })
      if (answer.type !== 'reply') return refuse(redeemTrouble(answer))
      const { role, deviceId: device } = answer.value
      await parts.stop?.()
      const mark = () => markPaired({ role, device })
      // A store that cannot be made now is made by the window that opens next.
      await whilePairing(windowLocks, mark, () => prepareStore(role).catch(() => undefined))
      return ok(role)
    },
    leave: async () => {
      // The hub may be out of reach; it is told where it can be, and the cookie goes with it.
      const path = 'devices/self/leave'
      const answer = await wire.ask({ method: 'POST', path, shape: emptyAnswer, timeoutMs: requestMs })
      if (answer.type === 'problem' && answer.problem.status === 409) return 'onlyManager'
      await parts.stop?.()
      await whilePairing(windowLocks, unmark, async () => {
        await deleteStore(hubStore)
        // A store that is missing would look like one that was lost.
        const empty = await openStore(loneStore)
        empty.close()
      })
      return 'left'
    },
    offer: (role, name) =>
      ask({ method: 'POST', path: 'pairings', body: { role, name }, shape: pairingReply }).then((answer) =>
        answer.ok ? ok({ ...answer.value, expiresAt: answer.value.expiresAt as Instant }) : answer,
      ),
    devices: async () => {
      const answer = await ask({ path: 'devices', shape: deviceList })
      if (!answer.ok) return answer
      return ok(
        answer.value.devices.map((line): PairedDevice => ({ ...line, lastSeenAt: line.lastSeenAt as Instant | null })),
      )
    },
    rename: async (id, name) => {
      const path = `devices/${encodeURIComponent(id)}`
      const answer = await ask({ method: 'PATCH', path, body: { name }, shape: emptyAnswer })
      return answer.ok ? ok(undefined) : answer
    },
    revoke: async (id) => {
      const answer = await ask({ method: 'DELETE', path: `devices/${encodeURIComponent(id)}`, shape: emptyAnswer })
      return answer.ok ? ok(undefined) : answer
    },
    ownPast: () => withLonePast((past) => Promise.resolve(summaryOf(past)), null),
    moveOwnPast: async (progress) => {
      if (parts.stop === null) return refuse('notPaired')
      const moved = await withLonePast(async (past) => movePast(wire, past, await report(), progress)).catch(unreadable)
      if (moved === null) return ok({ entries: 0, days: 0, refused: 0 })
      // Only what the hub has confirmed to the last entry leaves this browser.
      if (moved.ok && moved.value.refused === 0) await deleteStore(loneStore)
      return moved
    },
    forgetOwnPast: () => deleteStore(loneStore),
    ownPastFile: () =>
      withLonePast((past) => {
        if (summaryOf(past) === null) return Promise.resolve(null)
        const day = new Date(Date.now()).toISOString().slice(0, 10) as Day
        return Promise.resolve({ name: `guichet-libre-past-${day}.json`, content: pastAsText(past) })
      }),
    releaseLedger: () => createHubReleaseLedger(wire),
    moveFile: async (content, progress) => {
      const past = parsePast(content)
      if (past === undefined) return refuse('unreadableFile')
      if (parts.stop === null) return refuse('notPaired')
      return movePast(wire, past, await report(), progress)
    },
  }
}

async function withLonePast<Value>(
  work: (past: Past) => Promise<Value>,
  ledger: DexieReleaseLedger | null = openDexieReleaseLedger(loneStore),
): Promise<Value | null> {
  // Opening would make a store; null: the browser cannot tell.
  if ((await isStorePresent(loneStore)) === false) return null
  const journal = await openStore(loneStore)
  try {
    return await work(await readPast(journal, ledger))
  } finally {
    journal.close()
    ledger?.close()
  }
}

/** A newer version has released something here: what was told must not stay behind. */
function unreadable(error: unknown): Result<never, HubTrouble> {
  if (error instanceof LedgerError) return refuse('unknown')
  throw error
}

function unmark(): void {
  markPaired(null)
}

function openStore(store: string): Promise<DexieJournal> {
  return openDexieJournal({ store, newOrigin, ...(windowLocks === undefined ? {} : { locks: windowLocks }) })
}

type NoReply = Exclude<Awaited<ReturnType<HubWire['ask']>>, { type: 'reply' }>

function redeemTrouble(answer: NoReply): HubTrouble {
  const status = answer.type === 'problem' ? answer.problem.status : 0
  // Another refusal says who may not be paired here, or how.
  const isCode = status === 400 || status === 404 || status === 410 || status === 422
  if (isCode || (status === 403 && answer.type === 'problem' && /code/i.test(answer.problem.title))) return 'wrongCode'
  return troubleOf(answer)
}
