import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { projectFolder } from '../../scripts/build-app.ts'

interface Verdict {
  readonly modules: number
  readonly violations: readonly string[]
}

const planted: string[] = []

afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true })
})

test(
  'the layers of the tree are as the table draws them, and the checker sees the modules',
  { timeout: 60_000 },
  () => {
    const verdict = cruise(projectFolder)
    expect(verdict.violations).toEqual([])
    expect(verdict.modules).toBeGreaterThan(50)
  },
)

test('a planted import against the table is found', { timeout: 60_000 }, () => {
  const folder = plant({
    'src/domain/ids.ts': `export const id = 1\n`,
    'src/domain/rule.ts': `import { log } from '#journal/log.ts'\nexport const rule = log\n`,
    'src/domain/file.ts': `import { readFileSync } from 'node:fs'\nexport const read = readFileSync\n`,
    'src/journal/log.ts': `import { id } from '#domain/ids.ts'\nexport const log = id\n`,
    'src/browser/clock.ts': `export const clock = 1\n`,
    'src/screens/kiosk/kiosk-screen.tsx': `import { desk } from '../desk/desk-screen.tsx'\nexport const kiosk = desk\n`,
    'src/screens/shared/frame.tsx': `import { desk } from '../desk/desk-screen.tsx'\nexport const frame = desk\n`,
    'src/screens/settings/settings-screen.tsx': `import { frame } from '../shared/frame.tsx'\nexport const page = frame\n`,
    'src/screens/desk/desk-screen.tsx': `import { clock } from '#browser/clock.ts'\nexport const desk = clock\n`,
    'src/screens/board/board-screen.tsx': `import { table } from '#statistics/table.ts'\nexport const board = table\n`,
    'src/screens/board/board-types.ts': `import type { Table } from '#statistics/table.ts'\nexport type Row = Table\n`,
    'src/statistics/table.ts': `export type Table = number\nexport const table: Table = 1\n`,
  })
  expect(cruise(folder).violations).toEqual([
    'not-in-allowed: src/domain/file.ts → fs',
    'not-in-allowed: src/domain/rule.ts → src/journal/log.ts',
    'not-in-allowed: src/screens/board/board-screen.tsx → src/statistics/table.ts',
    'not-in-allowed: src/screens/desk/desk-screen.tsx → src/browser/clock.ts',
    'screens-never-import-each-other: src/screens/kiosk/kiosk-screen.tsx → src/screens/desk/desk-screen.tsx',
    'screens-never-import-each-other: src/screens/shared/frame.tsx → src/screens/desk/desk-screen.tsx',
  ])
})

test('a planted cycle and an import of nothing are found', { timeout: 60_000 }, () => {
  const folder = plant({
    'src/domain/hen.ts': `import { egg } from './egg.ts'\nexport const hen = (): unknown => egg\n`,
    'src/domain/egg.ts': `import { hen } from './hen.ts'\nexport const egg = (): unknown => hen\n`,
    'src/journal/log.ts': `import { gone } from './gone.ts'\nexport const log = gone\n`,
  })
  const rules = cruise(folder).violations.map((violation) => violation.split(':')[0])
  expect(new Set(rules)).toEqual(new Set(['everything-resolves', 'no-cycles', 'not-in-allowed']))
})

/** Writes a small house of its own, so that no wrong import ever stands in ours. */
function plant(contentsByPath: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-layers-'))
  planted.push(folder)
  const files = {
    ...contentsByPath,
    'package.json': JSON.stringify({ name: 'planted', type: 'module', imports: { '#*': './src/*' } }),
    'tsconfig.base.json': JSON.stringify({ compilerOptions: { module: 'esnext', moduleResolution: 'bundler' } }),
  }
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), contents)
  }
  return folder
}

/** Runs the very command of `npm run check`, only with another output. */
function cruise(folder: string): Verdict {
  const command = join(projectFolder, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = join(projectFolder, '.dependency-cruiser.mjs')
  const args = [command, '--config', config, '--output-type', 'json', 'src']
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const { modules, summary } = JSON.parse(stdout) as {
    modules: { source: string }[]
    summary: { violations: { rule: { name: string }; from: string; to: string }[] }
  }
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  return { modules: modules.filter(({ source }) => source.startsWith('src/')).length, violations: violations.sort() }
}
