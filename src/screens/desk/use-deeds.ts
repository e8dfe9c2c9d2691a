import { useMemo, useRef, useState } from 'react'
import { useApp } from '#app/hooks.ts'
import type { Dispatched } from '#app/dispatch.ts'
import type { Command } from '#domain/commands.ts'
import type { Details } from '#domain/events.ts'
import { emptyDetails } from '#domain/events.ts'
import { mainSeries } from '#domain/queue/numbering.ts'
import { parseSeries } from '#domain/ids.ts'
import type { DeskNumber, EntryId, Label, NeedId, OutcomeId, TicketId } from '#domain/ids.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import type { Translate } from '#text/translate.ts'
import { useRefusalSentence } from '../shared/refusals.ts'
import type { SiteWords } from '../shared/use-site-words.ts'
import { agreedCall } from './agreed-call.ts'
import type { CallCommand } from './agreed-call.ts'
import type { DeskKey, DeskSetters } from './desk-setters.ts'

/** The agent's call stands behind a visitor who was called and has not been heard of. */
export interface Question {
  readonly ticketId: TicketId
  readonly label: Label
  /** What was wanted: done once the agent has said whether the visitor came. */
  readonly wanted: CallCommand
}

/** What an agent does, one promise a tap; each ends in a saying. */
export interface Deeds {
  readonly question: Question | null
  readonly leaveQuestion: () => void
  answerQuestion(came: boolean): Promise<void>
  callNext(): Promise<void>
  call(ticket: Ticket): Promise<void>
  start(ticket: Ticket): Promise<void>
  recall(ticket: Ticket): Promise<void>
  noShow(ticket: Ticket): Promise<void>
  park(ticket: Ticket): Promise<void>
  giveBack(ticket: Ticket): Promise<void>
  transfer(ticket: Ticket, need: NeedId): Promise<void>
  cancel(ticket: Ticket): Promise<void>
  withdraw(ticket: Ticket): Promise<void>
  setPriority(ticket: Ticket, priority: boolean): Promise<void>
  finish(ticket: Ticket, outcome: OutcomeId | null): Promise<void>
  record(subject: EntryId, details: Details): Promise<void>
  issue(need: NeedId): Promise<void>
  walkUp(need: NeedId, outcome: OutcomeId): Promise<void>
  undo(): Promise<void>
}

interface DeedsOf {
  readonly desk: DeskNumber
  readonly t: Translate<DeskKey>
  readonly words: SiteWords
  readonly set: DeskSetters
}

