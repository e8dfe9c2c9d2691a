import fc from 'fast-check'
import type { AmendCommand, Command } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import { emptyDetails } from '#domain/events.ts'
import { addDays, createCalendar } from '#domain/hours/calendar.ts'
import type { Day, DeskNumber, EntryId, Instant, OriginId, OutcomeId, Series, TicketId } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { emptySite } from '#domain/site.ts'
import { boardCalls } from '#domain/queue/board-calls.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import { decideAmendment } from '#domain/visits/decide-amendment.ts'
import { emptySheet } from '#domain/visits/day-sheet.ts'
import { amendedSheet } from '#domain/visits/held-day.ts'
import { recordsOfDay } from '#domain/visits/record.ts'
import { businessDay, clockQuality } from '#journal/business-day.ts'
import { entriesFrom, headAfter } from '#journal/entry.ts'
import type { Entry, Head, Stamp } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { isCounted } from '#journal/intervals.ts'
import { emptyReplay, lastEntryOf, play } from '#journal/replay.ts'
import type { Replay } from '#journal/replay.ts'
import { only } from '#protocol/counting.ts'
import type { Cursor } from '#protocol/cursor.ts'
import * as deviceCore from '#protocol/device-core.ts'
import type { Heard, Held, HeldEntry, Link, StoredLink } from '#protocol/device-core.ts'
import * as hubCore from '#protocol/hub-core.ts'
import type { HubKit } from '#protocol/hub-core.ts'
import type {
  HelloReply,
  HelloRequest,
  OtherLife,
  Page,
  PurgeCheckReply,
  PurgeCheckRequest,
} from '#protocol/messages.ts'
import type { PushReply, PushRequest } from '#protocol/messages.ts'
import type { DeviceId, Incarnation, SiteKey } from '#protocol/names.ts'
import { receivedBy } from '#protocol/roles.ts'
import type { Role } from '#protocol/roles.ts'
import { sealedEntries } from '#protocol/sealing.ts'
import { leaseSeries, releaseSeries } from '#protocol/series.ts'
import type { SeriesLease } from '#protocol/series.ts'
import { archiveOf, emptySiteLog, sealed, tagAt, viewOf, written } from '#hub/stores/site-log.ts'
import type { SiteLog } from '#hub/stores/site-log.ts'
import { picture } from './library-world.ts'
import { farFromLimits } from './pushing.ts'

/** Nobody is revoked, and no limit is near. */
const nothingSpecial = { isRevoked: () => false, mayFollow: () => true, tally: farFromLimits }

/** The real protocol, and the few choices around it; a deliberate defect replaces one of them. */
export interface Parts {
  readonly device: typeof deviceCore
  readonly hub: typeof hubCore
  readonly tables: { readonly viewOf: typeof viewOf; readonly written: typeof written }
  /** The next life's name. */
  readonly incarnation: (random: () => number, previous: Incarnation, why: 'start' | 'restore') => Incarnation
  readonly leasesSurviveRestore: boolean
  readonly archiveIsRestored: boolean
  readonly entriesBeforeCursor: boolean
}

export const realParts: Parts = {
  device: deviceCore,
  hub: hubCore,
  tables: { viewOf, written },
  incarnation: (random) => randomText(random, 12) as Incarnation,
  leasesSurviveRestore: true,
  archiveIsRestored: true,
  entriesBeforeCursor: true,
}

export type Step =
  | { readonly do: 'act'; readonly device: number; readonly verb: string; readonly pick: number }
  | { readonly do: 'send'; readonly device: number; readonly kind: 'push' | 'page' | 'purge' | 'open' | 'hello' }
  | { readonly do: 'deliver' | 'drop' | 'repeat'; readonly message: number }
  | { readonly do: 'cut' | 'join' | 'wipe' | 'reload' | 'save' | 'resume'; readonly device: number }
  | { readonly do: 'kill' | 'backup' | 'seal' }
  | { readonly do: 'restore'; readonly backup: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'clock'; readonly device: number; readonly offMs: number }

