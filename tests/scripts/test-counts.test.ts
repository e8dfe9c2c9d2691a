import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addCounts, readFailures, readTestCounts } from '../../scripts/test-counts.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-counts-'))
})

afterAll(() => rmSync(folder, { recursive: true }))

test('passed and failed tests are counted', () => {
  expect(counted({ status: 'failed', tests: ['passed', 'failed', 'passed'] })).toEqual({ passed: 2, failed: 1 })
})

test('a file that could not be loaded is a failure', () => {
  expect(counted({ status: 'passed', tests: ['passed'] }, { status: 'failed', tests: [] })).toEqual({
    passed: 1,
    failed: 1,
  })
})

test('a test that did not run is a failure', () => {
  expect(counted({ status: 'passed', tests: ['passed', 'skipped', 'todo'] })).toEqual({ passed: 1, failed: 2 })
})

test('what is no report is not counted as good', () => {
  expect(() => readTestCounts(written({ success: true }))).toThrow('is not a report of test results')
})

test('the counts of several runs are added up', () => {
  expect(
    addCounts([
      { passed: 2, failed: 1 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ passed: 5, failed: 1 })
})

test('each test that did not pass is told with its file and its reason', () => {
  const failed = { status: 'failed', fullName: 'a rule holds', failureMessages: ['expected 1\n  at line 7'] }
  const report = {
    testResults: [
      { status: 'failed', name: 'queue.test.ts', assertionResults: [{ status: 'passed', fullName: 'good' }, failed] },
      { status: 'failed', name: 'broken.test.ts', message: 'no such module', assertionResults: [] },
    ],
  }
  expect(readFailures(written(report))).toEqual([
    'queue.test.ts › a rule holds\nexpected 1\n  at line 7',
    'broken.test.ts › could not be loaded\nno such module',
  ])
})

interface PlantedFile {
  readonly status: string
  readonly tests: readonly string[]
}

function counted(...files: readonly PlantedFile[]): unknown {
  const testResults = files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  }))
  return readTestCounts(written({ testResults }))
}

function written(report: unknown): string {
  const path = join(folder, 'report.json')
  writeFileSync(path, JSON.stringify(report))
  return path
}
