import { createContext, useContext, useMemo, useState } from 'react'
import { useMoment, usePorts, useSite, useText } from '#app/hooks.ts'
import type { Moment } from '#domain/commands.ts'
import type { Fact } from '#domain/events.ts'
import type { DeskNumber, EntryId, NeedId, TicketId } from '#domain/ids.ts'
import { contestedCalls, currentTicket, supersededCalls, undoableStep } from '#domain/queue/desk-view.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import type { Settings } from '#domain/settings.ts'
import type { Site } from '#domain/site.ts'
import { deskText } from '#text/desk.ts'
import type { Translate } from '#text/translate.ts'
import { readWindowMemory, writeWindowMemory } from '../shared/window-memory.ts'
import { useSiteWords } from '../shared/use-site-words.ts'
import type { SiteWords } from '../shared/use-site-words.ts'
import { closedVisits, pendingVisit, queueView } from './desk-state.ts'
import type { ClosedVisit, QueueView } from './desk-state.ts'
import type { Choosing, DeskKey, DeskSetters, Saying } from './desk-setters.ts'
import { useDeeds } from './use-deeds.ts'
import type { Deeds } from './use-deeds.ts'

/** Everything the parts of the desk read and do. */
export interface DeskView {
  readonly desk: DeskNumber
  readonly site: Site
  readonly settings: Settings
  readonly moment: Moment
  readonly t: Translate<DeskKey>
  readonly words: SiteWords
  readonly current: Ticket | undefined
  /** Just finished, its outcome still to be noted; only while nobody is called or served. */
  readonly pending: ClosedVisit | undefined
  readonly visits: readonly ClosedVisit[]
  readonly queue: QueueView
  readonly undoable: Fact | undefined
  readonly conflicts: readonly Ticket[]
  readonly deeds: Deeds
  readonly saying: Saying | null
  readonly choosing: Choosing
  /** A walk-up of this need waits for its outcome. */
  readonly walkUpNeed: NeedId | null
  /** A walk-up of this need is noted afterwards. */
  readonly earlierNeed: NeedId | null
  /** The visit that the panel of the last visit shows instead, to be corrected. */
  readonly chosenVisit: EntryId | null
  readonly keysOn: boolean
  readonly set: DeskSetters
}

export const DeskContext = createContext<DeskView | null>(null)

export function useDeskView(): DeskView {
  const view = useContext(DeskContext)
  if (view === null) throw new Error('A part of the desk stands outside a desk')
  return view
}

/** Makes the view of one desk: what the rules say now, and what only this window knows. */
export function useDesk(desk: DeskNumber): DeskView {
  const site = useSite()
  const moment = useMoment()
  const t = useText(deskText)
  const words = useSiteWords()
  const { windowMemory } = usePorts()
  const [saying, setSaying] = useState<Saying | null>(null)
  const [choosing, setChoosing] = useState<Choosing>(null)
  const [walkUpNeed, setWalkUpNeed] = useState<NeedId | null>(null)
  const [earlierNeed, setEarlierNeed] = useState<NeedId | null>(null)
  const [chosenVisit, setChosenVisit] = useState<EntryId | null>(null)
  const [dismissed, setDismissed] = useState<ReadonlySet<TicketId>>(new Set())
  const [keysOn, setKeysOn] = useState(() => readWindowMemory(windowMemory, 'desk-keys') !== 'off')
  const set = useMemo<DeskSetters>(
    () => ({
      saying: setSaying,
      choosing: setChoosing,
      walkUpNeed: (need) => {
        setWalkUpNeed(need)
        setEarlierNeed(null)
      },
      earlierNeed: (need) => {
        setEarlierNeed(need)
        setWalkUpNeed(null)
      },
      chosenVisit: setChosenVisit,
      dismissedConflict: (id) => setDismissed((known) => new Set(known).add(id)),
      keysOn: (on) => {
        writeWindowMemory(windowMemory, 'desk-keys', on ? 'on' : 'off')
        setKeysOn(on)
      },
    }),
    [windowMemory],
  )
  const deeds = useDeeds({ desk, t, words, set })
  const facts = useMemo(() => readDesk(site, desk, moment), [site, desk, moment])
  return {
    desk,
    site,
    settings: site.settings,
    moment,
    t,
    words,
    ...facts,
    conflicts: facts.conflicts.filter(({ id }) => !dismissed.has(id)),
    deeds,
    saying,
    choosing,
    walkUpNeed,
    earlierNeed,
    chosenVisit,
    keysOn,
    set,
  }
}

function readDesk(site: Site, desk: DeskNumber, moment: Moment) {
  const current = currentTicket(site, desk, moment)
  const visits = closedVisits(site, desk, moment)
  return {
    current,
    visits,
    pending: current === undefined ? pendingVisit(site, desk, visits) : undefined,
    queue: queueView(site, desk, moment.day),
    undoable: undoableStep(site, desk, moment.day),
    conflicts: [...supersededCalls(site, desk, moment.day), ...contestedCalls(site, desk, moment)],
  }
}
