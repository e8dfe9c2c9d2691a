import { readFileSync } from 'node:fs'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Icon } from '#ui/icon.tsx'
import { pictogram, pictogramNames, pictograms } from '#ui/pictograms.ts'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { iconSprite, spritePath } from '../../scripts/icon-sprite.ts'

const names = [pictograms, sharedIcons, staffIcons].flatMap((group) => Object.values<string>(group))

test('the sheet of drawings is up to date, and each is made of nothing but outlines', () => {
  const sheet = readFileSync(spritePath, 'utf8')
  expect(sheet).toBe(iconSprite())
  const symbols = [
    ...sheet.matchAll(/<symbol id="icon-([\w-]+)" viewBox="0 0 256 256">((?:<path d="[^"]+"\/>)+)<\/symbol>/g),
  ]
  expect(symbols.map(([, name]) => name)).toEqual([...new Set(names)].sort())
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
  expect(svg?.querySelector('use')?.getAttribute('href')).toBe('#icon-bell')
})

test('a drawing of our own is made of its outlines', () => {
  const { container } = render(<Icon paths={['M0,0H8', 'M8,8V0']} />)
  expect(container.querySelectorAll('path')).toHaveLength(2)
})
