import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibrary, outcome, queueRow } from './support/library.ts'
import type { Library } from './support/library.ts'

/*
 * A visit by somebody who has no pointer and does not see: keys only, and what a screen reader is given. Nothing here
 * clicks, and each step looks for the focus.
 */

interface Focus {
  readonly tag: string
  readonly hook: string | null
  readonly key: string
  readonly control: boolean
  readonly shown: boolean
}

/** Where the focus is, and whether it can be seen. */
async function focusOf(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const ring =
      element.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    const inView = box.width > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const all = [...document.querySelectorAll('*')]
    return {
      tag: element.tagName,
      hook: element.getAttribute('data-testid'),
      key: `${String(all.indexOf(element))} ${element.tagName} ${(element.textContent ?? '').slice(0, 20)}`,
      control: element.matches('a[href], button, input, select, textarea, summary'),
      shown: ring && inView,
    }
  })
}

/** Goes there with Tab alone; each stop on the way must be a control that shows the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let steps = 0; steps < 150; steps++) {
    await page.keyboard.press('Tab')
    const focus = await focusOf(page)
    // After the last control the browser itself has a turn.
    if (focus.tag !== 'BODY') expect(focus).toMatchObject({ control: true, shown: true })
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error(`Tab never reaches ${String(target)}`)
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space'): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

/** After a deed: the focus is somewhere, and the next Tab goes on from there to a control. */
async function expectFocusKept(page: Page): Promise<void> {
  await expect.poll(async () => (await focusOf(page)).tag).not.toBe('BODY')
  const { control, shown } = await focusOf(page)
  if (control) expect(shown).toBe(true)
}

/** Every stop of one round with Tab; ends where it began, or the focus is caught. */
async function roundOf(page: Page): Promise<readonly Focus[]> {
  const stops = new Map<string, Focus>()
  for (let steps = 0; steps < 200; steps++) {
    await page.keyboard.press('Tab')
    const focus = await focusOf(page)
    if (focus.tag === 'BODY') continue
    if (stops.has(focus.key) && stops.size > 1 && stops.keys().next().value === focus.key) return [...stops.values()]
    stops.set(focus.key, focus)
  }
  throw new Error(`Tab goes round among ${[...stops.keys()].join(' | ')} and never comes back to its first stop`)
}

async function spoken(page: Page): Promise<string> {
  return page.locator('body').ariaSnapshot()
}

