import { expect, onTestFinished, test, vi } from 'vitest'
import { startApp } from '#app/app.ts'
import type { DeskFacts } from '#app/desk-questions.ts'
import { followOverview } from '#app/follow-overview.ts'
import { foldClosedDays } from '#app/keep-house.ts'
import type { Ports } from '#app/ports.ts'
import { createStatisticsDesk } from '#app/statistics-desk.ts'
import type { DeskArchive, DeskRefusal, StatisticsDesk } from '#app/statistics-desk.ts'
import { openStatistics } from '#app/statistics-room.ts'
import type { Command } from '#domain/commands.ts'
import type { Day, EntryId, NeedId, Series } from '#domain/ids.ts'
import { refuse } from '#domain/result.ts'
import { defaultSettings } from '#domain/settings.ts'
import { countGrids } from '#statistics/grids.ts'
import type { Overview } from '#statistics/overview.ts'
import { periodContaining } from '#statistics/periods.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'
import type { LinearSolver } from '#statistics/protection/solver.ts'
import { cellAt, gridOf } from '#statistics/release.ts'
import { countAt } from '#statistics/tables.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at, desk1, monday, outcome } from '../support/given.ts'

const month = { type: 'month', day: monday } as const
const noFacts: DeskFacts = {
  generation: 1,
  held: [],
  settings: defaultSettings(),
  today: monday,
  open: null,
  openTickets: [],
}
const issue: Command = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series }
const walkUp: Command = { type: 'RecordWalkUp', desk: desk1, need: 'train' as NeedId, details: outcome('answered') }

test('[S76] a desk that reads the archive by itself tells the same as the window', async () => {
  const house = await library()
  const { figures } = await house.overview()
  const beside = house.beside()
  expect(await house.overview({ statistics: beside.port })).toEqual(await house.overview())
  expect(figures).toMatchObject({ visits: 4, walkUps: 1 })
  // The archive has the folded Monday, the window sends along what is held.
  expect(beside.reads).toEqual([{ start: '2026-10-01', end: '2026-11-30' }])
  expect(beside.facts.map(({ held }) => held.map(({ day }) => day))).toEqual([['2026-11-27']])
})

test('[S16] days that fold while the desk reads are asked for again, with new facts', async () => {
  const house = await library()
  const { port, facts } = house.beside(async (reads) => {
    if (reads > 1) return
    house.ports.clock.set(at('2026-11-30 10:00'))
    await foldClosedDays(house.ports)
  })
  expect((await house.overview({ statistics: port })).figures.visits).toBe(4)
  expect(facts.map(({ held }) => held.length)).toEqual([1, 0])
  expect(new Set(facts.map(({ generation }) => generation)).size).toBe(2)
})

test.each<DeskRefusal['type']>(['unreadable', 'noWorker', 'moved'])(
  '[S76] where the desk says %s again and again, the window counts',
  async (type) => {
    const house = await library()
    const ask = vi.fn(() => Promise.resolve(refuse({ type } as DeskRefusal)))
    const statistics = () => Promise.resolve({ ask, close: () => undefined } as StatisticsDesk)
    expect((await house.overview({ statistics })).figures.visits).toBe(4)
    expect(ask).toHaveBeenCalledTimes(type === 'moved' ? 4 : 1)
  },
)

test('[S76] where the desk cannot even be loaded, the window counts', async () => {
  const house = await library()
  const statistics = () => Promise.reject(new Error('No chunk'))
  expect((await house.overview({ statistics })).figures.visits).toBe(4)
})

test('[S76] a question that was given up, or went wrong, is not counted in the window', async () => {
  const house = await library()
  for (const refusal of [{ type: 'cancelled' }, { type: 'failed', reason: 'x' }] as const) {
    const ask = () => Promise.resolve(refuse(refusal))
    const statistics = () => Promise.resolve({ ask, close: () => undefined } as StatisticsDesk)
    const room = openStatistics({ ...house.app, ports: { ...house.ports, statistics } })
    expect(await room.ask('overview', month)).toEqual({ ok: false, error: refusal })
  }
})

