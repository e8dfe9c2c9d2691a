import { describe, expect, onTestFinished, test } from 'vitest'
import { startApp } from '#app/app.ts'
import { exportFile, previewExport } from '#app/export.ts'
import type { ExportRequest } from '#app/export.ts'
import { periodsOfExport } from '#app/export-periods.ts'
import { LedgerError } from '#app/ports.ts'
import { openStatistics } from '#app/statistics-room.ts'
import type { Day } from '#domain/ids.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { readPackage } from '#export/read-package.ts'
import { readRecords } from '../export/read-csv.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at, monday } from '../support/given.ts'
import { solvingDesk } from '../support/solving-desk.ts'

const request: ExportRequest = {
  choice: { type: 'month', day: '2026-10-05' as Day },
  allYears: false,
  audience: 'internal',
  asTold: false,
  file: { table: 'cube', dialect: 'standard' },
}
const october = [
  ...times(20, visit({ need: 'job' })),
  ...times(3, visit({ need: 'train', outcome: 'referred' })),
  ...times(15, visit({ need: 'train' })),
  ...times(9, visit({ need: 'job', outcome: 'referred' })),
]

async function house(days: Readonly<Record<string, readonly VisitRecord[]>> = { '2026-10-05': october }) {
  const ports = fakePorts(at('2026-11-23 14:00'))
  const app = startApp({ ...ports, statistics: solvingDesk(ports.store) })
  onTestFinished(() => app.stop())
  await app.refresh()
  const fold = async (records: typeof days): Promise<void> => {
    const batches = Object.entries(records).map(([day, visits]) => batchOn(day, visits))
    await ports.store.fold(() => ({ batches, horizon: '2026-11-20' as Day, keep: () => true }))
    await app.refresh()
  }
  await fold(days)
  const room = openStatistics(app)
  return {
    app,
    ports,
    fold,
    ledger: (await ports.hub.staff()).releaseLedger(),
    preview: async (asked: Partial<ExportRequest> = {}) => await previewExport(app, room, { ...request, ...asked }),
    download: async (asked: Partial<ExportRequest> = {}) =>
      await exportFile(app, room, { ...request, ...asked }, ports.files),
  }
}

const firstDay = [
  ...times(6, visit({ need: 'job' })),
  ...times(2, visit({ need: 'orient' })),
  ...times(5, visit({ need: 'train' })),
]

describe('a file', () => {
  test('[S23] of the first day of a desk, nearly all empty, hides the few with companions', async () => {
    const { download } = await house({ '2026-10-05': firstDay })
    const done = await download()
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    expect(done.value.checks.every(({ passed }) => passed)).toBe(true)
    const needs = readRecords(String(done.value.file?.content)).filter(
      ({ period_type: type, table_id: table }) => type === 'month' && table === 'need',
    )
    const told = new Map(needs.map(({ value1, visits }) => [value1, visits]))
    expect(told.get('*')).toBe('13')
    expect(told.get('orient')).toBe('')
    expect([told.get('job'), told.get('train')]).toContain('')
  })

  test('[S22] [S33] hides what is small with companions, and is in the ledger before it is saved', async () => {
    const { download, ports, ledger } = await house()
    expect(await download()).toMatchObject({ ok: true })
    const rows = readRecords(String(ports.files.saved[0]?.content))
    const crossing = rows.filter(({ table_id: table }) => table === 'need_x_outcome')
    const cell = (need: string, outcome: string) =>
      crossing.find(({ value1, value2 }) => value1 === need && value2 === outcome)
    expect(cell('train', 'referred')).toMatchObject({ visits: '', flag: 'c' })
    expect(crossing.filter(({ flag }) => flag === 'c').length).toBeGreaterThanOrEqual(4)
    const totals = rows.filter(({ table_id: table, visits }) => table === 'total' && visits !== '0')
    expect(totals.map(({ period_type: type, visits }) => [type, visits])).toEqual([
      ['day', '47'],
      ['month', '47'],
    ])
    expect(await ledger.list()).toHaveLength(1)
  })

  test('[S13] [S17] crosses no day, and hides what the screen shows', async () => {
    const { app, download, ports } = await house()
    await download()
    const rows = readRecords(String(ports.files.saved[0]?.content))
    const ofDays = rows.filter(({ period_type: type }) => type === 'day')
    expect([...new Set(ofDays.map(({ table_id: table }) => table))]).toEqual(['total'])
    const shown = await openStatistics(app).ask('overview', request.choice)
    expect(shown.ok && shown.value.byReferral.length).toBeGreaterThan(0)
    expect(shown.ok && shown.value.needs.find(({ id }) => id === 'train')?.visits).toBe(18)
  })

  test('[S28] is the same again, and nothing is added to the ledger', async () => {
    const { download, ports, ledger } = await house()
    await download()
    await download({ file: { table: 'cube', dialect: 'standard' } })
    await download({ file: { table: 'outcomes', dialect: 'french' } })
    const [first, second] = ports.files.saved
    expect(second?.content).toBe(first?.content)
    expect(await ledger.list()).toHaveLength(1)
  })

  test('[S41] a package reads back as it was written, its checks passed', async () => {
    const { download, ports } = await house()
    const made = await download({ file: { table: 'package', dialect: 'french' } })
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    expect(made.value.checks.map(({ check, passed }) => [check, passed])).toEqual([
      ['singlingOut', true],
      ['linkability', true],
      ['inference', true],
    ])
    const [file] = ports.files.saved
    expect(file?.name).toBe('guichet-libre-export.zip')
    const read = readPackage(file?.content instanceof Uint8Array ? file.content : new Uint8Array())
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    expect(read.value).toMatchObject({ audience: 'internal', siteId: 'bpi-cdm' })
  })

  test('[S26] to the public only of what is over', async () => {
    const { download, ports } = await house({ '2026-11-05': october })
    const running = await download({ audience: 'public', choice: { type: 'month', day: monday } })
    expect(running).toMatchObject({ ok: true, value: { releases: [], file: null } })
    expect(ports.files.saved).toEqual([])
    expect(await download({ choice: { type: 'month', day: monday } })).toMatchObject({ ok: true })
    expect(ports.files.saved).toHaveLength(1)
  })

  test('[S28] after a small correction none is made, and the earlier state is to be had', async () => {
    const { download, fold, ports, ledger } = await house()
    await download()
    await fold({ '2026-10-05': [...october, ...times(2, visit({ need: 'job' }))] })
    const refused = await download()
    expect(refused).toMatchObject({
      ok: true,
      value: { file: null, refusals: [{ refusal: { type: 'SmallRevision' } }] },
    })
    expect(ports.files.saved).toHaveLength(1)
    expect(await download({ asTold: true })).toMatchObject({ ok: true })
    expect(ports.files.saved[1]?.content).toBe(ports.files.saved[0]?.content)
    expect(await ledger.list()).toHaveLength(1)
  })

  test('of all years tells each year that is over, and of the running one its quarters and months', async () => {
    const { download, ports } = await house({
      '2024-03-05': october,
      '2025-05-06': october,
      '2026-02-03': october,
      '2026-10-05': october,
    })
    await download({ allYears: true, choice: { type: 'year', day: monday } })
    const totals = readRecords(String(ports.files.saved[0]?.content)).filter(
      ({ table_id: table, period_type: type, visits }) => table === 'total' && type !== 'day' && visits !== '0',
    )
    expect(totals.map(({ period_type: type, period_start: start }) => [type, start])).toEqual([
      ['month', '2026-10-01'],
      ['quarter', '2026-01-01'],
      ['year', '2024-01-01'],
      ['year', '2025-01-01'],
    ])
  })
})

