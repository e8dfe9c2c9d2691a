import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launchProfile } from '../support/browser.ts'
import { servePage } from '../support/page-bundle.ts'
import { findTraces, readIndexedDbFiles } from '../support/raw-files/raw-database-files.ts'

type LiveDay = (visits: number, startAt: number) => Promise<{ labels: string[]; instants: number[]; ids: string[] }>
type FoldAt = (now: number) => Promise<{ folded: boolean; visits: number }>

const backEnds = [
  { name: 'LevelDB', args: [] },
  { name: 'SQLite', args: ['--enable-features=IdbSqliteOnDiskRollout:stage/UseSqliteForNewStores'] },
] as const

async function openPage(profile: string, url: string, args: readonly string[]) {
  const context = await launchProfile(profile, { args })
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction('"liveDay" in globalThis')
  return { context, page }
}

const liveDay = (page: Page, visits: number, startAt: number) =>
  page.evaluate(([count, start]) => (globalThis as unknown as { liveDay: LiveDay }).liveDay(count, start), [
    visits,
    startAt,
  ] as const)
const foldAt = (page: Page, now: number) =>
  page.evaluate((at) => (globalThis as unknown as { foldAt: FoldAt }).foldAt(at), now)

test.each(backEnds)('after the fold no label and no moment is left in the files ($name)', async ({ args }) => {
  const profile = await mkdtemp(join(tmpdir(), 'guichet-libre-erasure-'))
  const served = await servePage('tests/scenarios/erasure-page.ts')
  try {
    const { context, page } = await openPage(profile, served.url, args)
    const startAt = Date.UTC(2026, 10, 23, 13, 0, 0, 123)
    const day = await liveDay(page, 40, startAt)
    const needles = day.labels.slice(0, 12)
    const moments = day.instants.slice(0, 12)
    // The reader must see what is there, or its finding nothing would mean nothing.
    const before = findTraces(await readIndexedDbFiles(profile), [...needles, ...day.ids.slice(0, 12)], moments)
    expect(new Set(before.map(({ found }) => found)).size).toBe(
      new Set([...needles, ...day.ids.slice(0, 12), ...moments.map(String)]).size,
    )

    const folded = await foldAt(page, startAt + 3 * 86_400_000)
    expect(folded).toEqual({ folded: true, visits: 40 })
    const after = findTraces(
      await readIndexedDbFiles(profile),
      [...day.labels, ...day.ids.filter((id) => id.includes('-'))],
      day.instants,
    )
    expect(after).toEqual([])
    await context.close()
    expect(findTraces(await readIndexedDbFiles(profile), day.labels, day.instants)).toEqual([])
  } finally {
    await served.stop()
    await rm(profile, { recursive: true, force: true })
  }
})
