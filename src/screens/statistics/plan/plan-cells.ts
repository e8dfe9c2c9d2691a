import type { Advice, PlanCell } from '#statistics/staffing.ts'

/** Hours for which the plan has a number. */
export type AdvisedCell = PlanCell & { readonly advice: Extract<Advice, { type: 'desks' }> }

export function advisedCells(cells: readonly PlanCell[]): readonly AdvisedCell[] {
  return cells.filter((cell): cell is AdvisedCell => cell.advice.type === 'desks')
}

/** How many whole desks were missing (above zero) or too many (below); null: it is not known how many there were. */
export function desksLacking({ advice, desksThere }: AdvisedCell): number | null {
  if (desksThere === null) return null
  // A median between two numbers counts as the lower one: on half of the days there were no more. (−0 is 0.)
  return Math.ceil(advice.desks - desksThere) || 0
}
