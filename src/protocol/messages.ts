import type { Day, DeskNumber, EntryId, OriginId, Series } from '#domain/ids.ts'
import { parseDay, parseDeskNumber, parseEntryId, parseOriginId, parseSeries } from '#domain/ids.ts'
import type { Counted, Intervals } from '#journal/intervals.ts'
import type { Cursor } from './cursor.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import type { DeviceId, Incarnation, Receipt } from './names.ts'
import { parseDeviceId, parseIncarnation, parseReceipt } from './names.ts'
import type { Role } from './roles.ts'
import { wireBatch } from './batch.ts'
import { printerList, printReply } from './printing.ts'
import { anything, fields, list, mapOf, nullable, oneOf, optional, shape, text, whole, yesOrNo } from './shape.ts'
import type { Parsed, Shape } from './shape.ts'
import { toldRates } from './wire-rates.ts'

/** At most this many entries a push or frame, and pages of so many. */
export const mostPushed = 200
export const mostPaged = 5_000
/** Fifty years of days. */
export const mostDigests = 20_000
const mostOrigins = 10_000
const mostIntervals = 10_000

const day: Shape<Day> = shape('day', parseDay)
const desk: Shape<DeskNumber> = shape('desk', parseDeskNumber)
const origin: Shape<OriginId> = shape('origin', parseOriginId)
const entryName: Shape<EntryId> = shape('origin:n', parseEntryId)
const series: Shape<Series> = shape('series', parseSeries)
const receipt: Shape<Receipt> = shape('receipt', parseReceipt)
const incarnation: Shape<Incarnation> = shape('incarnation', parseIncarnation)
const cursor: Shape<Cursor> = shape('incarnation.seq.tag', parseCursor)
const role: Shape<Role> = oneOf('kiosk', 'board', 'desk', 'manager')
const intervals: Shape<Intervals> = shape(`[[from,to]]<=${mostIntervals}`, parseIntervals)
const counted: Shape<Counted> = mapOf(origin, intervals, mostOrigins)
const moment = whole(0)

/** An entry on its way: read on its own, so that a bad one blocks no other (P6). */
const carried = fields({ entry: anything, receipt: nullable(receipt) })
export type Carried = Parsed<typeof carried>

/** What a device says of itself; the manager's list of devices shows it. */
const report = fields({
  app: text(80),
  now: moment,
  /** Entries that the hub has not confirmed. */
  unsent: whole(0),
  storage: oneOf('persistent', 'bestEffort', 'full', 'memory', 'unknown'),
})
export type DeviceReport = Parsed<typeof report>

export const helloRequest = fields({
  version: whole(1),
  cursor: nullable(cursor),
  /** What the device holds: the answer says which of these origins' entries the hub has counted. */
  holding: counted,
  /** The stores that write here: the device's own, and one for a disk that was full. */
  own: list(origin, 20),
  series: nullable(series),
  report,
})
export type HelloRequest = Parsed<typeof helloRequest>

export const helloReply = fields({
  type: oneOf('hello'),
  version: whole(1),
  /** Where to read on: the device's own cursor in this life, or the start. */
  cursor,
  have: counted,
  head: whole(0),
  horizon: nullable(day),
  now: moment,
  device: shape<DeviceId>('device', parseDeviceId),
  role,
  /** The letter to issue under; null: this device issues no tickets. */
  series: nullable(series),
  /** How fast the queue moves (P21). */
  rates: toldRates,
})
export type HelloReply = Parsed<typeof helloReply>

/** The hub has begun another life, or does not know this cursor: say hello again; nothing was done (P1). */
export const otherLife = fields({ type: oneOf('otherLife'), incarnation })
export type OtherLife = Parsed<typeof otherLife>

export const pushRequest = fields({
  cursor,
  /** The horizon that the device knows: it tells whether late subjects were sent whole (P8). */
  horizon: nullable(day),
  entries: list(carried, mostPushed),
  unsent: whole(0),
})
export type PushRequest = Parsed<typeof pushRequest>

export const pushReply = fields({
  type: oneOf('pushed'),
  /** What is counted now of the origins that were pushed. */
  have: counted,
  /** Not counted, and not to be sent again in this life. */
  refused: list(fields({ id: entryName, why: oneOf('role', 'owner', 'receipt', 'forked') }), mostPushed),
  /** Counted and set aside: they cannot be read. */
  quarantined: list(entryName, mostPushed),
  /** Another copy of this store has written other entries under the same numbers: go on under a new origin. */
  forks: list(origin, mostPushed),
  head: whole(0),
  horizon: nullable(day),
  now: moment,
})
export type PushReply = Parsed<typeof pushReply>
export type RefusedWhy = PushReply['refused'][number]['why']

/** A page of the catch-up or a frame of the stream: everything after `after` up to the cursor. */
export const page = fields({
  type: oneOf('page'),
  after: whole(0),
  cursor,
  entries: list(carried, mostPaged),
  more: yesOrNo,
  horizon: nullable(day),
  now: moment,
})
export type Page = Parsed<typeof page>

export const heartbeat = fields({ now: moment, head: whole(0), horizon: nullable(day) })

