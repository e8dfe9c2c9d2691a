import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLibrary } from './support/library.ts'
import type { Library } from './support/library.ts'

let library: Library
beforeAll(async () => {
  library = await openLibrary()
})
afterAll(() => library.close())

test('the order of the style layers is said before any chunk, and components win over the base', async () => {
  const desk = await library.open('/desk?desk=1')
  const button = desk.getByTestId('call-next')
  await button.waitFor()
  const first = await desk.evaluate(() => document.styleSheets[0]?.cssRules[0]?.cssText)
  expect(first).toBe('@layer reset, tokens, base, components, screens;')
  const [text, ground] = await button.evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element)
    return [color, backgroundColor]
  })
  const ink = await desk.evaluate(() => getComputedStyle(document.body).color)
  expect(text).not.toBe(ink)
  expect(ground).not.toBe(text)
})
