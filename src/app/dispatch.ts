import type { Command, Moment, Refusal } from '#domain/commands.ts'
import { decide } from '#domain/decide.ts'
import type { Decision } from '#domain/decide.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { EntryId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import type { Site } from '#domain/site.ts'
import { businessDay, clockQuality } from '#journal/business-day.ts'
import { entriesFrom, headAfter } from '#journal/entry.ts'
import type { Entry, Head, Stamp } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { JournalError } from '#journal/port.ts'
import type { JournalTrouble, News } from '#journal/port.ts'
import { emptyReplay, lastEntryOf, play } from '#journal/replay.ts'
import type { Replay } from '#journal/replay.ts'
import type { Ports } from './ports.ts'
import type { AppStore } from './store.ts'

/** The store's "no", beside the rules': nothing was written, and the screen says why. */
export interface StoreRefusal {
  readonly type: 'StoreRefuses'
  readonly trouble: JournalTrouble
}

export interface Receipt {
  /** The entries as they are on the disk; empty when it was already so. */
  readonly entries: readonly Entry[]
  /** The subject of the first entry: a new ticket's id, for instance. */
  readonly subject: EntryId | null
}

export type Dispatched = Result<Receipt, Refusal | StoreRefusal>
/** A command of the desk, or a decision by rules that only some screens load (`amend.ts`). */
export type Dispatch = (asked: Command | OwnDecision) => Promise<Dispatched>
export type OwnDecision = (site: Site, moment: Moment) => Decision

interface Answer {
  readonly replay: Replay
  readonly head: Head
  readonly moment: Moment
  readonly result: Dispatched
}

/**
 * The one way in: decide on the newest state and append in one transaction, then show (design D2). What the promise
 * brings is on the disk.
 */
export function createDispatch(ports: Pick<Ports, 'store' | 'clock' | 'builtAt'>, store: AppStore): Dispatch {
  return async (asked) => {
    const { replay, position } = store.getState()
    try {
      const { answer, position: reached } = await ports.store.append<Answer>(position, (news) => {
        const current = catchUp(replay, news, ports.clock.now())
        const moment = momentOf(current, news.head, ports)
        const decided =
          typeof asked === 'function'
            ? asked(current.site, moment)
            : decide(current.site, issuedHere(asked, news), moment)
        if (!decided.ok) return { append: [], answer: { replay: current, head: news.head, moment, result: decided } }
        const stamps = stampsOf(decided.value.length, current, news.head, moment, ports)
        const entries = entriesFrom(decided.value, news.head, stamps, (subject) => lastEntryOf(current, subject))
        const receipt: Receipt = { entries, subject: (entries[0]?.subject ?? null) as EntryId | null }
        const replayed = play(current, entries, moment.now)
        const answer = { replay: replayed, head: headAfter(news.head, entries), moment, result: ok(receipt) }
        return { append: entries, answer }
      })
      store.getState().adopt(answer.replay, reached, answer.head)
      // A store that is written again is well; a newer version's stays out of reach until the page is loaded anew.
      if (answer.result.ok && store.getState().trouble === 'lost') store.getState().report(null)
      store.getState().setMoment(answer.moment.now, answer.moment.day)
      return answer.result
    } catch (error) {
      if (!(error instanceof JournalError)) throw error
      store.getState().report(error.trouble)
      return refuse({ type: 'StoreRefuses', trouble: error.trouble })
    }
  }
}

/** A window that goes on in memory cannot see what others issue: it has a letter of its own (N5). */
function issuedHere(command: Command, news: News): Command {
  return command.type === 'IssueTicket' && news.memoryLetter !== null
    ? { ...command, series: news.memoryLetter }
    : command
}

/** What a window knows, brought up to date with what has arrived in the store. */
export function catchUp(replay: Replay, news: News, now: Moment['now']): Replay {
  return play(news.restart ? emptyReplay(undefined, news.counted) : replay, news.entries, now)
}

/** The moment of a decision, in the site's day. */
export function momentOf(
  replay: Replay,
  head: Pick<Head, 'at' | 'day'>,
  ports: Pick<Ports, 'clock' | 'builtAt'>,
): Moment {
  const now = ports.clock.now()
  return { now, day: businessDay(createCalendar(replay.site.settings.timeZone), now, head, ports.builtAt) }
}

function stampsOf(
  count: number,
  replay: Replay,
  head: Head,
  moment: Moment,
  ports: Pick<Ports, 'clock' | 'builtAt'>,
): readonly Stamp[] {
  const clock = clockQuality(moment.now, head, ports.builtAt, ports.clock.quality?.())
  const stamps: Stamp[] = []
  let hlc = replay.hlc !== null && (head.hlc === null || replay.hlc > head.hlc) ? replay.hlc : head.hlc
  for (let index = 0; index < count; index++) {
    hlc = tick(hlc, moment.now, head.origin)
    stamps.push({ at: moment.now, day: moment.day, clock, hlc })
  }
  return stamps
}
