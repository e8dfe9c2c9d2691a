import type { LinearSolver } from '#statistics/protection/solver.ts'

/** What only some desks have. */
export interface DeskTools {
  /** Loads what solves linear programs; rejects where that cannot be had or may not run. */
  readonly solver?: () => Promise<LinearSolver>
}

/** What solves linear programs cannot be had here: no worker, or no network when it was first needed. */
export class NoSolver extends Error {}

/** @throws NoSolver */
export async function solverOf({ solver }: DeskTools): Promise<LinearSolver> {
  if (solver === undefined) throw new NoSolver('This desk has no solver')
  return solver().catch((error: unknown) => {
    throw new NoSolver('The solver cannot be loaded', { cause: error })
  })
}
