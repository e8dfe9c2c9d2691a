import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boardCall, openLibrary, outcome, queueRow, takeTicket } from './support/library.ts'
import type { Library } from './support/library.ts'

describe.each(['fr', 'en'])('a whole visit in four windows, in %s', (language) => {
  let library: Library
  let kiosk: Page
  let desk1: Page
  let desk2: Page
  let board: Page
  beforeAll(async () => {
    library = await openLibrary()
    kiosk = await library.open(`/kiosk?lang=${language}`)
    desk1 = await library.open(`/desk?desk=1&lang=${language}`)
    desk2 = await library.open(`/desk?desk=2&lang=${language}`)
    board = await library.open(`/board?lang=${language}`)
  })
  afterAll(() => library.close())

  test('the kiosk gives numbers and says how many are before', async () => {
    expect(await takeTicket(kiosk, 'job')).toBe('C01')
    await kiosk.locator('[data-testid="need"][data-need="orient"]').click()
    expect(await kiosk.getByTestId('ticket-label').textContent()).toBe('A01')
    expect(await kiosk.getByTestId('ticket-ahead').getAttribute('data-ahead')).toBe('1')
    await kiosk.getByTestId('ticket-done').click()
    expect(await kiosk.getByTestId('need').count()).toBe(7)
  })

  test('every screen says that this device is alone', async () => {
    for (const page of [kiosk, desk1, board])
      expect(await page.getByTestId('freshness').getAttribute('data-state')).toBe('alone')
  })

  test('a call shows at the desk and on the board, a recall makes the calls grow', async () => {
    await queueRow(desk1, 'C01').waitFor()
    await desk1.getByTestId('call-next').click()
    await expect.poll(() => desk1.getByTestId('current-label').textContent()).toBe('C01')
    await boardCall(board, 'C01').waitFor()
    expect(await boardCall(board, 'C01').getAttribute('data-desk')).toBe('1')
    const before = Number(await boardCall(board, 'C01').getAttribute('data-calls'))
    await desk1.getByTestId('recall').click()
    await expect.poll(async () => Number(await boardCall(board, 'C01').getAttribute('data-calls'))).toBe(before + 1)
  })

  test('the other desk gets the next visitor', async () => {
    await desk2.getByTestId('call-next').click()
    await expect.poll(() => desk2.getByTestId('current-label').textContent()).toBe('A01')
    await expect.poll(() => board.getByTestId('call').first().getAttribute('data-label')).toBe('A01')
  })

  test('start, finish and an outcome close the visit', async () => {
    await desk1.getByTestId('start').click()
    await desk1.getByTestId('finish').click()
    await outcome(desk1, 'answered').click()
    await expect.poll(() => desk1.getByTestId('current-label').count()).toBe(0)
  })

  test('an outcome in place of finish closes it too, with referrals', async () => {
    await outcome(desk2, 'referred').click()
    await desk2.locator('[data-testid="referral"][data-referral="apec"]').click()
    await expect.poll(() => desk2.getByTestId('current-label').count()).toBe(0)
  })

  test('no-show and back, park and return, transfer, cancel, by hand', async () => {
    const label = await takeTicket(kiosk, 'train')
    await queueRow(desk1, label).getByTestId('call').click()
    await desk1.getByTestId('no-show').click()
    await expect.poll(() => queueRow(desk1, label).getAttribute('data-state')).toBe('noShow')
    await queueRow(desk1, label).getByTestId('return').click()
    await expect.poll(() => queueRow(desk1, label).getAttribute('data-state')).toBe('waiting')
    await desk1.getByTestId('call-next').click()
    await desk1.getByTestId('park').click()
    await expect.poll(() => queueRow(desk1, label).getAttribute('data-state')).toBe('parked')
    await queueRow(desk1, label).getByTestId('call').click()
    await desk1.getByTestId('transfer').click()
    await desk1.locator('[data-testid="transfer-to"][data-need="create"]').click()
    await expect.poll(() => queueRow(desk1, label).getAttribute('data-state')).toBe('waiting')
    await desk2.getByTestId('call-next').click()
    await expect.poll(() => desk2.getByTestId('current-label').textContent()).toBe(label)
    await desk2.getByTestId('cancel').click()
    await expect.poll(() => queueRow(desk2, label).count()).toBe(0)
    await expect.poll(() => desk2.getByTestId('current-label').count()).toBe(0)
    await desk1.locator('[data-testid="issue"][data-need="digital"]').click()
    await queueRow(desk1, 'H01').waitFor()
  })

  test('the statistics count what was served', async () => {
    const statistics = await library.open(`/statistics?lang=${language}`)
    await expect.poll(() => statistics.getByTestId('total-visits').textContent()).toBe('2')
    const [download] = await Promise.all([
      statistics.waitForEvent('download'),
      statistics.locator('[data-testid="export"][data-table="daily"]').click(),
    ])
    expect(download.suggestedFilename()).toBe('daily.csv')
    await statistics.close()
  })

  test('nothing leaves the origin', () => {
    expect(library.foreignRequests).toEqual([])
  })
})
