import { expect, onTestFinished, test } from 'vitest'
import { amend } from '#app/amend.ts'
import { startApp } from '#app/app.ts'
import { foldClosedDays } from '#app/keep-house.ts'
import { openStatistics } from '#app/statistics-room.ts'
import type { PeriodChoice } from '#app/desk-questions.ts'
import type { AmendCommand, Command } from '#domain/commands.ts'
import type { Day, EntryId, Instant, NeedId, OriginId, OutcomeId, Series } from '#domain/ids.ts'
import { entryVersion } from '#journal/entry.ts'
import type { Entry } from '#journal/entry.ts'
import { tick } from '#journal/hybrid-clock.ts'
import defaultDocument from '../../src/domain/bpi.json' with { type: 'json' }
import { fakePorts } from '../support/fake-ports.ts'
import { at, desk1, monday, outcome } from '../support/given.ts'

const month: PeriodChoice = { type: 'month', day: monday }
const onlyMonday: PeriodChoice = { type: 'day', day: monday }

test('[S16] folded days and held days make one period, each day counted once', async () => {
  const house = await library('14:00')
  await house.serve(3)
  house.ports.clock.set(at('2026-11-27 15:00'))
  expect(await foldClosedDays(house.ports)).toBe(true)
  await house.app.refresh()
  await house.serve(2)
  await house.do({ type: 'RecordWalkUp', desk: desk1, need: 'train' as NeedId, details: outcome('answered') })
  const { figures, byNeed } = await house.statistics(month)
  expect(figures).toMatchObject({ issued: 5, served: 5, walkUps: 1, visits: 6 })
  expect(byNeed.slice(0, 2)).toEqual([
    { id: 'job', visits: 5 },
    { id: 'train', visits: 1 },
  ])
  expect((await house.statistics(onlyMonday)).figures.visits).toBe(3)
})

test('[S16] a day that folds while its archive is read is there once', async () => {
  const house = await library('14:00')
  await house.serve(3)
  house.ports.clock.set(at('2026-11-27 15:00'))
  const { batches } = house.ports.store
  let folds = 0
  const store = {
    ...house.ports.store,
    batches: async (from: Day, to: Day) => {
      if (folds++ === 0) await foldClosedDays(house.ports)
      return await batches(from, to)
    },
  }
  const app = { ...house.app, ports: { ...house.ports, store } }
  const shown = await openStatistics(app).ask('overview', month)
  expect(folds).toBeGreaterThan(1)
  expect(shown.ok && shown.value.figures.visits).toBe(3)
})

test('[S16] a visit that arrives late for a folded day joins it', async () => {
  const house = await library('14:00')
  await house.serve(3)
  house.ports.clock.set(at('2026-11-27 15:00'))
  await foldClosedDays(house.ports)
  await house.ports.store.merge([lateWalkUp('2026-11-23', at('15:00'))])
  await house.app.refresh()
  expect((await house.statistics(onlyMonday)).figures).toMatchObject({ served: 3, walkUps: 1, visits: 4 })
})

test('[D8] [S16] an amendment counts on the screen at once, of a held day and of a folded one', async () => {
  const house = await library('14:00')
  await house.serve(3)
  house.ports.clock.set(at('2026-11-27 15:00'))
  await foldClosedDays(house.ports)
  await house.app.refresh()
  const job = 'job' as NeedId
  const answered = 'answered' as OutcomeId
  const say = async (command: AmendCommand) => {
    const said = await amend(house.app, command)
    if (!said.ok) throw new Error(said.error.type)
    return said.value.subject as EntryId
  }
  const typed = await say({ type: 'TypeVisits', day: monday, band: null, need: job, outcome: answered, count: 5 })
  await say({ type: 'CorrectVisits', day: monday, need: job, outcome: answered, count: 2, becomes: null })
  await say({ type: 'BackDateVisit', day: '2026-11-27' as Day, band: 5, need: job, details: outcome('answered') })
  const shown = await house.statistics(onlyMonday)
  expect(shown.figures).toMatchObject({ visits: 6 })
  expect(shown.figures.served + shown.figures.walkUps).toBe(6)
  expect((await house.statistics({ type: 'day', day: '2026-11-27' as Day })).figures.visits).toBe(1)
  await say({ type: 'UndoAmendment', subject: typed })
  expect((await house.statistics(onlyMonday)).figures.visits).toBe(1)
})