interface ModelDevice {
  readonly id: DeviceId
  readonly role: Role
  readonly main: boolean
  origins: Set<OriginId>
  head: Head
  written: Map<OriginId, number>
  series: Series | null
  entries: readonly HeldEntry[]
  replay: Replay
  link: Link
  /** What survives a reload: the cursor that was stored with the entries. */
  stored: StoredLink
  cut: boolean
  clockOffMs: number
  lastMerged: ReadonlySet<EntryId>
  /** Set back, and the hub has not been asked since: nothing is folded meanwhile (P6). */
  unsettled: boolean
  /** Counts page loads: an answer to an earlier page reaches nobody. */
  session: number
  saved: Pick<ModelDevice, 'origins' | 'head' | 'written' | 'entries' | 'series' | 'stored'> | null
}

type Message =
  | { readonly to: 'hub'; readonly device: number; readonly session: number; readonly body: Asking }
  | { readonly to: 'device'; readonly device: number; readonly session: number; readonly body: Answer }

type Asking =
  | { readonly kind: 'hello'; readonly number: number; readonly request: HelloRequest }
  | { readonly kind: 'push'; readonly number: number; readonly request: PushRequest }
  | { readonly kind: 'page'; readonly number: number; readonly request: Cursor }
  | { readonly kind: 'purge'; readonly number: number; readonly request: PurgeCheckRequest }
  | { readonly kind: 'open'; readonly request: Cursor }

type Answer =
  | { readonly kind: 'hello'; readonly number: number; readonly reply: HelloReply }
  | {
      readonly kind: 'push'
      readonly number: number
      readonly reply: PushReply | OtherLife
      readonly asked: PushRequest
    }
  | { readonly kind: 'page'; readonly number: number; readonly reply: Page | OtherLife }
  | {
      readonly kind: 'purge'
      readonly number: number
      readonly reply: PurgeCheckReply | OtherLife
      readonly asked: PurgeCheckRequest
    }
  | { readonly kind: 'frame'; readonly reply: Page }

const site = 'main' as SiteKey
const settings = defaultSettings()
const calendar = createCalendar(settings.timeZone)
const builtAt = Date.UTC(2026, 10, 1) as Instant
const start = Date.UTC(2026, 10, 23, 8) as Instant
const far = Number.MAX_SAFE_INTEGER as Instant
const roles: readonly Role[] = ['kiosk', 'desk', 'manager', 'kiosk', 'board']
const pageSize = 4
const hour = 3_600_000

/** Enough of a hash for a model: 32 hexadecimal digits that differ when the text differs. */
export function modelHash(text: string): string {
  let out = ''
  for (let part = 0; part < 4; part++) {
    let h = 0x811c9dc5 ^ (part * 0x9e3779b1)
    for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193)
    out += ((h ^ (h >>> 15)) >>> 0).toString(16).padStart(8, '0')
  }
  return out
}

