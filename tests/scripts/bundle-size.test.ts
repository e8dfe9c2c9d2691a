import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstWords, routeBytes } from '../../scripts/bundle-size.ts'

const kilobyte = 1000
let app: string

// Random bytes do not shrink, so that a chunk's size is known within the few bytes of gzip's header.
beforeAll(() => {
  app = mkdtempSync(join(tmpdir(), 'guichet-bundle-'))
  mkdirSync(join(app, '.vite'))
  const sizes = { 'service-worker': 5, entry: 50, shared: 10, kiosk: 3, statistics: 90, words: 2, lazy: 400 }
  for (const [name, size] of Object.entries(sizes)) writeFileSync(join(app, `${name}.js`), randomBytes(size * kilobyte))
  const manifest = {
    'index.html': { file: 'entry.js', imports: ['_shared'] },
    _shared: { file: 'shared.js' },
    'src/kiosk.tsx': { file: 'kiosk.js', imports: ['index.html', '_shared'], dynamicImports: ['src/lazy.ts'] },
    'src/statistics.tsx': { file: 'statistics.js', imports: ['index.html'] },
    [firstWords]: { file: 'words.js' },
    'src/lazy.ts': { file: 'lazy.js' },
  }
  writeFileSync(join(app, '.vite', 'manifest.json'), JSON.stringify(manifest))
})

afterAll(() => rmSync(app, { recursive: true }))

test.each([
  ['src/kiosk.tsx', 5 + 50 + 10 + 3 + 2],
  ['src/statistics.tsx', 5 + 50 + 10 + 90 + 2],
])('%s loads the entry, itself, what both import, one language, and the service worker: %i kB', (module, expected) => {
  expect(Math.round(routeBytes(app, module) / kilobyte)).toBe(expected)
})

test('a screen without a chunk of its own is said, not counted as small', () => {
  expect(() => routeBytes(app, 'src/board.tsx')).toThrow('no chunk of its own for src/board.tsx')
})
