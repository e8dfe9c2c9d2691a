import { openSiteDatabase } from '#browser/dexie-tables.ts'
import { emptyDetails } from '#domain/events.ts'
import { addDays, weekdayOf } from '#domain/hours/calendar.ts'
import type { Details } from '#domain/events.ts'
import type { Day } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import type { Need, Settings } from '#domain/settings.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { VisitEnd, VisitRecord } from '#domain/visits/record.ts'

export interface ArchiveRequest {
  readonly store: string
  /** The first day and the day after the last. */
  readonly from: Day
  readonly until: Day
  readonly visits: number
}

export interface Filled {
  readonly days: number
  readonly visits: number
}

declare global {
  var fillArchive: (request: ArchiveRequest) => Promise<Filled>
  var touchArchive: (store: string) => Promise<void>
}

/** Days at once: a strict transaction is dear, a large one holds its records in memory. */
const daysAtOnce = 50

/**
 * Fills the archive with that many visits, evenly over the days without Sundays: as the site's desks would have
 * left them, through the real encoding. The same request makes the same visits.
 */
async function fillArchive({ store, from, until, visits }: ArchiveRequest): Promise<Filled> {
  const site = openSiteDatabase(store)
  const days: Day[] = []
  for (let day = from; day < until; day = addDays(day, 1)) if (weekdayOf(day) !== 7) days.push(day)
  const draw = createDraw(20_261_123)
  const settings = defaultSettings()
  let made = 0
  for (let at = 0; at < days.length; at += daysAtOnce) {
    const batches = days.slice(at, at + daysAtOnce).map((day, offset): DayBatch => {
      const share = Math.round((visits * (at + offset + 1)) / days.length) - made
      made += share
      return batchOf(day, share, settings, draw)
    })
    await site.batches.bulkPut(batches)
  }
  site.close()
  await touchArchive(store, days.at(-1))
  return { days: days.length, visits: made }
}

/** Leaves the mark of a fold: the store's next generation. */
async function touchArchive(store: string, horizon?: Day): Promise<void> {
  const site = openSiteDatabase(store)
  const pointer = await site.meta.get('pointer')
  if (pointer?.key !== 'pointer') throw new Error('The application has made no store')
  await site.meta.put({ ...pointer, generation: pointer.generation + 1, horizon: horizon ?? pointer.horizon })
  site.close()
}

function batchOf(day: Day, visits: number, settings: Settings, draw: () => number): DayBatch {
  const records = Array.from({ length: visits }, () => recordOf(settings, draw))
  const issued = records.filter(({ channel }) => channel === 'ticket').length
  return encodeDayBatch(day, records, issued, settings.hourBandMinutes, draw)
}

function recordOf(settings: Settings, draw: () => number): VisitRecord {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(draw() * items.length)] as Item
  const isWalkUp = draw() < 0.15
  const end: VisitEnd = isWalkUp || draw() < 0.88 ? 'served' : pick(['noShow', 'leftUnserved', 'withdrawn'] as const)
  const need = pick(settings.needs)
  const isServed = end === 'served'
  const isTimed = isServed && !isWalkUp
  return {
    end,
    channel: isWalkUp ? 'walkUp' : 'ticket',
    band: 7 + Math.floor(draw() * 3),
    need: need.id,
    waitingMinutes: isTimed ? Math.floor(-8 * Math.log(1 - draw())) % 60 : null,
    serviceMinutes: isTimed ? Math.min(60, 3 + Math.floor(draw() * 25)) : null,
    announced: null,
    details: isServed ? detailsOf(settings, need, draw) : emptyDetails,
  }
}

function detailsOf({ outcomes, referrals, needs, audience }: Settings, need: Need, draw: () => number): Details {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(draw() * items.length)] as Item
  const some = <Id>(share: number, items: readonly { readonly id: Id }[]): readonly Id[] =>
    draw() < share && items.length > 0 ? [pick(items).id] : []
  const [outcome = null] = some(
    0.95,
    outcomes.filter(({ system }) => !system),
  )
  const referred = some(0.3, referrals)
  return {
    ...emptyDetails,
    outcome,
    referrals: referred.length > 0 ? [...referred, ...some(0.2, referrals)] : [],
    moreNeeds: some(0.12, needs),
    topics: some(0.5, need.topics),
    audience: draw() < 0.4 ? { status: pick(audience[0]?.answers ?? []) } : {},
  }
}

/** Chance that is the same every time: mulberry32. */
function createDraw(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

Object.assign(globalThis, { fillArchive, touchArchive })
