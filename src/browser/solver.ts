import type { LinearSolver } from '#statistics/protection/solver.ts'
import wasmAddress from 'highs/runtime?url'

/**
 * Loads the solver that protects small counts: three and a half megabytes, that only who hands out files ever needs.
 * For a worker: it counts without a pause, and only the worker's policy lets WebAssembly be compiled.
 */
export async function loadSolver(): Promise<LinearSolver> {
  const { loadHighsSolver } = await import('#statistics/protection/highs-solver.ts')
  return loadHighsSolver(wasmAddress)
}