test('[S1] the day is the site’s: Auckland’s Tuesday begins while Paris has Monday noon', async () => {
  const house = await library('10:00')
  await house.do({
    type: 'ChangeSettings',
    document: { ...defaultDocument, site: { ...defaultDocument.site, timezone: 'Pacific/Auckland' } },
  })
  await house.serve(1)
  house.ports.clock.set(at('12:30'))
  await house.serve(2)
  const tuesday = { type: 'day', day: '2026-11-24' as Day } as const
  expect((await house.statistics(onlyMonday)).figures.visits).toBe(1)
  const shown = await house.statistics(tuesday)
  expect(shown.figures.visits).toBe(2)
  expect(shown.byBand.find(({ tickets }) => tickets > 0)?.id).toBe('00:00-02:00')
  expect(shown.next).toBeNull()
})

test('[S3] what goes on is open and no visit yet; when the day is over it has an end', async () => {
  const house = await library('14:00')
  await house.serve(1)
  await house.do(issue)
  await house.do(issue)
  await house.do({ type: 'CallNext', desk: desk1 })
  const running = await house.statistics(onlyMonday)
  expect(running.open).toEqual({ waiting: 1, atDesk: 1, missed: 0 })
  expect(running.figures).toMatchObject({ issued: 3, visits: 1, leftUnserved: 0 })
  house.ports.clock.set(at('2026-11-24 09:00'))
  await house.app.refresh()
  const after = await house.statistics(onlyMonday)
  expect(after.open).toBeNull()
  expect(after.figures).toMatchObject({ issued: 3, visits: 1, leftUnserved: 2 })
})

test('[S3] a period is compared with the one before only when both are complete', async () => {
  const house = await library('14:00')
  await house.serve(2)
  house.ports.clock.set(at('2026-11-24 14:00'))
  await house.serve(1)
  expect((await house.statistics({ type: 'day', day: '2026-11-24' as Day })).visitsBefore).toBeNull()
  house.ports.clock.set(at('2026-11-25 14:00'))
  await house.app.refresh()
  expect((await house.statistics({ type: 'day', day: '2026-11-24' as Day })).visitsBefore).toBe(2)
})

const issue: Command = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series }

async function library(start: string) {
  const ports = fakePorts(at(start))
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.refresh()
  const perform = async (command: Command) => {
    const done = await app.dispatch(command)
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`)
    return done.value.subject as EntryId
  }
  return {
    app,
    ports,
    do: perform,
    serve: async (visitors: number) => {
      for (let visitor = 0; visitor < visitors; visitor++) {
        const ticketId = await perform(issue)
        await perform({ type: 'CallTicket', ticketId, desk: desk1 })
        await perform({ type: 'FinishVisit', ticketId, desk: desk1, details: outcome('answered') })
      }
    },
    statistics: async (choice: PeriodChoice) => {
      const shown = await openStatistics(app).ask('overview', choice)
      if (!shown.ok) throw new Error(shown.error.type)
      return shown.value
    },
  }
}

/** What a desk that was cut off over the closing brings after the day was folded. */
function lateWalkUp(day: string, recordedAt: Instant): Entry {
  const id = 'lateorigin:1' as EntryId
  return {
    v: entryVersion,
    id,
    origin: 'lateorigin' as OriginId,
    n: 1,
    subject: id,
    after: null,
    at: recordedAt,
    clock: 0,
    day: day as Day,
    hlc: tick(null, recordedAt, 'lateorigin' as OriginId),
    event: { type: 'WalkUpRecorded', desk: desk1, need: 'job' as NeedId, details: outcome('answered') },
  }
}
