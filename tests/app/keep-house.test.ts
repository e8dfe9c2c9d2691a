import { expect, test } from 'vitest'
import type { AmendCommand, Command } from '#domain/commands.ts'
import type { Day, DeskNumber, Instant, NeedId, Series, WorkshopType } from '#domain/ids.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import { amend } from '#app/amend.ts'
import { createDispatch } from '#app/dispatch.ts'
import { foldClosedDays } from '#app/keep-house.ts'
import { createAppStore } from '#app/store.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import { startPosition } from '#journal/port.ts'
import { at, monday, outcome } from '../support/given.ts'
import { builtAt, originNamed } from '../support/library-world.ts'

const desk = 1 as DeskNumber
const interview = 'interview' as WorkshopType
const issue: Command = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series }
const callNext: Command = { type: 'CallNext', desk }

function library(start: string) {
  const journal = createMemoryJournal(originNamed('k'))
  const time = { now: at(start) }
  const clock = { now: () => time.now, offsetMs: 0 }
  const ports = { store: journal, clock, builtAt, random: Math.random }
  const store = createAppStore(time.now, monday)
  const dispatch = createDispatch(ports, store)
  const subject = async (command: Command) => {
    const done = await dispatch(command)
    if (!done.ok || done.value.subject === null) throw new Error(JSON.stringify(done))
    return done.value.subject
  }
  const serve = async () => {
    const ticketId = await subject(issue)
    await dispatch(callNext)
    time.now = (time.now + 10 * 60_000) as Instant
    await dispatch({ type: 'FinishVisit', ticketId, desk, details: outcome('answered') })
  }
  const say = async (command: AmendCommand) => {
    const said = await amend({ dispatch }, command)
    if (!said.ok || said.value.subject === null) throw new Error(JSON.stringify(said))
    return said.value.subject
  }
  return { journal, time, ports, dispatch, serve, say, fold: () => foldClosedDays(ports) }
}

test('[J10] a day is folded when it has closed and its retention has passed, and not before', async () => {
  const { journal, time, serve, dispatch, fold } = library('14:00')
  await serve()
  await dispatch(issue)
  for (const moment of ['18:00', '2026-11-24 09:00', '2026-11-24 23:59']) {
    time.now = at(moment)
    expect(await fold()).toBe(false)
  }
  time.now = at('2026-11-25 00:01')
  expect(await fold()).toBe(true)
  const [batch] = await journal.batches(monday, monday)
  if (batch === undefined) throw new Error('No batch')
  expect(
    decodeDayBatch(batch)
      .map(({ end }) => end)
      .sort(),
  ).toEqual(['leftUnserved', 'served'])
  expect(batch.ticketsIssued).toBe(2)
  expect(journal.all()).toEqual([])
})

test('[J10] a day closed by hand is folded a retention after its closing', async () => {
  const { time, serve, dispatch, fold } = library('14:00')
  await serve()
  time.now = at('18:00')
  await dispatch({ type: 'CloseDay' })
  time.now = at('2026-11-24 17:59')
  expect(await fold()).toBe(false)
  time.now = at('2026-11-24 18:01')
  expect(await fold()).toBe(true)
})

test('[J10] later days, the settings and a pause survive the fold; an overtaken setting does not', async () => {
  const { journal, time, serve, dispatch, fold, ports } = library('14:00')
  await serve()
  const { replay } = createAppStore(time.now, monday).getState()
  const document = structuredClone(replay.site.settings.document) as { site: { id: string } }
  document.site.id = 'first'
  await dispatch({ type: 'ChangeSettings', document: structuredClone(document) })
  document.site.id = 'second'
  await dispatch({ type: 'ChangeSettings', document })
  await dispatch({ type: 'PauseTicketing' })
  time.now = at('2026-11-25 10:00')
  await dispatch({ ...issue, desk })
  expect(await fold()).toBe(true)
  expect(journal.all().map(({ event }) => event.type)).toEqual(['SettingsChanged', 'TicketingPaused', 'TicketIssued'])
  const again = createAppStore(time.now, monday)
  await createDispatch(ports, again)({ type: 'ResumeTicketing' })
  expect(again.getState().replay.site.settings.siteId).toBe('second')
  expect(again.getState().replay.site.tickets.size).toBe(1)
})

