import defaultDocument from './bpi.json' with { type: 'json' }
import { isTimeZone } from './hours/calendar.ts'
import type { OpeningHours, Span, WeekdayKey } from './hours/opening.ts'
import { weekdayKeys } from './hours/opening.ts'
import type { DeskNumber, NeedId, OutcomeId, ReferralId, TopicId, WorkshopType } from './ids.ts'
import type { Result } from './result.ts'
import { ok, refuse } from './result.ts'
import type { Reader, SettingsProblem, Texts } from './settings-reader.ts'
import { asText, reader } from './settings-reader.ts'

export type { SettingsProblem, Texts } from './settings-reader.ts'

export interface Choice<Id extends string> {
  readonly id: Id
  /** Empty where the site relies on the application's own words for a well-known id. */
  readonly labels: Texts
}

export interface Need {
  readonly id: NeedId
  readonly letter: string
  readonly labels: Texts
  readonly icon: string
  /** Share of arrivals in a demonstration day, 0 to 1. */
  readonly demoWeight: number
  readonly topics: readonly Choice<TopicId>[]
}

export interface Outcome {
  readonly id: OutcomeId
  readonly labels: Texts
  /** Counts as a reference transaction (NISO Z39.7). */
  readonly reference: boolean
  readonly asks: 'referral' | 'workshopType' | null
  /** Set by the application (left before the call), never offered to an agent. */
  readonly system: boolean
}

export interface Desk {
  readonly number: DeskNumber
  /** The needs that this desk serves; null: all. */
  readonly needs: readonly NeedId[] | null
}

/** The house alone, or anybody. */
export type Readers = 'internal' | 'public'

export interface Protection {
  /** Counts from 1 up to, but without, this number are hidden. */
  readonly threshold: number
  /** The least width of what can be worked out of a hidden count. */
  readonly width: number
}

/** The typed view of the configuration document. */
export interface Settings {
  readonly siteId: string
  readonly name: Texts
  readonly timeZone: string
  readonly libraryHours: OpeningHours
  readonly deskHours: OpeningHours
  readonly hoursEnforced: boolean
  readonly languages: readonly string[]
  readonly desks: readonly Desk[]
  readonly needs: readonly Need[]
  readonly outcomes: readonly Outcome[]
  readonly referrals: readonly Choice<ReferralId>[]
  readonly workshopTypes: readonly Choice<WorkshopType>[]
  /** Audience fields that are switched on, with their answers. */
  readonly audience: readonly { readonly id: string; readonly answers: readonly string[] }[]
  readonly callTimeoutMinutes: number
  readonly targetWaitMinutes: number
  /** Share of visitors that are called within the target wait, 0 to 1, where there are desks enough. */
  readonly targetServiceLevel: number
  readonly defaultServiceMinutes: number
  /** How long visitors wait before they leave, until the site's own visits tell. */
  readonly patienceMinutes: number
  /** Announced waits are told in multiples of it. */
  readonly roundToMinutes: number
  /** Counts below it are hidden in exports. */
  readonly threshold: number
  /** How well small counts are hidden from each kind of reader; whom files are for unless it is said otherwise. */
  readonly protection: Readonly<Record<Readers, Protection>>
  readonly readers: Readers
  readonly minRecordsForDuration: number
  readonly minRecordsForPercentile: number
  readonly retentionHours: number
  readonly hourBandMinutes: number
  /** The document it was read from, kept whole: what this version does not know is not lost. */
  readonly document: unknown
}

export const settingsVersion = 1
/** More would not be read in two seconds at arm's length. */
export const maxNeeds = 9
/** Letters that are heard and read apart: no I, O, Q, S, Z, G (read as 1, 0, 0, 5, 2, 6). */
export const clearLetters = 'ABCDEFHJKLMNPRTUVWXY'

/**
 * Reads a configuration document of the shape of `bpi.json`. All findings are reported at once; unknown fields are
 * kept in `document` untouched. Optional parts fall back to the default configuration.
 */
export function parseSettings(document: unknown): Result<Settings, readonly SettingsProblem[]> {
  const problems: SettingsProblem[] = []
  const settings = readSettings(reader(document, '', problems), document)
  return problems.length > 0 ? refuse(problems) : ok(settings)
}