/** Plays steps in a library of five devices and a hub, heals everything, and says what does not hold. */
export function playModel(steps: readonly Step[], seed: number, parts: Parts = realParts): readonly string[] {
  const random = mulberry(seed)
  const kit: HubKit = { hash: modelHash, hmac: (text) => modelHash(`key|${text}`), random }
  const { device: dev, hub } = parts
  let now = start
  let log: SiteLog = emptySiteLog
  let incarnation = randomText(random, 12) as Incarnation
  let leases: readonly SeriesLease[] = []
  const backups: { log: SiteLog; leases: readonly SeriesLease[]; incarnation: Incarnation }[] = []
  const streams = new Map<number, number>()
  let wire: readonly Message[] = []
  const ledger = new Map<EntryId, Entry>()
  /** What the hub has counted, as it read it: a copied store may have written other words under the same number. */
  const served = new Map<EntryId, Entry>()
  /** Entries whose store was wiped or set back before the hub had them: nobody promised to keep these. */
  const waived = new Set<EntryId>()
  let resumed = false

  const devices = roles.map((role, index): ModelDevice => {
    const origin = randomText(random, 10) as OriginId
    return {
      ...freshStore(origin),
      id: `device${index}xxxx` as DeviceId,
      role,
      main: index === 0,
      link: dev.createLink(),
      cut: false,
      clockOffMs: 0,
      lastMerged: new Set<EntryId>(),
      unsettled: false,
      session: 0,
      saved: null,
    }
  })

  function freshStore(origin: OriginId) {
    return {
      origins: new Set([origin]),
      head: { origin, n: 0, hlc: null, at: null, day: null } as Head,
      written: new Map<OriginId, number>([[origin, 0]]),
      series: null,
      entries: [] as readonly HeldEntry[],
      replay: emptyReplay(emptySite(settings)),
      stored: deviceCore.newLink,
    }
  }

  const heldBy = (device: ModelDevice): Held => ({
    own: device.origins,
    written: device.written,
    entries: device.entries,
  })

  function refold(device: ModelDevice): void {
    device.replay = play(
      emptyReplay(emptySite(settings)),
      device.entries.map(({ entry }) => entry),
      far,
    )
  }

  function act(device: ModelDevice, verb: string, pick: number): void {
    const clock = Math.max(0, now + device.clockOffMs) as Instant
    const day = businessDay(calendar, clock, device.head, builtAt)
    const moment = { now: clock, day }
    const amending = amendCommandOf(device, verb, pick, day)
    const command = amending === null ? commandOf(device, verb, pick) : null
    if (command === null && amending === null) return
    const { site: seen } = device.replay
    const decided = command === null ? decideAmendment(seen, amending!, moment) : decide(seen, command, moment)
    if (!decided.ok) return
    const stamps: Stamp[] = []
    let hlc = [device.head.hlc, device.replay.hlc].reduce((a, b) => (a === null || (b !== null && b > a) ? b : a))
    for (const _ of decided.value) {
      hlc = tick(hlc, clock, device.head.origin)
      stamps.push({ at: clock, day, clock: clockQuality(clock, device.head, builtAt), hlc })
    }
    const entries = entriesFrom(decided.value, device.head, stamps, (subject) => lastEntryOf(device.replay, subject))
    for (const entry of entries) ledger.set(entry.id, entry)
    device.head = headAfter(device.head, entries)
    device.written.set(device.head.origin, device.head.n)
    device.entries = [...device.entries, ...entries.map((entry) => ({ entry, receipt: null }))]
    device.replay = play(device.replay, entries, far)
  }

  /** What desks say of today, of yesterday or of the week before, and what they take back of it. */
  function amendCommandOf(device: ModelDevice, verb: string, pick: number, day: Day): AmendCommand | null {
    const need = settings.needs[pick % 3]?.id
    if (!isStaff(device.role) || need === undefined) return null
    const of = addDays(day, -[0, 1, 1, 6][pick % 4]!)
    const outcome = 'answered' as OutcomeId
    if (verb === 'backDate') {
      const desk = (devices.indexOf(device) + 1) as DeskNumber
      return { type: 'BackDateVisit', day: of, band: 0, need, desk, details: { ...emptyDetails, outcome } }
    }
    if (verb === 'total' && device.role === 'manager') {
      if (pick % 2 === 0) return { type: 'TypeVisits', day: of, band: null, need, outcome, count: 1 + pick }
      const becomes = { need: settings.needs[3]!.id, outcome: null }
      return { type: 'CorrectVisits', day: of, need, outcome, count: 1 + pick, becomes }
    }
    const said = amendmentsOf(device.replay.site)
    const subject = said[pick % Math.max(1, said.length)]?.id
    return verb === 'takeBack' && subject !== undefined ? { type: 'UndoAmendment', subject } : null
  }

  function commandOf(device: ModelDevice, verb: string, pick: number): Command | null {
    const tickets = [...device.replay.site.tickets.keys()].sort()
    const ticketId = (tickets[pick % Math.max(1, tickets.length)] ?? 'zzzzzzzzzz:1') as TicketId
    const desk = (devices.indexOf(device) + 1) as DeskNumber
    const need = settings.needs[pick % 3]?.id
    if (need === undefined || device.role === 'board') return null
    const details = { ...emptyDetails, outcome: 'answered' as OutcomeId }
    if (device.role === 'kiosk') {
      if (verb === 'withdraw') return { type: 'WithdrawTicket', ticketId }
      return device.series === null ? null : { type: 'IssueTicket', need, series: device.series }
    }
    switch (verb) {
      case 'issue':
        return device.series === null ? null : { type: 'IssueTicket', need, series: device.series, desk }
      case 'start':
        return { type: 'StartService', ticketId, desk }
      case 'finish':
        return { type: 'FinishVisit', ticketId, desk, details }
      case 'noShow':
        return { type: 'RecordNoShow', ticketId, desk }
      case 'walkUp':
        return { type: 'RecordWalkUp', desk, need, details }
      case 'pause':
        return pick % 2 === 0 ? { type: 'PauseTicketing' } : { type: 'ResumeTicketing' }
      case 'call':
        return { type: 'CallTicket', ticketId, desk }
      default:
        return { type: 'CallNext', desk }
    }
  }

  /** What a device does by itself: hello first, then what was asked for. */
  function send(index: number, kind: Extract<Step, { do: 'send' }>['kind']): boolean {
    const device = devices[index]
    if (device === undefined) return false
    const post = (body: Asking) => {
      wire = [...wire, { to: 'hub', device: index, session: device.session, body }]
      return true
    }
    if (device.link.cursor === null || kind === 'hello') {
      const words = {
        version: 1,
        series: device.series,
        report: { app: 'model', now, unsent: 0, storage: 'unknown' as const },
      }
      const sent = dev.sayHello(device.link, heldBy(device), words)
      device.link = sent.link
      return post({ kind: 'hello', number: sent.number, request: sent.request })
    }
    if (kind === 'open') return post({ kind: 'open', request: device.link.cursor })
    if (kind === 'push') {
      const sent = dev.nextPush(device.link, heldBy(device))
      if (sent === null) return false
      device.link = sent.link
      return post({ kind, number: sent.number, request: sent.request })
    }
    if (kind === 'page') {
      const sent = dev.nextPage(device.link)
      if (sent === null) return false
      device.link = sent.link
      return post({ kind, number: sent.number, request: sent.request })
    }
    const sent = dev.nextPurgeCheck(device.link, heldBy(device))
    if (sent === null) return false
    device.link = sent.link
    return post({ kind: 'purge', number: sent.number, request: sent.request })
  }

  function deliver(message: Message): void {
    const device = devices[message.device]
    if (device === undefined) return
    if (message.to === 'hub') serve(message.device, device, message.body, message.session)
    else if (message.session === device.session) hear(device, message.body)
  }

  function serve(index: number, device: ModelDevice, asking: Asking, session: number): void {
    const answer = (body: Answer) => {
      wire = [...wire, { to: 'device', device: index, session, body }]
    }
    const visit = { site, incarnation, device: device.id, role: device.role, now }
    const otherLife: OtherLife = { type: 'otherLife', incarnation }
    switch (asking.kind) {
      case 'hello': {
        const { request } = asking
        const cursorTag = request.cursor === null ? null : tagAt(log, request.cursor.seq)
        const view = {
          head: log.head,
          horizon: log.horizon,
          have: only(log.have, [...request.holding.keys(), ...request.own]),
          tagAtCursor: cursorTag,
        }
        let series: Series | null = null
        const [origin] = request.own
        if (origin !== undefined && device.role !== 'board') {
          const leased = leaseSeries(leases, origin, dayOfHub(), device.main, request.series)
          leases = leased.leases
          series = leased.series
        }
        answer({ kind: 'hello', number: asking.number, reply: hub.answerHello(view, request, visit, series) })
        return
      }
      case 'push': {
        const read = hub.readPush(asking.request)
        const view = parts.tables.viewOf(log, hub.wantedBy(read))
        const accepted = hub.acceptPush(view, read, { ...visit, settings, ...nothingSpecial }, kit)
        for (const { entry } of read.carried.flatMap((item) => (item.type === 'entry' ? [item] : []))) {
          const { origin, n } = entry
          if (!isCounted(log.have, origin, n) && isCounted(accepted.view.have, origin, n)) served.set(entry.id, entry)
        }
        log = parts.tables.written(log, accepted.write)
        answer({ kind: 'push', number: asking.number, reply: accepted.reply, asked: asking.request })
        fanOut()
        return
      }
      case 'page': {
        if (!hub.isOfThisLife(asking.request, log.head, incarnation)) {
          answer({ kind: 'page', number: asking.number, reply: otherLife })
          return
        }
        answer({ kind: 'page', number: asking.number, reply: pageAfter(asking.request.seq, device.role) })
        return
      }
      case 'purge': {
        const { request, number } = asking
        if (!hub.isOfThisLife(request.cursor, log.head, incarnation)) {
          answer({ kind: 'purge', number, reply: otherLife, asked: request })
          return
        }
        const lacking = hub.answerPurgeCheck(request.holding, log.have)
        answer({
          kind: 'purge',
          number,
          reply: { type: 'purge', horizon: log.horizon, lacking, rates: null },
          asked: request,
        })
        return
      }
      case 'open':
        if (hub.isOfThisLife(asking.request, log.head, incarnation)) streams.set(index, asking.request.seq)
        fanOut()
    }
  }

  function pageAfter(seq: number, role: Role): Page {
    const rest = log.logged.filter((line) => line.seq > seq)
    const visit = { incarnation, role, now }
    return hub.makePage(seq, rest.slice(0, pageSize), rest.length > pageSize, log, visit)
  }

  function fanOut(): void {
    for (const [index, seq] of streams) {
      const device = devices[index]
      if (device === undefined || seq >= log.head.seq) continue
      const reply = pageAfter(seq, device.role)
      streams.set(index, reply.cursor.seq)
      wire = [...wire, { to: 'device', device: index, session: device.session, body: { kind: 'frame', reply } }]
    }
  }

  function hear(device: ModelDevice, answer: Answer): void {
    const held = heldBy(device)
    switch (answer.kind) {
      case 'hello': {
        const before = device.link
        take(device, dev.hearHello(device.link, answer.number, answer.reply, held))
        if (device.link !== before && answer.reply.series !== null) device.series = answer.reply.series
        return
      }
      case 'push':
        take(device, dev.hearPush(device.link, answer.number, answer.reply, answer.asked))
        return
      case 'page':
        take(device, dev.hearPage(device.link, answer.number, answer.reply, held))
        return
      case 'purge':
        take(device, dev.hearPurgeCheck(device.link, answer.number, answer.reply, answer.asked, held))
        return
      case 'frame':
        take(device, dev.hearFrame(device.link, answer.reply, held))
    }
  }

  function take(device: ModelDevice, heard: Heard): void {
    device.link = heard.link
    const known = new Set(device.entries.map(({ entry }) => entry.id).filter((id) => !heard.erase.has(id)))
    const fresh = heard.merge.filter(({ entry }) => !known.has(entry.id))
    // An own entry that comes back is known; one that came before without a receipt takes it over.
    const receipts = new Map(heard.merge.map(({ entry, receipt }) => [entry.id, receipt]))
    device.entries = [
      ...device.entries
        .filter(({ entry }) => !heard.erase.has(entry.id))
        .map((item) => (item.receipt === null ? { ...item, receipt: receipts.get(item.entry.id) ?? null } : item)),
      ...fresh,
    ]
    device.replay = play(
      device.replay,
      fresh.map(({ entry }) => entry),
      far,
    )
    if (heard.erase.size > 0) refold(device)
    const lost = dev.lostEntries(device.link, heldBy(device))
    if (lost.size > 0) {
      device.entries = device.entries.filter(({ entry }) => !lost.has(entry.id))
      refold(device)
    }
    for (const origin of heard.renounce) renounce(device, origin)
    device.stored = device.link
    if (device.link.cursor !== null && dev.outbox(device.link, heldBy(device)).length === 0) device.unsettled = false
    device.lastMerged = new Set(fresh.map(({ entry }) => entry.id))
  }

  /** Another copy of this store goes on under the origin: what only this one has is said again under a new one. */
  function renounce(device: ModelDevice, origin: OriginId): void {
    if (device.head.origin !== origin) return
    const fresh = randomText(random, 10) as OriginId
    const unsent = dev.toReissue(device.link, heldBy(device), origin)
    const entries = dev.reissued(unsent, fresh)
    for (const { id } of unsent) waived.add(id)
    for (const entry of entries) ledger.set(entry.id, entry)
    const gone = new Set(unsent.map(({ id }) => id))
    device.entries = [
      ...device.entries.filter(({ entry }) => !gone.has(entry.id)),
      ...entries.map((entry) => ({ entry, receipt: null })),
    ]
    device.origins = new Set([fresh])
    device.written = new Map([[fresh, entries.length]])
    device.head = { ...headAfter({ ...device.head, origin: fresh, n: 0 }, entries), origin: fresh }
    device.series = null
    leases = releaseSeries(leases, origin, dayOfHub())
    refold(device)
  }

  function dayOfHub(): Day {
    return calendar.dayOf(now)
  }

  function restartHub(why: 'start' | 'restore'): void {
    incarnation = parts.incarnation(random, incarnation, why)
    streams.clear()
  }

  function seal(): void {
    const horizon = hub.dayBefore(dayOfHub())
    if (log.horizon !== null && horizon <= log.horizon) return
    if (devices.some(({ unsettled }) => unsettled)) return
    const entries = log.logged.map(({ entry }) => entry)
    log = sealed(log, hub.sealDays(entries, horizon, log.batches, settings, kit))
  }

  function waive(device: ModelDevice): void {
    for (const { entry } of device.entries) waived.add(entry.id)
    for (const entry of ledger.values()) if (device.origins.has(entry.origin)) waived.add(entry.id)
  }

  function run(step: Step): void {
    switch (step.do) {
      case 'act':
      case 'send':
      case 'cut':
      case 'join':
      case 'wipe':
      case 'reload':
      case 'save':
      case 'resume':
      case 'clock':
        return onDevice(step, step.device % devices.length)
      case 'deliver':
      case 'drop':
      case 'repeat': {
        const place = wire.length === 0 ? -1 : step.message % wire.length
        const message = wire[place]
        if (message === undefined) return
        if (step.do !== 'repeat') wire = wire.filter((_, index) => index !== place)
        if (step.do !== 'drop' && devices[message.device]?.cut === false) deliver(message)
        return
      }
      case 'kill':
        return restartHub('start')
      case 'backup':
        backups.push({ log, leases, incarnation })
        return
      case 'restore': {
        const backup = backups[step.backup % Math.max(1, backups.length)]
        if (backup === undefined) return
        const archive = archiveOf(log)
        log = backup.log
        const entries = log.logged.map(({ entry }) => entry)
        const upTo = parts.archiveIsRestored ? hub.adoptArchive(entries, log.batches, archive, settings, kit) : null
        if (upTo !== null) log = sealed(log, upTo)
        if (!parts.leasesSurviveRestore) leases = backup.leases
        incarnation = backup.incarnation
        return restartHub('restore')
      }
      case 'seal':
        return seal()
      case 'wait':
        now = (now + step.ms) as Instant
    }
  }

  function onDevice(step: Extract<Step, { device: number }>, index: number): void {
    const device = devices[index]
    if (device === undefined) return
    switch (step.do) {
      case 'act':
        return act(device, step.verb, step.pick)
      case 'send':
        send(index, step.kind)
        return
      case 'cut':
      case 'join':
        device.cut = step.do === 'cut'
        return
      case 'clock':
        device.clockOffMs = step.offMs
        return
      case 'reload':
        device.link = dev.createLink(device.stored)
        if (!parts.entriesBeforeCursor) {
          device.entries = device.entries.filter(({ entry }) => !device.lastMerged.has(entry.id))
          refold(device)
        }
        device.session += 1
        streams.delete(index)
        return
      case 'wipe':
        waive(device)
        for (const origin of device.origins) leases = releaseSeries(leases, origin, dayOfHub())
        Object.assign(device, freshStore(randomText(random, 10) as OriginId), { link: dev.createLink() })
        device.session += 1
        streams.delete(index)
        return
      case 'save': {
        const { origins, head, written: numbers, entries, series, stored } = device
        device.saved = { origins, head, written: new Map(numbers), entries, series, stored }
        return
      }
      case 'resume':
        if (device.saved === null) return
        resumed = true
        device.unsettled = true
        waive(device)
        Object.assign(device, device.saved, {
          written: new Map(device.saved.written),
          link: dev.createLink(device.saved.stored),
        })
        device.session += 1
        streams.delete(index)
        refold(device)
    }
  }

  /** Everything is well again: all that is to be said is said, until nothing changes. */
  function heal(): string | null {
    for (const device of devices) device.cut = false
    const flush = () => {
      for (let guard = 0; wire.length > 0 && guard < 10_000; guard++) {
        const [first] = wire
        wire = wire.slice(1)
        if (first !== undefined) deliver(first)
      }
    }
    flush()
    let last = ''
    for (let round = 0; round < 60; round++) {
      for (const kind of ['push', 'page', 'purge', 'page'] as const) {
        for (let index = 0; index < devices.length; index++) {
          send(index, kind)
          flush()
        }
      }
      const state = JSON.stringify([
        log.head,
        [...log.have],
        log.batches.size,
        devices.map(({ entries, link }) => [entries.map(({ entry }) => entry.id), link.cursor]),
      ])
      if (state === last) return null
      last = state
    }
    return 'the library does not come to rest'
  }

  for (const step of steps) run(step)
  const deliverable = new Set(
    [
      ...devices.flatMap((device) =>
        device.entries.filter(({ entry, receipt }) => receipt !== null || device.origins.has(entry.origin)),
      ),
      ...log.logged,
    ].map(({ entry }) => entry.id),
  )
  const restless = heal()
  return restless === null ? trouble() : [restless]

  function trouble(): readonly string[] {
    const found: string[] = []
    const raw = log.logged.map(({ entry }) => entry)
    const rawIds = new Set(raw.map(({ id }) => id))
    if (rawIds.size !== raw.length) found.push('an entry is in the log twice')
    const reference = play(emptyReplay(emptySite(settings)), raw, far).site
    for (const [index, device] of devices.entries()) {
      const visible = raw.filter((entry) => device.origins.has(entry.origin) || receivedBy(device.role, entry) !== null)
      const ids = rootedIds(visible)
      const own = rootedIds(device.entries.map(({ entry }) => entry))
      if (ids.join() !== own.join()) found.push(`device ${index} (${device.role}) does not hold what the hub holds`)
      else if (isStaff(device.role) && picture(device.replay.site) !== picture(reference)) {
        found.push(`device ${index} has another fold`)
      } else if (device.role === 'board') {
        const day = dayOfHub()
        const shown = JSON.stringify(boardCalls(device.replay.site.tickets.values(), day, 99))
        if (shown !== JSON.stringify(boardCalls(reference.tickets.values(), day, 99)))
          found.push(`board ${index} shows other calls`)
      }
      const entries = device.entries.map(({ entry }) => entry)
      if (sealedEntries(entries, log.horizon).size > 0)
        found.push(`device ${index} holds raw entries behind the horizon`)
    }
    if (sealedEntries(raw, log.horizon).size > 0) found.push('the hub holds raw entries behind the horizon')
    for (const [id, { origin, n }] of ledger) {
      if ((!waived.has(id) || deliverable.has(id)) && !isRenounced(id) && !isCounted(log.have, origin, n)) {
        found.push(`${id} is lost`)
      }
    }
    found.push(...countingTrouble(raw))
    const labels = [...ledger.values()].flatMap(({ day, event }) =>
      // A clock 400 days ahead names days that no letter rests until.
      event.type === 'TicketIssued' && day < '2027-12-01' ? [`${day} ${event.label}`] : [],
    )
    if (!resumed && new Set(labels).size !== labels.length) found.push('a label was given twice on a day')
    return found
  }

  /** Said again under a new origin. */
  function isRenounced(id: EntryId): boolean {
    return resumed && waived.has(id) && !devices.some(({ entries }) => entries.some(({ entry }) => entry.id === id))
  }

  /** Every visit that was counted is in exactly one place, and with its end. */
  function countingTrouble(raw: readonly Entry[]): readonly string[] {
    const counted = [...served.values()].filter(({ origin, n }) => isCounted(log.have, origin, n))
    const expected = endsOf(counted)
    const found = endsOf(raw)
    for (const batch of log.batches.values()) {
      for (const { end, channel } of decodeDayBatch(batch)) add(found, `${batch.day} ${channel} ${end}`)
      add(found, `${batch.day} issued`, batch.ticketsIssued)
    }
    const keys = new Set([...expected.keys(), ...found.keys()])
    return [...keys].flatMap((key) =>
      (expected.get(key) ?? 0) === (found.get(key) ?? 0)
        ? []
        : [`${key}: ${expected.get(key) ?? 0} expected, ${found.get(key) ?? 0} counted`],
    )
  }

  function endsOf(entries: readonly Entry[]): Map<string, number> {
    const folded = play(emptyReplay(emptySite(settings)), entries, far).site
    const counts = new Map<string, number>()
    const visits = [...folded.tickets.values(), ...folded.walkUps.values()].map(({ day }) => day)
    for (const day of new Set([...visits, ...amendmentsOf(folded).map(({ event }) => event.day)])) {
      const moment = { now: far, day: '9999-12-31' as Day }
      for (const { end, channel } of recordsOfDay(folded, day, moment, calendar))
        add(counts, `${day} ${channel} ${end}`)
      const said = amendmentsOf(folded).filter(({ event }) => event.day === day)
      for (const { channel, end } of amendedSheet(emptySheet, said, settings, 120).records)
        add(counts, `${day} ${channel} ${end}`)
    }
    for (const ticket of folded.tickets.values())
      if (ticket.state.type !== 'cancelled') add(counts, `${ticket.day} issued`)
    return counts
  }
}