test('[S76] a store that cannot be read is a refusal, and what goes wrong inside says what', async () => {
  const house = await library()
  const store = { ...house.ports.store, batches: () => Promise.reject(new Error('gone')) }
  const room = openStatistics({ ...house.app, ports: { ...house.ports, store } })
  expect(await room.ask('overview', month)).toEqual({ ok: false, error: { type: 'unreadable' } })

  const broken = createStatisticsDesk({ read: () => Promise.reject(new TypeError('odd')) })
  const given = new AbortController()
  given.abort()
  expect(await broken.ask('overview', month, noFacts)).toEqual({
    ok: false,
    error: { type: 'failed', reason: 'TypeError: odd' },
  })
  expect(await broken.ask('overview', month, noFacts, { signal: given.signal })).toMatchObject({
    error: { type: 'cancelled' },
  })
})

test('[S76] a window has no solver and says so; a desk that has one lets it solve something', async () => {
  const house = await library()
  expect(await openStatistics(house.app).ask('solver', null)).toEqual({ ok: true, value: false })
  const archive: DeskArchive = { read: () => Promise.reject(new Error('not asked for')) }
  const asked = async (solver: () => Promise<LinearSolver>) =>
    createStatisticsDesk(archive, { solver }).ask('solver', null, noFacts)
  expect(await asked(() => loadHighsSolver())).toEqual({ ok: true, value: true })
  expect(await asked(() => Promise.reject(new Error('The policy forbids it')))).toEqual({ ok: true, value: false })
  const wrong = { status: 'optimal', objective: 0, values: new Float64Array(), prices: new Float64Array() } as const
  const open = () => ({ solve: () => wrong, close: () => undefined })
  expect(await asked(() => Promise.resolve({ open } as never))).toEqual({ ok: true, value: false })
})

test('[S76] a closed room lets its desk go, and opens another one when it is asked again', async () => {
  const house = await library()
  const beside = house.beside()
  const close = vi.fn()
  const statistics = vi.fn(async () => ({ ...(await beside.port()), close }))
  const room = openStatistics({ ...house.app, ports: { ...house.ports, statistics } })
  await room.ask('overview', month)
  await room.ask('overview', month)
  room.close()
  await vi.waitFor(() => expect(close).toHaveBeenCalledTimes(1))
  await room.ask('overview', month)
  expect(statistics).toHaveBeenCalledTimes(2)
})

test('[S5] a crossing of any span has folded and held days in it', async () => {
  const house = await library()
  const span = { start: '2026-11-01' as Day, end: '2026-11-30' as Day }
  const crossed = await openStatistics(house.app).ask('crossing', {
    ...span,
    dimensions: ['need', 'day'],
    population: 'visits',
  })
  if (!crossed.ok) throw new Error(crossed.error.type)
  expect(countAt(crossed.value, 'job', monday)).toBe(2)
  expect(countAt(crossed.value, '*', '2026-11-27')).toBe(2)
})

test('[S71] with the open tickets of today, the tables of a release know everybody who took one', async () => {
  const house = await library()
  await house.do(issue)
  await house.do({ type: 'CallNext', desk: desk1 })
  await house.do({ ...issue, need: 'create' as NeedId })
  const beside = house.beside()
  const { figures, open } = await house.overview({ statistics: beside.port })
  const [told] = beside.facts
  if (told === undefined) throw new Error('Nothing was asked')
  const { openTickets, settings, held } = told
  expect(open).toEqual({ waiting: 1, atDesk: 1, missed: 0 })
  expect(openTickets).toEqual([
    { day: '2026-11-27', need: 'job', tickets: 1 },
    { day: '2026-11-27', need: 'create', tickets: 1 },
  ])
  const archived = await house.ports.store.batches(monday, monday)
  const grids = countGrids([...archived, ...held], periodContaining('month', monday), settings, undefined, openTickets)
  for (const id of ['need_x_end', 'day_x_end'] as const) {
    const grid = gridOf(grids, id)!
    expect(grid.counts[cellAt(grid, '*', 'issued')!]).toBe(figures.issued)
  }
})

