import { checkSteps, forgetTestResults } from './check-steps.ts'
import { runStep } from './run-step.ts'

forgetTestResults()

const failed: string[] = []
for (const step of checkSteps) {
  if (!(await runStep(step))) failed.push(step.name)
}

console.log(failed.length === 0 ? '\nEverything is good.' : `\nNot good: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
