import { addDays } from '#domain/hours/calendar.ts'
import { parseId } from '#domain/ids.ts'
import type { Day, OriginId } from '#domain/ids.ts'
import { parseAnswer } from '#domain/parse-event.ts'
import type { Settings } from '#domain/settings.ts'
import { decodeDayBatch, encodeDayBatch, isWhole, mostVisits, sheetOf } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { bothSheets, inBandsOf } from '#domain/visits/day-sheet.ts'
import { announcedWords, channels } from '#domain/visits/record.ts'
import type { Entry } from '#journal/entry.ts'
import { laterDay } from '#journal/entry.ts'
import { isCounted } from '#journal/intervals.ts'
import type { Counted } from '#journal/intervals.ts'
import { countedOf, difference, union } from './counting.ts'
import type { HubKit } from './hub-core.ts'
import { sealDays } from './hub-core.ts'
import type { SealedArchive, Sealing } from './hub-view.ts'
import { isPlausibleDay } from './limits.ts'
import { isOfTheSite } from './names.ts'
import type { Hash } from './names.ts'

/** What joining sees of a site, under its lock. */
export interface JoinView {
  readonly entries: readonly Entry[]
  readonly horizon: Day | null
  readonly batches: ReadonlyMap<Day, DayBatch>
  /** Everything that is counted: the days that a store has brought, too, see `dayOrigin`. */
  readonly have: Counted
}

/**
 * What a device folded while it worked alone joins a site (P18): each of its days once, however often and in whatever
 * order and parts the archive comes; null: there is nothing that has not joined. A large archive comes in parts: all but
 * the last name the store's origins without numbers, so that only the last one says what is counted.
 *
 * @param today of the site: nobody folds a day that is not over, whatever their clock said.
 */
export function joinArchive(
  view: JoinView,
  archive: SealedArchive,
  today: Day,
  settings: Settings,
  kit: Pick<HubKit, 'hash' | 'random'>,
): Sealing | null {
  const fresh = archive.batches.filter(({ day }) => !hasJoined(view.have, archive.counted, day, kit.hash))
  const unknown = difference(archive.counted, view.have)
  const isNamed = [...archive.counted.values()].some((intervals) => intervals.length > 0)
  // All of it came as ordinary entries already, and is counted with them.
  if (unknown.size === 0 && (isNamed || fresh.length === 0)) return null

  const last = archive.horizon ?? latest(archive.batches.map(({ day }) => day))
  const over = last === null || last < today ? last : addDays(today, -1)
  const horizon = over === null ? view.horizon : laterDay(view.horizon, over)
  if (horizon === null) return null
  // What the archive counts is not held as well; what is held beside it is folded up to the same day.
  const known = view.entries.filter(
    ({ origin, n, subject }) => isCounted(archive.counted, origin, n) && !isOfTheSite(subject),
  )
  const knownIds = new Set(known.map(({ id }) => id))
  const sealing = sealDays(
    view.entries.filter(({ id }) => !knownIds.has(id)),
    horizon,
    view.batches,
    settings,
    kit,
  )
  const batches = new Map(sealing.batches.map((batch) => [batch.day, batch]))
  for (const batch of fresh) {
    const own = batches.get(batch.day) ?? view.batches.get(batch.day)
    batches.set(batch.day, bothBatches(own, batch, settings, kit.random))
  }
  return {
    horizon,
    batches: [...batches.values()],
    gone: new Set([...sealing.gone, ...knownIds]),
    counted: union(archive.counted, joinedDays(archive.counted, fresh, kit.hash)),
  }
}

/** Whether a batch says nothing but what a visit's record may say: words are ids of the configuration (V1). */
export function isCleanBatch(batch: DayBatch, today: Day): boolean {
  if (!isWhole(batch) || !isPlausibleDay(batch.day, today)) return false
  const most = Math.ceil(1_440 / batch.bandMinutes)
  return decodeDayBatch(batch).every(({ end, channel, band, need, announced, details }) => {
    const { outcome, workshopType, referrals, moreNeeds, topics, audience } = details
    const words = [
      need,
      ...referrals,
      ...moreNeeds,
      ...topics,
      ...[outcome, workshopType].filter((word) => word !== null),
      ...Object.keys(audience),
    ]
    const isKnown =
      ['served', 'noShow', 'leftUnserved', 'withdrawn'].includes(end) &&
      channels.includes(channel) &&
      (announced === null || announcedWords.includes(announced))
    const areIds = words.every((word) => parseId(word) !== undefined)
    return (
      isKnown &&
      (band ?? 0) <= most &&
      areIds &&
      Object.values(audience).every((word) => parseAnswer(word) !== undefined)
    )
  })
}

/** Two batches of one day as one. Their records are different visits; bands are told in the first one's width. */
function bothBatches(own: DayBatch | undefined, other: DayBatch, settings: Settings, random: () => number): DayBatch {
  const bandMinutes = own?.bandMinutes ?? other.bandMinutes ?? settings.hourBandMinutes
  const mine = sheetOf(own)
  const theirs = inBandsOf(sheetOf(other), other.bandMinutes, bandMinutes)
  if (mine.records.length + theirs.records.length > mostVisits) {
    throw new Error('Two batches of one day are more than one holds')
  }
  const { records, ticketsIssued, ...totals } = bothSheets(mine, theirs)
  return encodeDayBatch(other.day, records, ticketsIssued, bandMinutes, random, totals)
}

function hasJoined(have: Counted, counted: Counted, day: Day, hash: Hash): boolean {
  return [...counted.keys()].some((origin) => isCounted(have, dayOrigin(origin, hash), dayNumber(day)))
}

function joinedDays(counted: Counted, batches: readonly DayBatch[], hash: Hash): Counted {
  const origins = [...counted.keys()].map((origin) => dayOrigin(origin, hash))
  return countedOf(origins.flatMap((origin) => batches.map(({ day }) => ({ origin, n: dayNumber(day) }))))
}

/** The name under which a site counts the days that a store has brought: one that no store gives itself. */
function dayOrigin(origin: OriginId, hash: Hash): OriginId {
  return hash(`joined|${origin}`).slice(0, 10) as OriginId
}

/** Days since 1970, from 1 on. */
function dayNumber(day: Day): number {
  return Math.max(0, Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)) + 1
}

function latest(days: readonly Day[]): Day | null {
  return [...days].sort().at(-1) ?? null
}
