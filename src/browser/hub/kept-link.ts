import type { Series } from '#domain/ids.ts'
import type { WaitRates } from '#domain/queue/wait-rates.ts'
import type { StoredLink } from '#protocol/device-core.ts'
import { newLink } from '#protocol/device-core.ts'
import type { HelloReply } from '#protocol/messages.ts'
import type { Receipt } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import { fromWireRates } from '#protocol/wire-rates.ts'
import type { SharedJournal } from '#journal/shared-port.ts'

/** What of the hub stands in the store, beside the entries: a device that starts offline goes on with it. */
export interface KeptLink extends StoredLink {
  readonly role: Role
  /** The letter that the hub has leased to this store; null: none (yet). */
  readonly series: Series | null
  /** null: no hub has been asked for the time. */
  readonly offsetMs: number | null
  /** How fast the hub has said the queue moves; absent where an older version wrote this. */
  readonly rates?: WaitRates | null
}

export type HubJournal = SharedJournal<Receipt, KeptLink>

export function firstLink(role: Role): KeptLink {
  return { ...newLink, role, series: null, offsetMs: null }
}

/** A hub that says nothing of waits (an older one, or nothing folded) takes back nothing that was known. */
export function heardRates(told: HelloReply['rates']): Pick<KeptLink, 'rates'> {
  return told === null ? {} : { rates: fromWireRates(told) }
}