describe('a preview', () => {
  test('says why each figure is hidden, and nothing is told by it', async () => {
    const { preview, ports, ledger } = await house()
    const seen = await preview()
    if (!seen.ok) throw new Error(JSON.stringify(seen.error))
    const [explained] = seen.value.explained
    expect(explained?.counts.few).toBeGreaterThan(0)
    expect(explained?.counts.companion).toBeGreaterThan(0)
    expect(explained?.counts.told).toBeGreaterThan(50)
    expect(await ledger.list()).toEqual([])
    expect(ports.files.saved).toEqual([])
  })
})

describe('when something is in the way', () => {
  test('a ledger that cannot be read or added to leaves no file', async () => {
    const { download, ports, ledger } = await house()
    ledger.add = () => Promise.reject(new LedgerError('unreachable'))
    expect(await download()).toEqual({ ok: false, error: { type: 'ledger', trouble: 'unreachable' } })
    expect(ports.files.saved).toEqual([])
  })

  test('another manager who releases meanwhile makes it decide anew', async () => {
    const { download, ports, ledger } = await house()
    const { add } = ledger
    let first = true
    ledger.add = async (release, known) => {
      if (!first) return await add(release, known)
      first = false
      return await add({ ...release, audience: 'public', rule: { threshold: 11, width: 11 } }, known).then(() => false)
    }
    expect(await download()).toMatchObject({ ok: true })
    expect(ports.files.saved).toHaveLength(1)
    expect((await ledger.list()).map(({ audience }) => audience)).toEqual(['public', 'internal'])
  })

  test('managers who release all the time are told to wait', async () => {
    const { download, ports, ledger } = await house()
    ledger.add = () => Promise.resolve(false)
    expect(await download()).toEqual({ ok: false, error: { type: 'crowded' } })
    expect(ports.files.saved).toEqual([])
  })
})

test('[S26] which periods files tell of: whole months for days and weeks, the longest that are over', () => {
  const names = (type: ExportRequest['choice']['type'], audience: ExportRequest['audience'], day = monday) =>
    periodsOfExport({ type, day }, audience, '2026-11-23' as Day).map((period) => `${period.type} ${period.start}`)
  expect(names('day', 'internal')).toEqual(['month 2026-11-01'])
  expect(names('day', 'public')).toEqual([])
  expect(names('week', 'internal', '2026-10-30' as Day)).toEqual(['month 2026-10-01', 'month 2026-11-01'])
  expect(names('quarter', 'internal')).toEqual(['month 2026-10-01', 'month 2026-11-01'])
  expect(names('quarter', 'public')).toEqual(['month 2026-10-01'])
  expect(names('year', 'public')).toEqual([
    'quarter 2026-01-01',
    'quarter 2026-04-01',
    'quarter 2026-07-01',
    'month 2026-10-01',
  ])
  expect(names('year', 'internal', '2025-06-01' as Day)).toEqual(['year 2025-01-01'])
})