/** Without what follows an opening that this device is never shown: it may leave a day earlier, and says nothing there. */
function rootedIds(entries: readonly Entry[]): readonly EntryId[] {
  const held = new Set<string>(entries.map(({ id }) => id))
  const isRooted = ({ subject, event }: Entry) => event.type !== 'StepUndone' || held.has(subject)
  return entries
    .filter(isRooted)
    .map(({ id }) => id)
    .sort()
}

function isStaff(role: Role): boolean {
  return role === 'desk' || role === 'manager'
}

function add(counts: Map<string, number>, key: string, count = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

const anyDevice = fc.nat(4)

/** Steps as a library may see them; `copies`: also browser profiles that are set back. */
export function stepsOf(options: { readonly copies: boolean; readonly most: number }): fc.Arbitrary<readonly Step[]> {
  const act = fc.record({
    do: fc.constant('act' as const),
    device: anyDevice,
    verb: fc.constantFrom(
      'issue',
      'issue',
      'next',
      'next',
      'call',
      'start',
      'finish',
      'finish',
      'noShow',
      'withdraw',
      'walkUp',
      'backDate',
      'backDate',
      'takeBack',
      'total',
      'pause',
    ),
    pick: fc.nat(12),
  })
  const sending = fc.record({
    do: fc.constant('send' as const),
    device: anyDevice,
    kind: fc.constantFrom(
      'push' as const,
      'push' as const,
      'page' as const,
      'purge' as const,
      'open' as const,
      'hello' as const,
    ),
  })
  const deliver = fc.record({ do: fc.constant('deliver' as const), message: fc.nat(3) })
  const meddle = fc.record({
    do: fc.constantFrom('deliver' as const, 'drop' as const, 'repeat' as const),
    message: fc.nat(20),
  })
  const about = (...words: readonly ('cut' | 'join' | 'wipe' | 'reload' | 'save' | 'resume')[]) =>
    fc.record({ do: fc.constantFrom(...words), device: anyDevice })
  const hubs = fc.record({ do: fc.constantFrom('kill' as const, 'backup' as const, 'seal' as const) })
  const restore = fc.record({ do: fc.constant('restore' as const), backup: fc.nat(4) })
  const wait = fc.record({
    do: fc.constant('wait' as const),
    ms: fc.oneof(fc.integer({ min: 1, max: hour }), fc.integer({ min: 6 * hour, max: 30 * hour })),
  })
  const clock = fc.record({
    do: fc.constant('clock' as const),
    device: anyDevice,
    offMs: fc.constantFrom(0, hour, -hour, 30 * hour, 400 * 24 * hour),
  })
  return fc.array(
    fc.oneof(
      { weight: 10, arbitrary: act },
      { weight: 9, arbitrary: sending },
      { weight: 14, arbitrary: deliver },
      { weight: 3, arbitrary: meddle },
      { weight: 2, arbitrary: about('cut', 'join', 'join', 'reload') },
      { weight: 1, arbitrary: about('wipe') },
      { weight: options.copies ? 2 : 0, arbitrary: about('save', 'resume') },
      { weight: 3, arbitrary: hubs },
      { weight: 1, arbitrary: restore },
      { weight: 2, arbitrary: wait },
      { weight: 1, arbitrary: clock },
    ),
    { minLength: 10, maxLength: options.most, size: 'max' },
  )
}

export function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function randomText(random: () => number, length: number): string {
  return Array.from({ length }, () => 'abcdefghjkmnpqrstuvwxyz023456789'[Math.floor(random() * 32)]).join('')
}
