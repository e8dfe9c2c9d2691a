import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { iconId } from '../src/ui/icon-paths.ts'
import { pictograms } from '../src/ui/pictograms.ts'
import { sharedIcons } from '../src/ui/shared-icons.ts'
import { staffIcons } from '../src/ui/staff-icons.ts'

const require = createRequire(import.meta.url)
export const spritePath = join(import.meta.dirname, '../src/ui/icons.svg')

/**
 * All drawings in one file, which pages refer to by name: a kiosk carries none of them in its JavaScript. Drawings are
 * Phosphor's (MIT). Run after adding a name: `node --import tsx scripts/icon-sprite.ts`.
 */
export function iconSprite(): string {
  const names = new Set<string>([
    ...Object.values(pictograms),
    ...Object.values(sharedIcons),
    ...Object.values(staffIcons),
  ])
  const symbols = [...names]
    .sort()
    .map((name) => `<symbol id="${iconId(name)}" viewBox="0 0 256 256">${outlines(name)}</symbol>`)
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
}

function outlines(name: string): string {
  const drawing = readFileSync(require.resolve(`@phosphor-icons/core/assets/regular/${name}.svg`), 'utf8')
  return (drawing.match(/<path[^>]*>/g) ?? []).map((path) => path.replace(/\/?>$/, '/>')).join('')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(spritePath, iconSprite())
