import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './build-app.ts'
import type { Step } from './run-step.ts'
import type { TestCounts } from './test-counts.ts'
import { readFailures, readTestCounts } from './test-counts.ts'

const bin = 'node_modules'

/** What must be good before every commit, the cheapest first; everything but what needs a browser. */
export const checkSteps: readonly Step[] = [
  // TypeScript 7 has no API, so tools keep 6 under its own name and the compiler is called by path.
  { name: 'types', command: [`${bin}/typescript-7/bin/tsc`, '-b'] },
  { name: 'lint', command: [`${bin}/oxlint/bin/oxlint`, '--type-aware', '--deny-warnings'] },
  { name: 'format', command: [`${bin}/prettier/bin/prettier.cjs`, '--check', '--log-level', 'warn', '.'] },
  {
    name: 'layers',
    command: [`${bin}/dependency-cruiser/bin/dependency-cruise.mjs`, '--config', '.dependency-cruiser.mjs', 'src'],
  },
  { name: 'dead code', command: [`${bin}/knip/bin/knip.js`] },
  vitestStep('fast tests', ['unit', 'dom']),
  { name: 'build', command: ['scripts/build.ts'] },
  { name: 'size', command: ['scripts/size-budget.ts'] },
]

/** What only real processes and a real browser prove: minutes. */
export const slowSteps: readonly Step[] = [
  vitestStep('process tests', ['processes']),
  vitestStep('browser tests', ['browser']),
]

/** Forgets the results of earlier runs, so that a run that never came about is not counted as good. */
export function forgetTestResults(): void {
  rmSync(join(projectFolder, 'build', 'tests'), { recursive: true, force: true })
}

/** The counts of a step that runs tests: one failure where it left no result, none for every other step. */
export function countsOf(step: Step): TestCounts {
  if (!step.name.endsWith('tests')) return { passed: 0, failed: 0 }
  try {
    return readTestCounts(join(projectFolder, resultFile(step.name)))
  } catch {
    return { passed: 0, failed: 1 }
  }
}

/** What failed in a step that runs tests: its output may be longer than anybody keeps. */
export function failuresOf(step: Step): readonly string[] {
  if (!step.name.endsWith('tests')) return []
  try {
    return readFailures(join(projectFolder, resultFile(step.name)))
  } catch {
    return [`${step.name} left no result`]
  }
}

function vitestStep(name: string, projects: readonly string[]): Step {
  const selection = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultFile(name)}`]
  return { name, command: [`${bin}/vitest/vitest.mjs`, 'run', ...selection, ...reporters] }
}

function resultFile(name: string): string {
  return `build/tests/${name.replaceAll(' ', '-')}.json`
}