test('[S16] the figures follow the site, one question at a time, until they are stopped', async () => {
  const house = await library()
  const told: (Overview | 'failed')[] = []
  const room = openStatistics(house.app)
  let asked = 0
  let isAnswering = false
  const counting = {
    ...room,
    ask: (async (...parameters: Parameters<typeof room.ask>) => {
      asked += 1
      expect(isAnswering).toBe(false)
      isAnswering = true
      const answered = await room.ask(...parameters)
      isAnswering = false
      return answered
    }) as typeof room.ask,
  }
  const stop = followOverview(house.app, counting, month, (overview) => told.push(overview))
  for (let visit = 0; visit < 3; visit++) await house.do(walkUp)
  await vi.waitFor(() => expect(visitsOf(told.at(-1))).toBe(7), { timeout: 15_000 })
  stop()
  await house.do(walkUp)
  await new Promise((resolve) => setTimeout(resolve, 400))
  expect(visitsOf(told.at(-1))).toBe(7)
  expect(asked).toBeLessThanOrEqual(4)
})

test('[S16] batches that the hub sends are counted, and what failed is asked again when the clock goes on', async () => {
  const house = await library()
  const told: (Overview | 'failed')[] = []
  let isBroken = true
  const room = openStatistics(house.app)
  const stumbling = {
    ...room,
    ask: ((...parameters: Parameters<typeof room.ask>) =>
      isBroken ? Promise.resolve(refuse({ type: 'unreadable' })) : room.ask(...parameters)) as typeof room.ask,
  }
  onTestFinished(followOverview(house.app, stumbling, month, (overview) => told.push(overview)))
  await vi.waitFor(() => expect(told.at(-1)).toBe('failed'), { timeout: 15_000 })
  isBroken = false
  house.app.store.getState().setMoment(at('2026-11-27 15:01'), '2026-11-27' as Day)
  await vi.waitFor(() => expect(visitsOf(told.at(-1))).toBe(4), { timeout: 15_000 })
  await house.ports.store.keepBatches([], new Map())
  await vi.waitFor(() => expect(visitsOf(told.at(-1))).toBe(2), { timeout: 15_000 })
})

function visitsOf(overview: Overview | 'failed' | undefined): number | undefined {
  return overview === 'failed' ? undefined : overview?.figures.visits
}

/** Two visits of Monday that are folded, and a visit and a walk-up of Friday that are not. */
async function library() {
  const ports = fakePorts(at('14:00'))
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.refresh()
  const perform = async (command: Command): Promise<EntryId> => {
    const done = await app.dispatch(command)
    if (!done.ok) throw new Error(`${command.type}: ${JSON.stringify(done.error)}`)
    return done.value.subject as EntryId
  }
  const serve = async (): Promise<void> => {
    const ticketId = await perform(issue)
    await perform({ type: 'CallTicket', ticketId, desk: desk1 })
    await perform({ type: 'FinishVisit', ticketId, desk: desk1, details: outcome('answered') })
  }
  await serve()
  await serve()
  ports.clock.set(at('2026-11-27 15:00'))
  await foldClosedDays(ports)
  await serve()
  await perform(walkUp)

  /** A desk as the worker has it: over the store, and not through the window. */
  function beside(meanwhile: (reads: number) => Promise<void> = () => Promise.resolve()) {
    const reads: Parameters<DeskArchive['read']>[0][] = []
    const facts: DeskFacts[] = []
    const desk = createStatisticsDesk({
      read: async (span) => {
        reads.push(span)
        await meanwhile(reads.length)
        const { position } = await ports.store.read({ generation: 0, arrival: 0, memory: 0 })
        return { generation: position.generation, batches: await ports.store.batches(span.start, span.end) }
      },
    })
    const port = (): Promise<StatisticsDesk> =>
      Promise.resolve({
        ...desk,
        ask: (name, asks, known, options) => {
          facts.push(known)
          return desk.ask(name, asks, known, options)
        },
      })
    return { port, reads, facts }
  }

  return {
    app,
    ports,
    beside,
    do: perform,
    overview: async (more: Pick<Ports, 'statistics'> = {}) => {
      const shown = await openStatistics({ ...app, ports: { ...ports, ...more } }).ask('overview', month)
      if (!shown.ok) throw new Error(shown.error.type)
      return shown.value
    },
  }
}
