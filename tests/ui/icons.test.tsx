import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { render } from '@testing-library/react'
import { expect, test } from 'vitest'

import { Icon } from '#ui/icon.tsx'
import { pictogram, pictogramNames, pictograms } from '#ui/pictograms.ts'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'

const drawings = [pictograms, sharedIcons, staffIcons].flatMap((group) => Object.entries(group))

test.each(drawings)('the drawing %s has outlines', (_name, paths) => {
  expect(paths.length).toBeGreaterThan(0)
  for (const path of paths) expect(path).toMatch(/^M[\d.,\sA-Za-z-]+$/)
})

test('the chosen drawings are made of nothing but outlines', () => {
  const assets = join(import.meta.dirname, '../../node_modules/@phosphor-icons/core/assets/regular')
  const chosen = importedNames()
  expect(chosen.length).toBe(drawings.length)
  for (const name of chosen) {
    const svg = readFileSync(join(assets, `${name}.svg`), 'utf8')
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 256 256"[^>]*>(<path d="[^"]+"\/>)+<\/svg>\s*$/)
  }
})

test('a name that is not known is drawn as a question mark', () => {
  expect(pictogram('briefcase')).toBe(pictograms.briefcase)
  expect(pictogram('from-a-newer-version')).toBe(pictograms.question)
  expect(pictogram('toString')).toBe(pictograms.question)
  expect(pictogramNames).toContain('wheelchair')
})

test('a drawing is hidden from assistive technology and cannot be focused', () => {
  const { container } = render(<Icon paths={sharedIcons.bell} />)
  const svg = container.querySelector('svg')
  expect(svg?.getAttribute('aria-hidden')).toBe('true')
  expect(svg?.querySelectorAll('path')).toHaveLength(sharedIcons.bell.length)
})

function importedNames(): readonly string[] {
  const folder = join(import.meta.dirname, '../../src/ui')
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts'))
  return sources.flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    return Array.from(source.matchAll(/assets\/regular\/([\w-]+)\.svg\?raw/g), ([, name = '']) => name)
  })
}
