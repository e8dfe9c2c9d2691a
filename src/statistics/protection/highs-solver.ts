import loadHighs from 'highs'
import type { LinearAnswer, LinearProgram, LinearRow, LinearSolver, OpenProgram } from './solver.ts'

type Highs = Awaited<ReturnType<typeof loadHighs>>
type Model = ReturnType<Highs['createModel']>

/** Branch and bound gives up after so many steps of branching: bounded by work, not by time, so that a table's answer never varies. */
const mostSteps = 300

/**
 * HiGHS, compiled to WebAssembly (MIT). Needs `'wasm-unsafe-eval'` where a policy stands.
 *
 * @param locateWasm where `highs.wasm` is; without it beside the package, as Node finds it.
 */
export async function loadHighsSolver(locateWasm?: string): Promise<LinearSolver> {
  const highs = await loadHighs(locateWasm === undefined ? {} : { locateFile: () => locateWasm })
  return { open: (program) => openProgram(highs, program) }
}

function openProgram(highs: Highs, program: LinearProgram): OpenProgram {
  const model = highs.createModel({
    numCols: program.costs.length,
    numRows: program.rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: Float64Array.from(program.costs),
    colLower: Float64Array.from(program.lower),
    colUpper: Float64Array.from(program.upper),
    rowLower: Float64Array.from(program.rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(program.rows, ({ upper }) => upper),
    matrix: packed(program.rows, program.costs.length),
    ...(program.integer === true
      ? { integrality: new Int32Array(program.costs.length).fill(highs.constants.variableType.integer) }
      : {}),
  })
  model.options.set({ output_flag: false, mip_max_nodes: mostSteps, mip_rel_gap: 0, mip_abs_gap: 0, random_seed: 0 })
  return {
    setCosts: (columns, costs) =>
      void model.changeColsCost({ kind: 'set', indices: columns }, Float64Array.from(costs)),
    setBounds: (columns, lower, upper) =>
      void model.changeColsBounds(
        { kind: 'set', indices: columns },
        Float64Array.from(lower),
        Float64Array.from(upper),
      ),
    addRow: ({ lower, upper, indices, values }) => void model.addRow(lower, upper, { indices, values }),
    solve: () => {
      model.run()
      return answerOf(highs, model)
    },
    close: () => model.dispose(),
  }
}

/** Row by row: where each begins, and its columns and coefficients one after another. */
function packed(rows: readonly LinearRow[], numCols: number) {
  const starts = new Int32Array(rows.length + 1)
  rows.forEach(({ indices }, row) => (starts[row + 1] = (starts[row] ?? 0) + indices.length))
  return {
    format: 'csr' as const,
    numRows: rows.length,
    numCols,
    starts,
    indices: Int32Array.from(rows.flatMap(({ indices }) => indices)),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
  }
}

/** @throws where the solver has broken down: then nothing may be told. */
function answerOf(highs: Highs, model: Model): LinearAnswer {
  const status = model.getModelStatus()
  const { modelStatus } = highs.constants
  const none = { objective: Number.NaN, values: new Float64Array(), prices: new Float64Array() }
  switch (status) {
    case modelStatus.optimal:
    case modelStatus.solutionLimit:
    case modelStatus.iterationLimit: {
      const { colValue, rowDual } = model.getSolution()
      return {
        status: status === modelStatus.optimal ? 'optimal' : 'stopped',
        objective: model.getObjectiveValue(),
        values: colValue,
        prices: rowDual,
      }
    }
    case modelStatus.empty:
      // There is nothing to choose, and that is chosen.
      return { status: 'optimal', ...none, objective: 0 }
    case modelStatus.infeasible:
      return { status: 'infeasible', ...none }
    case modelStatus.unbounded:
    case modelStatus.unboundedOrInfeasible:
      return { status: 'unbounded', ...none }
    default:
      throw new Error(`The solver has stopped with status ${status}`)
  }
}
