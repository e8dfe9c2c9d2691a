import { checkSteps, countsOf, failuresOf, forgetTestResults, slowSteps } from './check-steps.ts'
import { ensureChromium } from './ensure-chromium.ts'
import { runStep } from './run-step.ts'
import type { TestCounts } from './test-counts.ts'
import { addCounts } from './test-counts.ts'

// Without a browser there is no verdict: said at once, not after minutes of other tests.
const chromium = ensureChromium()
if (!chromium.found) {
  console.error(chromium.advice)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
process.env['CHROME_PATH'] = chromium.path
forgetTestResults()

const counts: TestCounts[] = []
const failedSteps: string[] = []
const failures: string[] = []
for (const step of [...checkSteps, ...slowSteps]) {
  const isGood = await runStep(step)
  const stepCounts = countsOf(step)
  counts.push(stepCounts)
  if (isGood) continue
  failedSteps.push(step.name)
  failures.push(...failuresOf(step))
  // Types, lint, layers and size decide as much as a test does: the closing line never calls such a run good.
  if (stepCounts.failed === 0) counts.push({ passed: 0, failed: 1 })
}

const { passed, failed } = addCounts(counts)
for (const failure of failures) console.log(`\n${failure}`)
console.log(failedSteps.length === 0 ? '' : `\nNot good: ${failedSteps.join(', ')}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