/** The configuration of a fresh device: the Bpi's. */
export function defaultSettings(): Settings {
  const parsed = parseSettings(defaultDocument)
  if (!parsed.ok) throw new Error(`The default configuration is broken: ${JSON.stringify(parsed.error)}`)
  return parsed.value
}

function readSettings(root: Reader, document: unknown): Settings {
  if (root.field('schemaVersion').number(0, 1e6) > settingsVersion) root.field('schemaVersion').report('NewerVersion')
  const site = root.field('site')
  const needs = root.field('needs').list(1, maxNeeds).map(readNeed)
  reportDuplicates(root.field('needs'), needs, (need) => need.id, 'id')
  reportDuplicates(root.field('needs'), needs, (need) => need.letter, 'letter')
  const desks = site
    .field('desks')
    .list(1, 40)
    .map((desk) => readDesk(desk, needs))
  reportDuplicates(site.field('desks'), desks, (desk) => String(desk.number), 'number')
  const outcomes = root.field('outcomes').list(1, 30).map(readOutcome)
  reportDuplicates(root.field('outcomes'), outcomes, (outcome) => outcome.id, 'id')
  const queue = root.field('queue')
  const announce = queue.field('announce')
  const privacy = root.field('privacy')
  const internal = readProtection(privacy.field('threshold'), privacy.field('protectionWidth'), 5)
  return {
    siteId: site.field('id').id(),
    name: site.field('name').texts(),
    timeZone: readTimeZone(site.field('timezone')),
    libraryHours: readHours(site.field('libraryHours')),
    deskHours: readHours(site.field('deskHours')),
    hoursEnforced: site.field('hoursEnforced').boolean(false),
    languages: site.field('languages').list(1, 20).map(readLanguage),
    desks,
    needs,
    outcomes,
    referrals: readChoices<ReferralId>(root.field('referrals')),
    workshopTypes: readChoices<WorkshopType>(root.field('workshopTypes')),
    audience: readAudience(root.field('audience')),
    callTimeoutMinutes: queue.field('callTimeoutMinutes').number(1, 120, 4),
    targetWaitMinutes: queue.field('targetWaitMinutes').number(1, 480, 10),
    targetServiceLevel: queue.field('targetServiceLevel').number(0.5, 0.99, 0.8),
    defaultServiceMinutes: queue.field('defaultServiceMinutes').number(1, 480, 15),
    patienceMinutes: announce.field('patienceMinutes').number(1, 480, 30),
    roundToMinutes: announce.field('roundToMinutes').number(5, 60, 5),
    threshold: internal.threshold,
    protection: {
      internal,
      public: readProtection(privacy.field('publicThreshold'), privacy.field('publicProtectionWidth'), 11),
    },
    readers: privacy.field('profile').value === 'public' ? 'public' : 'internal',
    minRecordsForDuration: privacy.field('minRecordsForDuration').number(3, 1000, 11),
    minRecordsForPercentile: privacy.field('minRecordsForPercentile').number(5, 1000, 20),
    retentionHours: privacy.field('rawTimestampRetentionHours').number(0, 24 * 31, 24),
    hourBandMinutes: privacy.field('hourBandMinutes').number(60, 720, 120),
    document,
  }
}

function readNeed(need: Reader): Need {
  const topics = need
    .field('sub')
    .optionalList(60)
    .map((topic) => ({ id: topic.field('id').id() as TopicId, labels: topic.labels() }))
  reportDuplicates(need.field('sub'), topics, (topic) => topic.id, 'id')
  return {
    id: need.field('id').id() as NeedId,
    letter: readLetter(need.field('letter')),
    labels: need.texts(needFields),
    icon: need.field('icon').text('question'),
    demoWeight: need.field('demoWeight').number(0, 1, 0),
    topics,
  }
}

const needFields = ['id', 'letter', 'icon', 'demoWeight', 'sub']

function readLetter(letter: Reader): string {
  const value = letter.value
  if (typeof value !== 'string' || value.length !== 1 || !clearLetters.includes(value)) letter.report('NotALetter')
  return asText(value)
}

