import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLibrary, takeTicket } from './support/library.ts'
import type { Library } from './support/library.ts'

let library: Library
beforeEach(async () => {
  library = await openLibrary()
})
afterEach(() => library.close())

const labels = (desk: Page) =>
  desk.getByTestId('queue-row').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-label')))

async function openDesk(query: string): Promise<Page> {
  const desk = await library.open(`/desk?desk=9${query}`)
  await desk.getByTestId('call-next').waitFor()
  return desk
}

/** What the browser holds of the demonstration. */
const remains = (page: Page) =>
  page.evaluate(async () => {
    const { storageBuckets } = navigator as unknown as { storageBuckets: { keys(): Promise<readonly string[]> } }
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '')
    const all = [...databases, ...(await storageBuckets.keys()), ...Object.keys(localStorage)]
    return all.filter((name) => name.includes('demo'))
  })

test('windows of the demonstration that open at once show one simulated afternoon, and the real queue stays empty', async () => {
  const desks = await Promise.all(Array.from({ length: 3 }, () => library.context.newPage()))
  await Promise.all(desks.map((desk) => desk.goto(`${library.server.url}/desk?desk=9&demo=1`)))
  for (const desk of desks) await desk.getByTestId('call-next').waitFor()
  const [first, ...others] = await Promise.all(desks.map(labels))
  expect(others).toEqual([first, first])
  const board = await library.open('/board?demo=1')
  await board.getByTestId('call').first().waitFor()
  const real = await openDesk('')
  expect(await labels(real)).toEqual([])
})

test('what is done in the demonstration is done there alone, and goes on after a reload', async () => {
  const kiosk = await library.open('/kiosk?demo=1')
  const label = await takeTicket(kiosk, 'job')
  expect(label).not.toBe('C01')
  const desk = await openDesk('&demo=1')
  expect(await labels(desk)).toContain(label)
  await desk.reload()
  await desk.getByTestId('call-next').waitFor()
  expect(await labels(desk)).toContain(label)
  expect(await takeTicket(await library.open('/kiosk'), 'job')).toBe('C01')
})

test('the demonstration thrown away leaves nothing behind, and its other windows leave it', async () => {
  const desk = await openDesk('&demo=1')
  const chooser = await library.open('/?demo=1')
  await chooser.getByRole('button', { name: 'Jeter la démonstration' }).click()
  await desk.waitForURL((address) => !address.searchParams.has('demo'))
  await chooser.waitForURL((address) => !address.searchParams.has('demo'))
  await desk.getByTestId('call-next').waitFor()
  expect(await labels(desk)).toEqual([])
  expect(await remains(desk)).toEqual([])
})
