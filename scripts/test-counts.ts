import { readFileSync } from 'node:fs'

/** How many tests of one or more runs passed and failed. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
}

interface FileResult {
  readonly status: string
  readonly name?: string
  readonly message?: string
  readonly assertionResults: readonly TestResult[]
}

interface TestResult {
  readonly status: string
  readonly fullName?: string
  readonly failureMessages?: readonly string[]
}

/** Each test that did not pass, in words: its file, its name, and the first lines of why. */
export function readFailures(path: string): readonly string[] {
  return readReport(path).testResults.flatMap(({ name = '', status, message = '', assertionResults }) =>
    assertionResults.length === 0 && status === 'failed'
      ? [failure(name, 'could not be loaded', message)]
      : assertionResults
          .filter((result) => result.status !== 'passed')
          .map((result) => failure(name, result.fullName ?? '', result.failureMessages?.[0] ?? result.status)),
  )
}

function failure(file: string, test: string, reason: string): string {
  return `${file} › ${test}\n${reason.split('\n').slice(0, 12).join('\n')}`
}

/**
 * Reads the counts from a file of Vitest's JSON reporter.
 * A file that could not be loaded counts as one failure, and so does a test that did not run: tests are never skipped.
 */
export function readTestCounts(path: string): TestCounts {
  const results = readReport(path).testResults.flatMap((file) =>
    file.assertionResults.length === 0 && file.status === 'failed' ? ['failed'] : statuses(file),
  )
  const passed = results.filter((status) => status === 'passed').length
  return { passed, failed: results.length - passed }
}

/** Adds up the counts of several runs. */
export function addCounts(counts: readonly TestCounts[]): TestCounts {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  })
}

function readReport(path: string): Report {
  const report: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isReport(report)) throw new Error(`${path} is not a report of test results`)
  return report
}

function statuses(file: FileResult): readonly string[] {
  return file.assertionResults.map((result) => result.status)
}

interface Report {
  readonly testResults: readonly FileResult[]
}

function isReport(report: unknown): report is Report {
  return typeof report === 'object' && report !== null && 'testResults' in report && Array.isArray(report.testResults)
}
