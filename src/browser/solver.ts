import wasmAddress from 'highs/runtime?url'

/**
 * Loads the solver and lets it solve something: three and a half megabytes that only who hands out files ever needs.
 * For a worker: it counts without a pause, and only the worker's policy lets WebAssembly be compiled.
 */
export async function trySolver(): Promise<void> {
  const { default: loadHighs } = await import('highs')
  const highs = await loadHighs({ locateFile: () => wasmAddress })
  const { Status: status, ObjectiveValue: most } = highs.solve(smallProgram, { output_flag: false })
  if (status !== 'Optimal' || most !== 12) throw new Error(`The solver says ${status}: ${most}`)
}

const smallProgram = `Maximize
 most: 3 x + 2 y
Subject To
 whole: x + y <= 5
 part: x <= 2
Bounds
 0 <= x
 0 <= y
End`
