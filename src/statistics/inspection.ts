import { parseAnswer } from '#domain/parse-event.ts'
import { parseDay, parseId, parseLabel } from '#domain/ids.ts'
import type { Settings } from '#domain/settings.ts'
import { unknownBand, unknownMinutes, visitEnds } from '#domain/visits/day-batch.ts'
import type { BatchColumn, DayBatch } from '#domain/visits/day-batch.ts'
import { announcedWords, channels, longestMinutes } from '#domain/visits/record.ts'
import { notRecorded, total } from './columns.ts'
import { endColumns, waitColumns } from './release.ts'
import type { Grid, Release } from './release.ts'
import { isInOrder } from './order.ts'

/** What an inspection of day batches found; it looks at every word and every number in them. */
export interface Inspected {
  readonly days: number
  /** Fields and columns that no batch of ours has, and numbers that no such column holds. */
  readonly fields: number
  /** Words that are no ids of a configuration, or that could be a label, an id of the journal or a moment. */
  readonly words: number
  /** Ids that the configuration does not have any more. */
  readonly formerWords: number
  /** Days whose visits stand in the order in which people came. */
  readonly inOrder: number
}

/** Inspects the days as they are stored, by what may be in them and not by what must not (S95, S96). */
export function inspectBatches(batches: readonly DayBatch[], settings: Settings): Inspected {
  const isKnown = knownWords(settings)
  const former = new Set<string>()
  let [fields, words, inOrder] = [0, 0, 0]
  for (const batch of batches) {
    fields += foreignFields(batch)
    if (isInOrder(batch)) inOrder += 1
    for (const [name, { dictionary }] of Object.entries(batch.columns)) {
      for (const word of dictionary ?? []) {
        if (isKnown(name, word)) continue
        if (couldBeAnId(word, name.startsWith('audience.'))) former.add(word)
        else words += 1
      }
    }
    for (const { type } of batch.workshops ?? []) {
      if (isKnown('workshop', type)) continue
      if (couldBeAnId(type, false)) former.add(type)
      else words += 1
    }
  }
  return { days: batches.length, fields, words, formerWords: former.size, inOrder }
}

/** Rows and columns of releases that are none of the calendar, the configuration or the tables themselves (S96). */
export function foreignNames(releases: readonly Release[], settings: Settings): number {
  const isKnown = knownWords(settings)
  const isForeign = (word: string): boolean => !isNameOfTables(word) && !isKnown(null, word) && !couldBeAnId(word, true)
  return releases.reduce((sum, { grids }) => sum + grids.flatMap(namesOf).filter(isForeign).length, 0)
}

const tableWords: ReadonlySet<string> = new Set([total, notRecorded, ...endColumns, ...waitColumns])

function isNameOfTables(word: string): boolean {
  return tableWords.has(word) || parseDay(word) !== undefined || /^([1-7]|\d\d:\d\d-\d\d:\d\d)$/.test(word)
}

function namesOf({ id, rows, columns }: Grid): readonly string[] {
  return [...rows, ...columns, ...(id.startsWith('need_x_audience.') ? [id.slice('need_x_audience.'.length)] : [])]
}

const batchFields: ReadonlySet<string> = new Set([
  'version',
  'day',
  'bandMinutes',
  'visits',
  'ticketsIssued',
  'columns',
  'desks',
  'corrected',
  'workshops',
] satisfies (keyof DayBatch)[])

/** What each column may hold. */
const columnKinds: Readonly<Record<string, 'words' | 'minutes' | 'band'>> = {
  end: 'words',
  channel: 'words',
  announced: 'words',
  band: 'band',
  waiting: 'minutes',
  service: 'minutes',
  need: 'words',
  outcome: 'words',
  workshop: 'words',
}

function foreignFields(batch: DayBatch): number {
  const beside = Object.keys(batch).filter((name) => !batchFields.has(name)).length
  const columns = Object.entries(batch.columns).filter(([name, column]) => !isOfKind(name, column, batch)).length
  return beside + columns
}

function isOfKind(name: string, { dictionary, values, ...rest }: BatchColumn, batch: DayBatch): boolean {
  if (values.length !== batch.visits || Object.keys(rest).length > 0) return false
  const kind = Object.hasOwn(columnKinds, name) ? columnKinds[name] : isNumbered(name) || isOfAudience(name)
  if (kind === 'band') {
    const bands = Math.ceil((24 * 60) / batch.bandMinutes)
    return dictionary === null && values.every((band) => band < bands || band === unknownBand)
  }
  if (kind === 'minutes')
    return dictionary === null && values.every((count) => count <= longestMinutes || count === unknownMinutes)
  return kind !== false && dictionary !== null && values.every((code) => code <= dictionary.length)
}

/** A visit has several of some kinds: one column each. */
function isNumbered(name: string): boolean {
  return /^(referral|moreNeed|topic)\.\d{1,2}$/.test(name)
}

function isOfAudience(name: string): boolean {
  return name.startsWith('audience.') && couldBeAnId(name.slice('audience.'.length), false)
}

/** Whether a word is of the configuration; `column` null: of any part of it. */
function knownWords(settings: Settings): (column: string | null, word: string) => boolean {
  const { needs, outcomes, referrals, workshopTypes, audience } = settings
  const ids = {
    need: needs.map(({ id }) => id),
    moreNeed: needs.map(({ id }) => id),
    topic: needs.flatMap(({ topics }) => topics.map(({ id }) => id)),
    outcome: outcomes.map(({ id }) => id),
    referral: referrals.map(({ id }) => id),
    workshop: workshopTypes.map(({ id }) => id),
    end: visitEnds,
    channel: channels,
    announced: announcedWords,
  }
  const byColumn = new Map<string, ReadonlySet<string>>([
    ...Object.entries(ids).map(([column, words]) => [column, new Set<string>(words)] as const),
    ...audience.map(({ id, answers }) => [`audience.${id}`, new Set(answers)] as const),
  ])
  const all = new Set([...byColumn.values()].flatMap((words) => [...words]).concat(audience.map(({ id }) => id)))
  return (column, word) =>
    column === null ? all.has(word) : (byColumn.get(column.replace(/\.\d+$/, ''))?.has(word) ?? false)
}

/**
 * Whether a word that the configuration does not have may once have been one of its ids. A label, an id of the journal
 * or a moment is none, whatever it looks like.
 */
function couldBeAnId(word: string, isAnswer: boolean): boolean {
  const isId = parseId(word) !== undefined || (isAnswer && parseAnswer(word) !== undefined)
  return isId && parseLabel(word) === undefined && !/\d{5}/.test(word)
}
