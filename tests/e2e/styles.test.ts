import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary } from './support/library.ts'
import type { Library } from './support/library.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.close())

test('the order of the style layers is said before any chunk, and components win over the base', async () => {
  const kiosk = await library.open('/kiosk')
  const need = kiosk.getByTestId('need').first()
  await need.waitFor()
  expect(await kiosk.evaluate(() => document.styleSheets[0]?.cssRules[0]?.cssText)).toBe(
    '@layer reset, tokens, base, components, screens;',
  )
  // The reset gives buttons the size of the text around them; a need's card is far larger.
  const [size, around] = await need.evaluate((card) => [
    Number.parseFloat(getComputedStyle(card).fontSize),
    Number.parseFloat(getComputedStyle(document.body).fontSize),
  ])
  expect(size).toBeGreaterThan((around ?? 0) * 1.3)
})