function readOutcome(outcome: Reader): Outcome {
  const asks = outcome.field('asks').value
  return {
    id: outcome.field('id').id() as OutcomeId,
    labels: outcome.labels(),
    reference: outcome.field('reference').boolean(true),
    asks: asks === 'referral' || asks === 'workshopType' ? asks : null,
    system: outcome.field('system').boolean(false),
  }
}

function readDesk(desk: Reader, needs: readonly Need[]): Desk {
  const served = desk.field('needs')
  return {
    number: readDeskNumber(desk.field('number')),
    needs:
      served.value === undefined || served.value === null
        ? null
        : served.list(1, maxNeeds).map((need) => {
            if (!needs.some(({ id }) => id === need.value)) need.report('UnknownNeed')
            return asText(need.value) as NeedId
          }),
  }
}

function readDeskNumber(desk: Reader): DeskNumber {
  const value = desk.number(1, 99)
  if (!Number.isInteger(value)) desk.report('OutOfRange')
  return value as DeskNumber
}

/** A partner or workshop type is an id, or `{id, fr, en, …}` where the site has words of its own. */
function readChoices<Id extends string>(list: Reader): readonly Choice<Id>[] {
  const choices = list
    .optionalList(80)
    .map((choice) =>
      typeof choice.value === 'string'
        ? { id: choice.id() as Id, labels: {} }
        : { id: choice.field('id').id() as Id, labels: choice.labels() },
    )
  reportDuplicates(list, choices, (choice) => choice.id, 'id')
  return choices
}

function readAudience(audience: Reader): Settings['audience'] {
  if (audience.value === undefined) return []
  const fields = audience.field('fields')
  return audience
    .field('enabled')
    .optionalList(3)
    .map((enabled) => {
      const answers = fields.field(asText(enabled.value))
      if (answers.value === undefined) enabled.report('UnknownField')
      return { id: enabled.id(), answers: answers.optionalList(20).map(readAnswer) }
    })
}

/** Answers such as `18_25` may begin with a digit. */
function readAnswer(answer: Reader): string {
  if (typeof answer.value !== 'string' || !/^[a-z0-9_]{1,40}$/i.test(answer.value)) answer.report('NotAnId')
  return asText(answer.value)
}

/** Without a width of its own a count is hidden as widely as it is small. */
function readProtection(threshold: Reader, width: Reader, usual: number): Protection {
  const least = threshold.number(3, 1000, usual)
  return { threshold: least, width: width.number(1, 1000, least) }
}

function readTimeZone(zone: Reader): string {
  if (typeof zone.value !== 'string' || !isTimeZone(zone.value)) {
    zone.report('UnknownTimeZone')
    return 'UTC'
  }
  return zone.value
}

function readLanguage(language: Reader): string {
  const value = language.value
  if (typeof value !== 'string' || !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(value)) language.report('NotAnId')
  return asText(value)
}

function readHours(hours: Reader): OpeningHours {
  const week = Object.fromEntries(weekdayKeys.map((key) => [key, readSpan(hours.field(key))])) as Record<
    WeekdayKey,
    Span
  >
  const closedDates = hours
    .field('closedDates')
    .optionalList(400)
    .map((date) => {
      if (typeof date.value !== 'string' || !/^([0-9]{4}|-)-[0-9]{2}-[0-9]{2}$/.test(date.value))
        date.report('NotADate')
      return asText(date.value)
    })
  return { week, closedDates }
}

function readSpan(span: Reader): Span {
  if (span.value === null || span.value === undefined) return null
  const [opens = -1, closes = -1] = span.list(2, 2).map(readTime)
  // A time that is no time has been reported already, and counts as -1.
  if (opens >= 0 && closes >= 0 && closes <= opens) span.report('ClosesBeforeOpening')
  return { opens, closes }
}

/** Minutes from local midnight of `HH:MM`, 00:00 to 24:00. */
function readTime(time: Reader): number {
  const match = typeof time.value === 'string' ? /^([01][0-9]|2[0-4]):([0-5][0-9])$/.exec(time.value) : null
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : -1
  if (minutes < 0 || minutes > 1440) time.report('NotATime')
  return minutes
}

function reportDuplicates<T>(list: Reader, items: readonly T[], key: (item: T) => string, field: string): void {
  items.forEach((item, index) => {
    if (items.findIndex((other) => key(other) === key(item)) < index) list.item(index).field(field).report('Duplicate')
  })
}
