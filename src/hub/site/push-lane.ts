import type { OriginId, TicketId } from '#domain/ids.ts'
import { isCounted } from '#journal/intervals.ts'
import type { Settings } from '#domain/settings.ts'
import { acceptPush, bothWrites, readPush, wantedBy } from '#protocol/hub-core.ts'
import type { Accepted, ReadPush } from '#protocol/hub-core.ts'
import { emptyWrite } from '#protocol/hub-view.ts'
import type { SiteView, SiteWrite, Wanted } from '#protocol/hub-view.ts'
import type { OtherLife, PushReply, PushRequest } from '#protocol/messages.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Caller } from '../access/access.ts'
import type { BookedDevice } from '../access/device-book.ts'
import { HubStoreError } from '../stores/hub-store.ts'
import type { SiteFolds } from './site-folds.ts'
import type { SiteParts } from './site-parts.ts'
import { createSiteTallies } from './site-tallies.ts'
import type { OpenTally } from './site-tallies.ts'

/** The one way in for entries: requests that wait together share a transaction. */
export interface PushLane {
  /** @throws HubStoreError, UnreadablePush */
  push(caller: Caller, request: PushRequest): Promise<PushReply | OtherLife>
  /** Takes no more, and resolves when everything that waits is answered. */
  close(): Promise<void>
}

/** Nothing of the push was taken: it cannot be written, whoever sends it. */
export class UnreadablePush extends Error {}

interface Waiting {
  readonly caller: Caller
  readonly read: ReadPush
  readonly settings: Settings
  readonly done: (reply: PushReply | OtherLife) => void
  readonly failed: (error: unknown) => void
}

interface Known {
  /** null: nobody is asked about. */
  readonly devices: ReadonlyMap<DeviceId, BookedDevice> | null
  readonly tally: OpenTally
}

/** So many requests, and entries, share one transaction. */
const mostRequests = 200
const mostEntries = 4_000
/** More waiting ones are refused: a device tries again by itself. */
const mostWaiting = 5_000
const mostOwners = 20_000