describe.each(['fr', 'en'])('without a pointer and without sight, in %s', (language) => {
  let library: Library
  let kiosk: Page
  let desk: Page
  let board: Page
  beforeAll(async () => {
    library = await openLibrary()
    kiosk = await library.open(`/kiosk?lang=${language}`)
    desk = await library.open(`/desk?desk=1&lang=${language}`)
    board = await library.open(`/board?lang=${language}`)
    await kiosk.getByTestId('need').first().waitFor()
  })
  afterAll(() => library.close())

  const need = (id: string) => kiosk.locator(`[data-testid="need"][data-need="${id}"]`)
  const inMain = (id: string) => desk.locator('main').getByTestId(id)
  const current = () => desk.getByTestId('current-label')
  const says = (text: string | RegExp) => expect.poll(() => desk.getByTestId('saying').textContent()).toMatch(text)

  test('the kiosk names its question, its answers and its languages', async () => {
    const tree = await spoken(kiosk)
    expect(tree.match(/heading ".+" \[level=1\]/g)).toHaveLength(1)
    for (const landmark of ['banner', 'main', 'contentinfo']) expect(tree).toContain(`- ${landmark}:`)
    expect(tree).toContain(language === 'fr' ? 'button "Trouver un emploi"' : 'button "Find a job"')
    expect(tree).toContain(language === 'fr' ? 'button "Français" [pressed]' : 'button "English" [pressed]')
    expect(await kiosk.locator('html').getAttribute('lang')).toBe(language)
  })

  test('Tab goes round the kiosk: seven needs, two languages and all others, two displays, and the focus shows everywhere', async () => {
    await kiosk.bringToFront()
    const stops = await roundOf(kiosk)
    expect(stops.filter(({ hook }) => hook === 'need')).toHaveLength(7)
    expect(stops).toHaveLength(12)
    for (const stop of stops) expect(stop).toMatchObject({ control: true, shown: true })
  })

  test.each(['Enter', 'Space'] as const)('a ticket with %s: the number is said, and has the focus', async (key) => {
    await kiosk.bringToFront()
    await press(kiosk, need('job'), key)
    const label = (await kiosk.getByTestId('ticket-label').textContent()) ?? ''
    expect(label).toMatch(/^C0[12]$/)
    await expect.poll(async () => (await focusOf(kiosk)).tag).toBe('H1')
    const tree = await spoken(kiosk)
    expect(tree).toMatch(new RegExp(`heading ".* ?${label}" \\[level=1\\]`))
    // Apart, since "C07" is read as a word.
    expect(tree).toMatch(new RegExp(`status: .*${label.replace(/^C/, 'C.')}`))
    await press(kiosk, kiosk.getByTestId('ticket-done'), key)
    await need('job').waitFor()
    await expect.poll(async () => (await focusOf(kiosk)).tag).toBe('H1')
    expect(await spoken(kiosk)).not.toContain(label)
  })

  test('the desk reads in order: who is here, the queue, what was said', async () => {
    await queueRow(desk, 'C02').waitFor()
    const tree = await spoken(desk)
    expect(tree.match(/heading ".+" \[level=1\]/g)).toHaveLength(1)
    expect(tree).toContain('- main:')
    expect(tree.match(/- region ".+":/g)?.length).toBeGreaterThanOrEqual(2)
    expect(tree).toContain(language === 'fr' ? 'button "Appeler C01"' : 'button "Call C01"')
    const levels = [...tree.matchAll(/\[level=(\d)\]/g)].map(([, level]) => Number(level))
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1)
  })

  test('the link at the beginning jumps over the bar', async () => {
    await desk.bringToFront()
    await press(desk, desk.locator('a[href="#main"]'), 'Enter')
    expect((await focusOf(desk)).tag).toBe('MAIN')
    await desk.keyboard.press('Tab')
    expect(await desk.locator('main').evaluate((main) => main.contains(document.activeElement))).toBe(true)
  })

  test('Tab goes round the desk and is never caught', async () => {
    const stops = await roundOf(desk)
    expect(stops.map(({ hook }) => hook)).toEqual(expect.arrayContaining(['call-next', 'call', 'issue', 'walk-up']))
    for (const stop of stops) expect(stop).toMatchObject({ control: true, shown: true })
  })

  test('call, start, finish, outcome with Tab, Enter and Space: the desk says each, the board says the call', async () => {
    await press(desk, inMain('call-next'), 'Enter')
    await expect.poll(() => current().textContent()).toBe('C01')
    await says(/C01/)
    await expectFocusKept(desk)
    await expect
      .poll(() => board.getByTestId('announcement').textContent(), { interval: 20, timeout: 10_000 })
      .toMatch(/^C.01, (?:guichet|desk) 1$/)
    expect(await board.getByTestId('announcement').getAttribute('aria-live')).toBe('assertive')
    for (const [id, key] of [
      ['recall', 'Space'],
      ['start', 'Enter'],
      ['finish', 'Space'],
    ] as const) {
      await press(desk, inMain(id), key)
      await says(/C01/)
      if (id !== 'recall') await expect.poll(() => inMain(id).count()).toBe(0)
      await expectFocusKept(desk)
    }
    await press(desk, outcome(desk, 'answered'), 'Space')
    await expect.poll(() => current().count()).toBe(0)
    await expectFocusKept(desk)
  })

  test('a row, no-show, back, aside, another need, cancel: the focus is never lost', async () => {
    await press(desk, queueRow(desk, 'C02').getByTestId('call'), 'Enter')
    await expect.poll(() => current().textContent()).toBe('C02')
    await expectFocusKept(desk)
    await press(desk, inMain('no-show'), 'Enter')
    await expect.poll(() => queueRow(desk, 'C02').getAttribute('data-state')).toBe('noShow')
    await expectFocusKept(desk)
    await press(desk, queueRow(desk, 'C02').getByTestId('return'), 'Space')
    await expect.poll(() => queueRow(desk, 'C02').getAttribute('data-state')).toBe('waiting')
    await expectFocusKept(desk)
    await press(desk, inMain('call-next'), 'Space')
    await expect.poll(() => current().textContent()).toBe('C02')
    await press(desk, inMain('park'), 'Enter')
    await expect.poll(() => queueRow(desk, 'C02').getAttribute('data-state')).toBe('parked')
    await expectFocusKept(desk)
    await press(desk, queueRow(desk, 'C02').getByTestId('call'), 'Enter')
    await expect.poll(() => current().textContent()).toBe('C02')
    await press(desk, inMain('transfer'), 'Enter')
    await press(desk, desk.locator('[data-testid="transfer-to"][data-need="train"]'), 'Enter')
    await expect.poll(() => queueRow(desk, 'C02').getAttribute('data-state')).toBe('waiting')
    await expectFocusKept(desk)
    await press(desk, inMain('call-next'), 'Enter')
    await expect.poll(() => current().textContent()).toBe('C02')
    await press(desk, inMain('cancel'), 'Enter')
    await expect.poll(() => current().count()).toBe(0)
    await expectFocusKept(desk)
  })

  test('by hand, without a ticket, and undone: with Tab too', async () => {
    await press(desk, desk.locator('[data-testid="issue"][data-need="create"]'), 'Enter')
    await queueRow(desk, 'E01').waitFor()
    await says(/E.?01/)
    await expectFocusKept(desk)
    await press(desk, desk.locator('[data-testid="walk-up"][data-need="digital"]'), 'Enter')
    await press(desk, desk.locator('[data-testid="walk-up-outcome"][data-outcome="answered"]'), 'Space')
    await expect.poll(() => desk.getByTestId('walk-up-question').count()).toBe(0)
    await expectFocusKept(desk)
    await press(desk, desk.getByTestId('undo'), 'Enter')
    await expectFocusKept(desk)
  })

  test('one key for each step: a whole visit in three keys', async () => {
    await desk.keyboard.press('n')
    await expect.poll(() => current().textContent()).toBe('E01')
    await desk.keyboard.press('s')
    await expect.poll(() => inMain('start').count()).toBe(0)
    await desk.keyboard.press('1')
    await expect.poll(() => current().count()).toBe(0)
    await expectFocusKept(desk)
  })

  test('the board is a list of calls under one heading', async () => {
    const tree = await spoken(board)
    expect(tree.match(/heading ".+" \[level=1\]/g)).toHaveLength(1)
    for (const landmark of ['banner', 'main', 'contentinfo']) expect(tree).toContain(`- ${landmark}:`)
    expect(tree).toMatch(/listitem:\n\s+- text: E01/)
  })
})
