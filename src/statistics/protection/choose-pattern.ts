import { audit } from './attack.ts'
import { exactPattern } from './exact.ts'
import { greedyPattern } from './greedy.ts'
import type { LinearSolver } from './solver.ts'
import { primaryPattern } from './suppression.ts'
import { trimPattern } from './trim.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'

/** Up to so many cells that may be told or hidden, and so many that must be, the fewest are searched for. */
const mostFree = 600
const mostSensitive = 300
/** With more than four cells to choose from for each visit, nearly all are empty and alike, and the search goes through them without end. */
const alwaysFew = 60

/**
 * A pattern that hides every sensitive cell well enough: the fewest cells where the tables are of a desk's size,
 * otherwise a good one. Whichever way it was found, it is audited before it is given (S22).
 * @returns null where none does it, or none was found that passes the audit.
 */
export function choosePattern(task: SuppressionTask, solver: LinearSolver): Pattern | null {
  const start = primaryPattern(task)
  const pattern = start === null ? null : search(task, start, solver)
  if (pattern === null) return null
  return audit(task.system, pattern, task.sensitive, solver).unsafe.length === 0 ? pattern : null
}

function search(task: SuppressionTask, start: Pattern, solver: LinearSolver): Pattern | null {
  const free = start.reduce((count, hidden, cell) => count + (hidden === 1 || task.told[cell] === 1 ? 0 : 1), 0)
  const visits = task.system.values.reduce((most, value) => Math.max(most, value), 0)
  if (free <= Math.min(mostFree, Math.max(alwaysFew, 4 * visits)) && task.sensitive.length <= mostSensitive) {
    const exact = exactPattern(task, solver)
    if (exact !== 'stopped') return exact
  }
  const greedy = greedyPattern(task, solver)
  return greedy === null ? null : trimPattern(task, greedy, solver)
}