export const purgeCheckRequest = fields({ cursor, holding: counted })
export type PurgeCheckRequest = Parsed<typeof purgeCheckRequest>
/** Days have been folded: what was learned from them comes along. */
export const purgeCheckReply = fields({
  type: oneOf('purge'),
  horizon: nullable(day),
  lacking: counted,
  rates: toldRates,
})
export type PurgeCheckReply = Parsed<typeof purgeCheckReply>

/** `ticketId` null: the next one of this desk's queue. */
export const claimRequest = fields({ desk, ticketId: nullable(entryName) })
export type ClaimRequest = Parsed<typeof claimRequest>
export const claimReply = fields({ ticketId: nullable(entryName) })
export const claimRefusal = fields({ by: desk })

export const redeemRequest = fields({ code: text(40), name: optional(text(60), '') })
export const redeemReply = fields({ deviceId: shape<DeviceId>('device', parseDeviceId), role })
/** What a manager's screen shows to pair a device. */
export const pairingRequest = fields({ role, name: optional(text(60), '') })
export const pairingReply = fields({ code: text(40), link: text(400), expiresAt: moment })

/** A paired device, as the manager's list shows it. */
const deviceLine = fields({
  id: shape<DeviceId>('device', parseDeviceId),
  name: text(60),
  role,
  /** The application's version when it last said hello; empty: not yet. */
  app: text(80),
  /** null: not since it was paired. */
  lastSeenAt: nullable(moment),
  /** How far the device's own clock is ahead of the hub's, in ms; null: not known yet. */
  clockOffsetMs: nullable(whole(Number.MIN_SAFE_INTEGER)),
  storage: text(20),
  unsent: whole(0),
  connected: yesOrNo,
  /** The device that asks. */
  own: yesOrNo,
})
export type DeviceLine = Parsed<typeof deviceLine>
export const deviceList = fields({ type: oneOf('devices'), devices: list(deviceLine, 2_000), now: moment })
export const renameRequest = fields({ name: text(60) })

/** Which batches the hub has, so that a device only fetches what is new to it. */
export const batchDigests = fields({
  type: oneOf('batchDigests'),
  days: list(fields({ day, digest: text(32) }), mostDigests),
})
export const batchList = fields({ type: oneOf('batches'), batches: list(wireBatch, 400) })
/** What a device has folded while it worked alone; it comes before its raw entries. */
export const archiveRequest = fields({ horizon: nullable(day), counted, batches: list(wireBatch, 400) })
/** `known`: nothing was done, since the hub has counted all of it already. */
export const archiveReply = fields({ type: oneOf('archived'), known: yesOrNo })

/** What was released, as the ledger keeps it: read by the shape of its own (`statistics/kept-release.ts`). */
export const releaseRequest = fields({
  /** How many releases whoever adds this one knows; another number changes nothing and is answered 409. */
  known: whole(0),
  release: anything,
})
export const releaseAdded = fields({ type: oneOf('released'), known: whole(1) })
/** Those after the ones that are known, some at a time. */
export const releaseList = fields({ type: oneOf('releases'), known: whole(0), releases: list(anything, 100) })

/** RFC 9457: `application/problem+json`. */
export const problem = fields({
  type: text(200),
  title: text(200),
  status: whole(400, 599),
  detail: optional(text(400), ''),
})
export type Problem = Parsed<typeof problem>

/** Everything that goes over the wire; its words are hashed against the version (P16). */
export const wireShapes: Readonly<Record<string, Shape<unknown>>> = {
  helloRequest,
  helloReply,
  otherLife,
  pushRequest,
  pushReply,
  page,
  heartbeat,
  purgeCheckRequest,
  purgeCheckReply,
  claimRequest,
  claimReply,
  claimRefusal,
  redeemRequest,
  redeemReply,
  pairingRequest,
  pairingReply,
  deviceList,
  renameRequest,
  batchDigests,
  batchList,
  archiveRequest,
  archiveReply,
  releaseRequest,
  releaseAdded,
  releaseList,
  printReply,
  printerList,
  problem,
}

/** What is sent: maps as objects, cursors as text, everything else as it is. */
export function toWire(message: unknown): unknown {
  if (message instanceof Map) {
    const pairs = [...(message as ReadonlyMap<string, unknown>)]
    return Object.fromEntries(pairs.map(([key, value]) => [key, toWire(value)]))
  }
  if (Array.isArray(message)) return message.map(toWire)
  if (typeof message !== 'object' || message === null) return message
  return Object.fromEntries(
    Object.entries(message).map(([key, value]) => {
      if (key === 'cursor' && value !== null) return [key, formatCursor(value as Cursor)]
      // An entry travels as it is stored.
      if (key === 'entry') return [key, (value as { readonly value: unknown }).value]
      return [key, toWire(value)]
    }),
  )
}

function parseIntervals(value: unknown): Intervals | undefined {
  if (!Array.isArray(value) || value.length > mostIntervals) return undefined
  let last = 0
  const read: [number, number][] = []
  for (const span of value as unknown[]) {
    if (!Array.isArray(span) || span.length !== 2) return undefined
    const [from, to] = span as [unknown, unknown]
    if (typeof from !== 'number' || typeof to !== 'number') return undefined
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from <= last || to < from) return undefined
    read.push([from, to])
    last = to
  }
  return read
}