/** The deeds of one desk: they dispatch, and say what came of it in a sentence. */
export function useDeeds({ desk, t, words, set }: DeedsOf): Deeds {
  const app = useApp()
  const refusalSentence = useRefusalSentence()
  const [question, setQuestion] = useState<Question | null>(null)
  const calling = useRef(false)

  return useMemo(() => {
    const ticketOf = (id: EntryId | undefined) => app.store.getState().replay.site.tickets.get(id as TicketId)

    async function act(command: Command, said: (done: Dispatched) => string, shown = false): Promise<boolean> {
      const done = await app.dispatch(command)
      if (done.ok) {
        setQuestion(null)
        set.choosing(null)
        const label = shown ? ticketOf(done.value.subject ?? undefined)?.label : undefined
        set.saying({ text: said(done), shown, label })
        return true
      }
      if (done.error.type === 'DeskIsWaiting') {
        const { ticketId, label } = done.error
        set.saying(null)
        if (command.type === 'CallNext' || command.type === 'CallTicket')
          setQuestion({ ticketId, label, wanted: command })
      } else set.saying({ text: refusalSentence(done.error), shown: true })
      return false
    }

    /** Of a second press while the first is on its way, nothing comes. */
    async function callBy(wanted: CallCommand): Promise<void> {
      if (calling.current) return
      calling.current = true
      try {
        const command = await agreedCall(app, wanted)
        if (command.type !== 'CallNext' && command.type !== 'CallTicket') {
          set.saying({ text: refusalSentence(command), shown: true })
          return
        }
        await act(command, (done) => {
          const entry = done.ok ? done.value.entries.findLast(({ event }) => event.type === 'TicketCalled') : undefined
          const ticket = ticketOf(entry?.subject as EntryId | undefined)
          return ticket === undefined
            ? ''
            : t('said.called', { label: ticket.label, need: words.need(ticket.need).text })
        })
      } finally {
        calling.current = false
      }
    }

    const step =
      (type: StepType, said: DeskKey) =>
      async ({ id, label }: Ticket): Promise<void> => {
        await act({ type, ticketId: id, desk }, () => t(said, { label }))
      }

    const finishWith = async (ticket: Pick<Ticket, 'id' | 'label'>, details: Details | null): Promise<boolean> =>
      act({ type: 'FinishVisit', ticketId: ticket.id, desk, details }, () =>
        details?.outcome == null
          ? t('said.finished', { label: ticket.label })
          : t('said.outcome', { outcome: words.outcome(details.outcome).text }),
      )

    return {
      question,
      leaveQuestion: () => setQuestion(null),
      answerQuestion: async (came) => {
        if (question === null) return
        const { ticketId, label, wanted } = question
        const closed = came
          ? await finishWith({ id: ticketId, label }, null)
          : await act({ type: 'RecordNoShow', ticketId, desk }, () => t('said.no-show', { label }))
        if (closed) await callBy(wanted)
      },
      callNext: () => callBy({ type: 'CallNext', desk }),
      call: (ticket) => callBy({ type: 'CallTicket', ticketId: ticket.id, desk }),
      start: step('StartService', 'said.started'),
      recall: step('RecallTicket', 'said.recalled'),
      noShow: step('RecordNoShow', 'said.no-show'),
      park: step('ParkTicket', 'said.parked'),
      giveBack: step('ReturnTicket', 'said.returned'),
      cancel: step('CancelTicket', 'said.cancelled'),
      withdraw: step('WithdrawTicket', 'said.withdrawn'),
      transfer: async ({ id, label }, need) => {
        const said = () => t('said.transferred', { label, need: words.need(need).text })
        await act({ type: 'TransferTicket', ticketId: id, desk, need }, said)
      },
      setPriority: async ({ id, label }, priority) => {
        const said = () => t(priority ? 'said.priority' : 'said.no-priority', { label })
        await act({ type: 'GivePriority', ticketId: id, desk, priority }, said)
      },
      finish: async (ticket, outcome) => {
        await finishWith(ticket, outcome === null ? null : { ...emptyDetails, outcome })
      },
      record: async (subject, details) => {
        const { outcome } = details
        const said = () => (outcome === null ? '' : t('said.outcome', { outcome: words.outcome(outcome).text }))
        await act({ type: 'RecordOutcome', subject, desk, details }, said)
      },
      issue: async (need) => {
        const series = parseSeries(app.ports.device.get().series) ?? mainSeries
        const said = () => t('issue.done', { need: words.need(need).text })
        await act({ type: 'IssueTicket', need, series, desk }, said, true)
      },
      walkUp: async (need, outcome) => {
        const said = () => t('walk-up.done', { need: words.need(need).text })
        const details = { ...emptyDetails, outcome }
        if (await act({ type: 'RecordWalkUp', desk, need, details }, said)) {
          set.walkUpNeed(null)
          set.chosenVisit(null)
        }
      },
      undo: async () => {
        await act({ type: 'UndoLastStep', desk }, () => t('undo.done'))
      },
    }
  }, [app, desk, question, refusalSentence, set, t, words])
}

/** Steps that need nothing but the ticket. */
type StepType =
  'StartService' | 'RecallTicket' | 'RecordNoShow' | 'ParkTicket' | 'ReturnTicket' | 'CancelTicket' | 'WithdrawTicket'
