import type { AmendCommand } from '#domain/commands.ts'
import type { NewFact } from '#domain/events.ts'
import { ok } from '#domain/result.ts'
import { decideAmendment } from '#domain/visits/decide-amendment.ts'
import type { App } from './app.ts'
import type { Dispatched } from './dispatch.ts'

/**
 * Says one thing or several of a day afterwards (D7), durable like every step; all of them, or none. Loaded with the
 * screens of staff alone.
 */
export function amend(app: Pick<App, 'dispatch'>, ...commands: readonly AmendCommand[]): Promise<Dispatched> {
  return app.dispatch((site, moment) => {
    const facts: NewFact[] = []
    for (const command of commands) {
      const decided = decideAmendment(site, command, moment)
      if (!decided.ok) return decided
      facts.push(...decided.value)
    }
    return ok(facts)
  })
}
