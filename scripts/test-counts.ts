import { readFileSync } from 'node:fs'

/** How many tests of one or more runs passed and failed. */
export interface TestCounts {
  readonly passed: number
  readonly failed: number
}

interface FileResult {
  readonly status: string
  readonly assertionResults: readonly { readonly status: string }[]
}

/**
 * Reads the counts from a file of Vitest's JSON reporter.
 * A file that could not be loaded counts as one failure, and so does a test that did not run: tests are never skipped.
 */
export function readTestCounts(path: string): TestCounts {
  const report: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!isReport(report)) throw new Error(`${path} is not a report of test results`)
  const results = report.testResults.flatMap((file) =>
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

function statuses(file: FileResult): readonly string[] {
  return file.assertionResults.map((result) => result.status)
}

function isReport(report: unknown): report is { readonly testResults: readonly FileResult[] } {
  return typeof report === 'object' && report !== null && 'testResults' in report && Array.isArray(report.testResults)
}
