import type { AmendCommand } from '#domain/commands.ts'
import { decideAmendment } from '#domain/visits/decide-amendment.ts'
import type { App } from './app.ts'
import type { Dispatched } from './dispatch.ts'

/** Says something of a day afterwards (D7), durable like every step; loaded with the screens of staff alone. */
export function amend(app: Pick<App, 'dispatch'>, command: AmendCommand): Promise<Dispatched> {
  return app.dispatch((site, moment) => decideAmendment(site, command, moment))
}
