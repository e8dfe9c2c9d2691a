import type { Result } from '#domain/result.ts'
import { refuse } from '#domain/result.ts'
import type { CheckResult } from '#statistics/check-result.ts'
import type { App } from './app.ts'
import { momentOf } from './dispatch.ts'
import { daysOverdue } from './keep-house.ts'
import { LedgerError } from './ports.ts'
import type { LedgerTrouble } from './ports.ts'
import type { AskOptions, DeskRefusal } from './statistics-desk.ts'
import type { StatisticsRoom } from './statistics-room.ts'

/** Why the checks say nothing: the desk does not answer, or what was told so far cannot be read. */
export type ChecksRefusal = DeskRefusal | { readonly type: 'noLedger'; readonly trouble: LedgerTrouble }

/** Runs the three checks of all that was told and all that is kept here, as it stands now (S93 to S98). */
export async function askChecks(
  app: App,
  room: StatisticsRoom,
  options: AskOptions = {},
): Promise<Result<readonly CheckResult[], ChecksRefusal>> {
  try {
    const staff = await app.ports.hub.staff()
    const releases = await staff.releaseLedger().list()
    await app.refresh()
    const { replay, head } = app.store.getState()
    const overdueDays = daysOverdue(replay.site, momentOf(replay, head, app.ports)).length
    return await room.ask('checks', { releases, overdueDays }, options)
  } catch (error) {
    if (error instanceof LedgerError) return refuse({ type: 'noLedger', trouble: error.trouble })
    // The store says by itself what is wrong with it.
    return refuse({ type: 'unreadable' })
  }
}
