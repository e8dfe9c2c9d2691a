import { audit } from './attack.ts'
import { groupsOf } from './cell-system.ts'
import type { LinearSolver } from './solver.ts'
import { pricesOf, primaryPattern } from './suppression.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'

/** So many cells at most are tried, of tables up to that size: each is an audit of the cells that hang together with it. */
const mostTries = 80
const mostCells = 1_500

/** Tells again what a greedy pattern has hidden for nothing, the dearest cells first. */
export function trimPattern(task: SuppressionTask, pattern: Pattern, solver: LinearSolver): Pattern {
  const needed = primaryPattern(task)
  if (needed === null) return pattern
  const prices = pricesOf(task.system.values)
  const extra = [...pattern.keys()].filter((cell) => pattern[cell] === 1 && needed[cell] !== 1)
  if (extra.length > mostTries && prices.length > mostCells) return pattern
  const trimmed = Uint8Array.from(pattern)
  const dearest = extra.sort((a, b) => (prices[b] ?? 0) - (prices[a] ?? 0) || a - b).slice(0, mostTries)
  for (const cell of dearest) {
    const around = new Set(groupsOf(task.system, (at) => trimmed[at] === 1).find((group) => group.includes(cell)))
    trimmed[cell] = 0
    const affected = task.sensitive.filter((each) => around.has(each.cell))
    if (audit(task.system, trimmed, affected, solver).unsafe.length > 0) trimmed[cell] = 1
  }
  return trimmed
}
