import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeBuild } from '../../scripts/build-inputs.ts'

let project: string

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'guichet-sources-'))
  mkdirSync(join(project, 'src', 'domain'), { recursive: true })
  mkdirSync(join(project, 'tests'))
  writeFileSync(join(project, 'package.json'), JSON.stringify({ version: '1.2.3' }))
  writeFileSync(join(project, 'index.html'), '<!doctype html>')
  writeFileSync(join(project, 'src', 'domain', 'ids.ts'), 'export const id = 1')
})

afterEach(() => rmSync(project, { recursive: true }))

test('the version is the one of the package with the first letters of the hash', () => {
  const { version, sourceHash } = describeBuild(project)
  expect(version).toBe(`1.2.3+${sourceHash.slice(0, 8)}`)
})

test('equal sources in another folder have the same hash', () => {
  const copy = `${project}-copy`
  cpSync(project, copy, { recursive: true })
  const same = describeBuild(copy).sourceHash
  rmSync(copy, { recursive: true })
  expect(same).toBe(describeBuild(project).sourceHash)
})

test.each([
  ['src/domain/ids.ts', 'export const id = 2', true],
  ['src/domain/more.ts', '', true],
  ['public/robots.txt', 'User-agent: *', true],
  ['package-lock.json', '{}', true],
  ['src/README.md', '# The house', false],
  ['tests/ids.test.ts', 'test()', false],
])('writing %s as "%s": another hash is %s', (path, text, isOther) => {
  const before = describeBuild(project).sourceHash
  mkdirSync(join(project, path, '..'), { recursive: true })
  writeFileSync(join(project, path), text)
  expect(describeBuild(project).sourceHash !== before).toBe(isOther)
})