test('[V7] what arrives for a folded day joins its batch, counted once', async () => {
  const { journal, time, serve, fold } = library('14:00')
  await serve()
  time.now = at('2026-11-26 10:00')
  await fold()
  // Somebody sets the clock back by two days: Monday goes on.
  time.now = at('16:00')
  await serve()
  time.now = at('2026-11-26 11:00')
  expect(await fold()).toBe(true)
  expect(await fold()).toBe(false)
  const [batch] = await journal.batches(monday, '2026-11-30' as Day)
  expect(batch?.visits).toBe(2)
  expect(batch?.ticketsIssued).toBe(2)
  expect((await journal.read(startPosition)).entries).toEqual([])
})

test('[V7] a horizon never goes back', async () => {
  const { journal, time, serve, fold } = library('2026-11-25 14:00')
  await serve()
  time.now = at('2026-11-28 10:00')
  await fold()
  expect(await journal.horizon()).toBe('2026-11-25')
  time.now = at('14:00')
  await serve()
  time.now = at('2026-11-28 11:00')
  await fold()
  expect(await journal.horizon()).toBe('2026-11-25')
  expect((await journal.batches(monday, '2026-11-30' as Day)).map(({ day }) => day)).toEqual([monday, '2026-11-25'])
})

test('[D8] an amendment is folded with the day on which it was said, into the batch of the day that it is of', async () => {
  const { journal, time, serve, say, fold } = library('14:00')
  await serve()
  time.now = at('2026-11-26 10:00')
  await fold()
  const total = { type: 'TypeVisits', day: monday, band: 7, need: 'job' as NeedId, outcome: null, count: 4 } as const
  await say(total)
  const undone = await say({ ...total, count: 9 })
  await say({ type: 'RecordWorkshop', day: monday, workshopType: interview, sessions: 1, attendees: 8, capacity: 12 })
  // Its day has long been folded, and it may still be taken back.
  expect(await fold()).toBe(false)
  time.now = at('2026-11-27 09:00')
  await say({ type: 'UndoAmendment', subject: undone })
  time.now = at('2026-11-28 00:01')
  expect([await fold(), await fold()]).toEqual([true, false])
  const [batch] = await journal.batches(monday, monday)
  expect([batch?.visits, batch?.ticketsIssued]).toEqual([5, 1])
  expect(batch?.workshops).toEqual([{ type: 'interview', sessions: 1, attendees: 8, capacity: 12 }])
  expect([journal.all(), await journal.horizon()]).toEqual([[], '2026-11-26'])
})

test('[V7] what two windows fold at once is counted once, amendments too', async () => {
  const { journal, time, serve, say, fold } = library('14:00')
  await serve()
  await say({ type: 'TypeVisits', day: monday, band: null, need: 'job' as NeedId, outcome: null, count: 4 })
  const entries = journal.all()
  time.now = at('2026-11-26 10:00')
  await Promise.all([fold(), fold(), fold()])
  await journal.merge(entries)
  expect(await fold()).toBe(false)
  const [batch] = await journal.batches(monday, monday)
  expect([batch?.visits, batch?.desks]).toEqual([5, [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]])
})

test('[V7] a fold that meets an amendment whose batch it has not read waits for the next time', async () => {
  const { journal, time, serve, say, fold, ports } = library('14:00')
  await serve()
  time.now = at('2026-11-26 10:00')
  await fold()
  await serve()
  time.now = at('2026-11-28 10:00')
  const { batches } = journal
  // Another window’s disk was full on Thursday: what it had said comes in the middle of this fold.
  ports.store.batches = async (from, to) => {
    ports.store.batches = batches
    time.now = at('2026-11-26 11:00')
    await say({ type: 'TypeVisits', day: monday, band: null, need: 'job' as NeedId, outcome: null, count: 4 })
    time.now = at('2026-11-28 10:00')
    return await batches(from, to)
  }
  expect(await fold()).toBe(false)
  expect(await fold()).toBe(true)
  expect((await batches(monday, monday)).map(({ visits }) => visits)).toEqual([5])
})

test('[J10] today is never folded, however short the retention and though it was closed', async () => {
  const { journal, time, serve, dispatch, fold } = library('10:00')
  const { replay } = createAppStore(time.now, monday).getState()
  const document = structuredClone(replay.site.settings.document) as { privacy: Record<string, unknown> }
  document.privacy['rawTimestampRetentionHours'] = 1
  await dispatch({ type: 'ChangeSettings', document })
  await serve()
  await dispatch({ type: 'CloseDay' })
  time.now = at('13:00')
  expect(await fold()).toBe(false)
  expect((await dispatch(issue)).ok).toBe(false)
  time.now = at('2026-11-24 00:30')
  expect(await fold()).toBe(true)
  expect(journal.all().map(({ event }) => event.type)).toEqual(['SettingsChanged'])
})