export function createPushLane(parts: SiteParts, folds: SiteFolds): PushLane {
  const { store, book, kit, metrics, log, now } = parts
  const tallies = createSiteTallies(parts, folds)
  let waiting: Waiting[] = []
  let working: Promise<void> | null = null
  let closed = false
  /** Which device is known to write under which origin: saves asking the book with every push. */
  const owners = new Map<string, DeviceId>()

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      // What has arrived in this turn of the loop shares the transaction.
      await new Promise((resolve) => setImmediate(resolve))
      const group = nextGroup()
      try {
        await commit(group)
      } catch (error) {
        if (error instanceof HubStoreError || group.length === 1)
          for (const { failed } of group) failed(troubleOf(error))
        else await oneByOne(group)
      }
    }
    working = null
  }

  function nextGroup(): readonly Waiting[] {
    let entries = 0
    let count = 0
    for (const { read } of waiting) {
      entries += read.carried.length
      if (count >= mostRequests || (count > 0 && entries > mostEntries)) break
      count += 1
    }
    const group = waiting.slice(0, count)
    waiting = waiting.slice(count)
    return group
  }

  /** One request that the database cannot write blocks no other. */
  async function oneByOne(group: readonly Waiting[]): Promise<void> {
    for (const each of group) {
      try {
        await commit([each])
      } catch (error) {
        each.failed(troubleOf(error))
      }
    }
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const bySite = new Map<SiteKey, Waiting[]>()
    for (const each of group) bySite.set(each.caller.site, [...(bySite.get(each.caller.site) ?? []), each])
    const sites: { readonly site: SiteKey; readonly some: readonly Waiting[]; readonly known: Known }[] = []
    for (const [site, some] of bySite) {
      const devices = some.every(ownsAll) ? null : new Map((await book.devices(site)).map((each) => [each.id, each]))
      sites.push({ site, some, known: { devices, tally: await tallies.of(site) } })
    }
    const answers = new Map<Waiting, Accepted | Error>()
    await store.commit(
      sites.map(({ site, some, known }) => ({
        site,
        wanted: allWanted(some.map(({ read }) => wantedBy(read))),
        step: (view) => stepOf(some, view, known, answers),
      })),
    )
    metrics.count('commits')
    for (const each of group) {
      const answer = answers.get(each)
      if (answer === undefined || answer instanceof Error) each.failed(answer ?? new Error('The step did not run'))
      else {
        tell(each, answer)
        each.done(answer.reply)
      }
    }
  }

  function stepOf(
    some: readonly Waiting[],
    first: SiteView,
    { devices, tally }: Known,
    answers: Map<Waiting, Accepted | Error>,
  ): SiteWrite {
    let view = first
    let write = emptyWrite
    for (const each of some) {
      const { caller, settings } = each
      const context = {
        ...caller,
        incarnation: store.incarnation(),
        now: now(),
        settings,
        // A device that is not in the book any more cannot come back under its name either.
        isRevoked: (device: DeviceId) => devices !== null && devices.get(device)?.revokedAt !== null,
        mayFollow: (owner: DeviceId) => mayFollow(devices?.get(owner), devices?.get(caller.device), caller),
        tally,
      }
      try {
        const accepted = acceptPush(view, each.read, context, kit)
        view = accepted.view
        write = bothWrites(write, accepted.write)
        tally.take(accepted.taken, accepted.write.owners)
        answers.set(each, accepted)
      } catch (error) {
        log.error('push', error)
        answers.set(each, new UnreadablePush('What was pushed cannot be counted'))
      }
    }
    return write
  }

  /** After the commit: what it means for claims and figures. */
  function tell({ caller, read }: Waiting, { write, reply }: Accepted): void {
    metrics.count('pushes')
    if (reply.type === 'otherLife') return
    for (const { origin } of ownOf(read)) {
      if (isKnownTo(reply, origin) && owners.size < mostOwners) owners.set(`${caller.site} ${origin}`, caller.device)
    }
    metrics.count('entries_appended', write.appended.length)
    metrics.count('entries_quarantined', write.quarantined.length)
    const counted = [...write.counted.values()].flat().reduce((sum, [from, to]) => sum + to - from + 1, 0)
    metrics.count('entries_late', counted - write.quarantined.length)
    for (const { why } of reply.refused) metrics.count('pushes_refused', 1, why)
    const called = write.appended
      .filter(({ entry }) => entry.event.type === 'TicketCalled')
      .map(({ entry }) => entry.subject as TicketId)
    if (called.length === 0) return
    // The journal says it now; a claim that stays until it ends by itself harms nobody.
    void store.release(caller.site, called).catch((error: unknown) => log.error('claims', error))
  }

  function ownsAll({ caller, read }: Waiting): boolean {
    return ownOf(read).every(({ origin }) => owners.get(`${caller.site} ${origin}`) === caller.device)
  }

  return {
    push: async (caller, request) => {
      const settings = await folds.settings(caller.site)
      if (closed || waiting.length >= mostWaiting) throw new HubStoreError('lost')
      const read = readPush(request)
      return await new Promise((done, failed) => {
        waiting.push({ caller, read, settings, done, failed })
        working ??= work()
      })
    },
    close: async () => {
      closed = true
      await working
    },
  }
}

/**
 * Whether a device may go on under what a revoked one owned (P14): the one that was paired in its place, which is
 * booked at the very moment of the revocation; one of the same role, since its browser may have been revoked before it
 * was paired anew; or a manager. Whom the book does not know, nobody can be asked about.
 */
function mayFollow(owner: BookedDevice | undefined, own: BookedDevice | undefined, { role }: Caller): boolean {
  if (role === 'manager' || owner === undefined || owner.role === role) return true
  return own !== undefined && own.bookedAt === owner.revokedAt
}

function allWanted(all: readonly Wanted[]): Wanted {
  return {
    origins: [...new Set(all.flatMap(({ origins }) => origins))],
    ids: [...new Set(all.flatMap(({ ids }) => ids))],
    days: [...new Set(all.flatMap(({ days }) => days))],
  }
}

/** What a push says in its own name. */
function ownOf(read: ReadPush): readonly { readonly origin: OriginId }[] {
  return read.carried.flatMap((item): readonly { readonly origin: OriginId }[] => {
    if (item.type === 'broken') return [item]
    return item.carried.receipt === null ? [item.entry] : []
  })
}

function isKnownTo(reply: PushReply, origin: OriginId): boolean {
  return !reply.refused.some(({ id, why }) => why !== 'forked' && id.startsWith(origin)) && reply.have.has(origin)
}

/** How many of a device's own entries are counted now: the rest of what it had unsent is still to come. */
export function countedOwn(request: PushRequest, reply: PushReply): number {
  const ids = new Set<string>()
  for (const { origin, n, id } of readPush(request).carried.flatMap((item) =>
    item.type === 'entry' && item.carried.receipt === null ? [item.entry] : [],
  )) {
    if (isCounted(reply.have, origin, n)) ids.add(id)
  }
  return ids.size
}

function troubleOf(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  // Class 22 of PostgreSQL: the data themselves cannot be kept.
  if (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)) return new UnreadablePush('It cannot be kept')
  return error
}
