import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

const sheet = readFileSync(join(import.meta.dirname, '../../src/ui/tokens.css'), 'utf8')
const themes = ['light', 'dark', 'contrast'] as const
const textPairs = pairsOf('text')
const uiPairs = pairsOf('ui')
const ringSurfaces = listsOf('ring').map((name) => name.replace(/ .*/, ''))

test('the sheet names pairs of every kind', () => {
  expect(textPairs.length).toBeGreaterThan(10)
  expect(uiPairs.length).toBeGreaterThan(3)
  expect(ringSurfaces.length).toBeGreaterThan(2)
})

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each(themes)('the %s theme', (theme) => {
  const colours = coloursOf(theme)

  test.each(textPairs)('text: %s on %s is at least 7 to 1', (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(7)
  })

  test.each(uiPairs)('edges and rings: %s on %s is at least 3 to 1', (front, back) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(3)
  })

  test.each(ringSurfaces)('the focus ring or its gap stands out on %s', (back) => {
    const best = Math.max(...['focus', 'focus-gap'].map((front) => contrast(colour(front), colour(back))))
    expect(best).toBeGreaterThanOrEqual(3)
  })

  test('every colour that the light theme names is named', () => {
    expect([...colours.keys()]).toEqual([...coloursOf('light').keys()])
  })

  function colour(name: string): string {
    const found = colours.get(name)
    if (found === undefined) throw new Error(`${theme} has no --${name}`)
    return found
  }
})

function listsOf(kind: string): readonly string[] {
  return [...sheet.matchAll(new RegExp(`\\* pair ${kind}: (.+)`, 'g'))]
    .flatMap(([, list = '']) => list.split(','))
    .map((item) => item.trim())
}

function pairsOf(kind: string): readonly (readonly [front: string, back: string])[] {
  return listsOf(kind).map((item) => {
    const [front, back, ...rest] = item.split(' on ')
    if (front === undefined || back === undefined || rest.length > 0) throw new Error(`Not a pair: ${item}`)
    return [front, back]
  })
}

function coloursOf(theme: string): ReadonlyMap<string, string> {
  const [, block = ''] = new RegExp(`data-theme='${theme}'\\] \\{([^}]+)\\}`).exec(sheet) ?? []
  return new Map([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]))
}

/** The contrast ratio of WCAG 2, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
