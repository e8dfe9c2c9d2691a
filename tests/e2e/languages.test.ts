import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boardCall, openLibrary, outcome, queueRow } from './support/library.ts'
import type { Library } from './support/library.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.close())

async function left(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${selector} is not shown`)
  return box.x
}

test('a visit in Arabic: the page runs from right to left, the label does not, and the next visitor finds French', async () => {
  const kiosk = await library.open('/kiosk')
  await kiosk.setViewportSize({ width: 1280, height: 800 })
  await kiosk.getByTestId('languages').click()
  await kiosk.locator('[data-testid="language"][data-language="ar"]').click()
  await kiosk.getByRole('heading', { level: 1, name: 'ما الذي تحتاج إليه؟' }).waitFor()
  expect(await kiosk.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await kiosk.title()).toContain('جهاز الأرقام')
  // The first need stands on the right of the second, and its drawing on the right of its words.
  expect(await left(kiosk, '[data-need="orient"]')).toBeGreaterThan(await left(kiosk, '[data-need="train"]'))
  expect(await left(kiosk, '[data-need="job"] svg')).toBeGreaterThan(await left(kiosk, '[data-need="job"] bdi'))

  await kiosk.getByRole('button', { name: 'إيجاد عمل' }).click()
  await expect.poll(() => kiosk.getByTestId('ticket-label').textContent()).toBe('C01')
  const [letter, digits] = ['span:nth-child(1)', 'span:nth-child(2)'].map(
    (part) => `[data-testid="ticket-label"] ${part}`,
  )
  expect(await left(kiosk, letter ?? '')).toBeLessThan(await left(kiosk, digits ?? ''))
  await kiosk.getByText('رقمك هو التالي', { exact: true }).waitFor()

  const board = await library.open('/board?lang=ar')
  const desk = await library.open('/desk?desk=2')
  await queueRow(desk, 'C01').getByTestId('call').click()
  await boardCall(board, 'C01').waitFor()
  expect(await boardCall(board, 'C01').textContent()).toBe('C01الشباك 2')
  await outcome(desk, 'answered').click()

  await kiosk.getByTestId('ticket-done').click()
  await kiosk.getByRole('button', { name: 'Trouver un emploi' }).waitFor()
  expect(await kiosk.locator('html').getAttribute('lang')).toBe('fr')
  expect(await kiosk.locator('html').getAttribute('dir')).toBe('ltr')
  expect(library.foreignRequests).toEqual([])
  await Promise.all([kiosk, board, desk].map((page) => page.close()))
})

describe.each(['fr', 'en', 'es', 'pt', 'de', 'it', 'ar', 'uk', 'tr', 'zh-Hans'])('in %s', (language) => {
  test.each([
    [1280, 800],
    [800, 1280],
  ])('nothing is cut and nothing needs scrolling at %i × %i', async (width, height) => {
    const kiosk = await library.open('/')
    await kiosk.setViewportSize({ width, height })
    await kiosk.goto(`${library.server.url}/kiosk?lang=${language}`)
    await kiosk.getByTestId('need').first().waitFor()
    await kiosk.evaluate(() => document.fonts.ready.then(() => undefined))
    expect(await overflows(kiosk)).toEqual([])
    await kiosk.getByTestId('languages').click()
    await kiosk.getByTestId('language').first().waitFor()
    expect(await overflows(kiosk)).toEqual([])
    await kiosk.getByTestId('languages-back').click()
    await kiosk.locator('[data-testid="need"][data-need="digital"]').click()
    await kiosk.getByTestId('ticket-label').waitFor()
    expect(await overflows(kiosk)).toEqual([])
    await kiosk.close()
  })

  test.each([
    [1280, 800],
    [800, 1280],
  ])('in large text all needs stand above the bar at %i × %i', async (width, height) => {
    const kiosk = await library.open('/')
    await kiosk.setViewportSize({ width, height })
    await kiosk.goto(`${library.server.url}/kiosk?lang=${language}`)
    await kiosk.getByTestId('need').first().waitFor()
    await kiosk.evaluate(() => document.documentElement.setAttribute('data-text', 'large'))
    await kiosk.evaluate(() => document.fonts.ready.then(() => undefined))
    const last = await kiosk.getByTestId('need').last().boundingBox()
    const bar = await kiosk.locator('footer button').last().boundingBox()
    expect((last?.y ?? Number.NaN) + (last?.height ?? Number.NaN)).toBeLessThanOrEqual(bar?.y ?? Number.NaN)
    await kiosk.close()
  })
})

/** What is larger than its place, or has got into another row: the bar is one row of 20 mm and its margins. */
function overflows(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element) => `${element.tagName} ${(element.textContent ?? '').slice(0, 30)}`
    const boxes = [...document.querySelectorAll('main, footer, button, h1, p')]
    const wide = boxes.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
    const high = boxes.filter(({ scrollHeight, clientHeight }) => clientHeight > 0 && scrollHeight > clientHeight + 1)
    const touched = [...document.querySelectorAll('footer button')].map((button) => button.getBoundingClientRect())
    const isOneRow = Math.max(...touched.map(({ top }) => top)) < Math.min(...touched.map(({ bottom }) => bottom))
    return [...wide, ...high.filter(({ tagName }) => tagName === 'MAIN' || tagName === 'BUTTON')]
      .map(name)
      .concat(isOneRow ? [] : ['the bar has several rows'])
  })
}
