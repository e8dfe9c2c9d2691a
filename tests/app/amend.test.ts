import { expect, onTestFinished, test } from 'vitest'
import { amend } from '#app/amend.ts'
import { startApp } from '#app/app.ts'
import { daysOverdue, foldClosedDays } from '#app/keep-house.ts'
import { momentOf } from '#app/dispatch.ts'
import { openStatistics } from '#app/statistics-room.ts'
import { createStatisticsDesk } from '#app/statistics-desk.ts'
import type { Ports } from '#app/ports.ts'
import type { AmendCommand } from '#domain/commands.ts'
import type { Day, EntryId, NeedId } from '#domain/ids.ts'
import { amendmentsOf } from '#domain/visits/amendments.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at, desk1, monday, outcome } from '../support/given.ts'

const job = 'job' as NeedId
const typed = (count: number, day: Day = monday): AmendCommand => ({
  type: 'TypeVisits',
  day,
  band: null,
  need: job,
  outcome: null,
  count,
})

test('[D7] of several things that are said together all are kept, or none', async () => {
  const { app, said } = await library('14:00')
  const refused = await amend(app, typed(3), typed(501))
  expect(refused).toEqual({ ok: false, error: { type: 'NumberOutOfBounds', least: 1, most: 500 } })
  expect(said()).toEqual([])
  const done = await amend(app, typed(3), typed(4))
  expect(done).toMatchObject({ ok: true, value: { entries: [{ n: 1 }, { n: 2 }] } })
  expect(said().map(({ event }) => event)).toMatchObject([{ count: 3 }, { count: 4 }])
  const subjects = done.ok ? done.value.entries.map(({ subject }) => subject as EntryId) : []
  await amend(app, ...subjects.map((subject) => ({ type: 'UndoAmendment', subject }) as const))
  expect(said()).toEqual([])
  // One of them is gone already: the other stays as it is.
  expect(await amend(app, ...subjects.map((subject) => ({ type: 'UndoAmendment', subject }) as const))).toMatchObject({
    ok: false,
    error: { type: 'NothingToUndo' },
  })
})

test('[D8] the desk tells what is kept of a day with what was said of it, folded or held', async () => {
  const { app, ports, serve } = await library('14:00')
  await serve(2)
  ports.clock.set(at('2026-11-27 15:00'))
  await foldClosedDays(ports)
  await app.refresh()
  await amend(app, typed(5), typed(2, '2026-11-27' as Day))
  const room = openStatistics(app)
  expect(await room.ask('keptDay', monday)).toMatchObject({ ok: true, value: { visits: 7, typed: 5 } })
  expect(await room.ask('keptDay', '2026-11-27' as Day)).toMatchObject({ ok: true, value: { visits: 2, typed: 2 } })
})

test('[S96] a day is overdue an hour after its retention, and today never is', async () => {
  const { app, ports, serve } = await library('14:00')
  await serve(1)
  const overdue = (time: string) => {
    ports.clock.set(at(time))
    const { replay, head } = app.store.getState()
    return daysOverdue(replay.site, momentOf(replay, head, ports))
  }
  expect(overdue('2026-11-23 23:59')).toEqual([])
  // The day ends at midnight and is kept for 24 hours.
  expect(overdue('2026-11-25 00:59')).toEqual([])
  expect(overdue('2026-11-25 01:00')).toEqual([monday])
  await foldClosedDays(ports)
  await app.refresh()
  expect(overdue('2026-11-25 01:00')).toEqual([])
})

test('[S96] what was said on a day is overdue with it, whichever day it is of', async () => {
  const { app, ports } = await library('14:00')
  await amend(app, typed(3, '2026-11-02' as Day))
  ports.clock.set(at('2026-11-25 01:00'))
  const { replay, head } = app.store.getState()
  expect(daysOverdue(replay.site, momentOf(replay, head, ports))).toEqual([monday])
})

test('[S93] [S98] the checks are run where there is a solver; a window alone says that one was not run', async () => {
  const { app, ports, serve } = await library('14:00')
  await serve(2)
  const asked = { releases: [], overdueDays: 0 }
  const alone = await openStatistics(app).ask('checks', asked)
  if (!alone.ok) throw new Error(alone.error.type)
  expect(alone.value.map(({ check, passed }) => [check, passed])).toEqual([
    ['singlingOut', true],
    ['linkability', true],
    ['inference', false],
  ])
  expect(alone.value[0]?.findings['days']).toBe(1)
  const statistics: Ports['statistics'] = () =>
    Promise.resolve(
      createStatisticsDesk(
        {
          read: async ({ start, end }) => ({
            generation: app.store.getState().position.generation,
            batches: await ports.store.batches(start, end),
          }),
        },
        { solver: () => loadHighsSolver() },
      ),
    )
  const beside = await openStatistics({ ...app, ports: { ...ports, statistics } }).ask('checks', {
    ...asked,
    overdueDays: 1,
  })
  if (!beside.ok) throw new Error(beside.error.type)
  expect(beside.value.map(({ passed }) => passed)).toEqual([true, false, true])
})

async function library(start: string) {
  const ports = fakePorts(at(start))
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.refresh()
  return {
    app,
    ports,
    said: () => amendmentsOf(app.store.getState().replay.site),
    serve: async (visitors: number) => {
      for (let visitor = 0; visitor < visitors; visitor++)
        await app.dispatch({ type: 'RecordWalkUp', desk: desk1, need: job, details: outcome('answered') })
    },
  }
}
