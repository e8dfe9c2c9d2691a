import type { EntryId, Label, NeedId, TicketId } from '#domain/ids.ts'
import type { deskText } from '#text/desk.ts'

export type DeskKey = keyof (typeof deskText)['fr']

/** A choice of a need that waits for a letter key or a tap. */
export type Choosing = 'issue' | 'walkUp' | 'transfer' | null

/** What was just done or refused. Routine is only read aloud; what an agent has to act on is shown. */
export interface Saying {
  readonly text: string
  readonly shown: boolean
  readonly label?: Label | undefined
}

/** What only this window knows, and forgets with it. */
export interface DeskSetters {
  readonly saying: (saying: Saying | null) => void
  readonly choosing: (choosing: Choosing) => void
  readonly walkUpNeed: (need: NeedId | null) => void
  readonly earlierNeed: (need: NeedId | null) => void
  readonly chosenVisit: (id: EntryId | null) => void
  readonly dismissedConflict: (id: TicketId) => void
  readonly keysOn: (on: boolean) => void
}
