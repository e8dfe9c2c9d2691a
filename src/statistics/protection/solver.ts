/** A linear constraint: `lower` ≤ Σ values[k] · x[indices[k]] ≤ `upper`. */
export interface LinearRow {
  readonly indices: readonly number[]
  readonly values: readonly number[]
  readonly lower: number
  readonly upper: number
}

/** A linear or mixed-integer program: minimise Σ costs · x within the bounds and rows. `Infinity` is no bound. */
export interface LinearProgram {
  readonly costs: ArrayLike<number>
  readonly lower: ArrayLike<number>
  readonly upper: ArrayLike<number>
  readonly rows: readonly LinearRow[]
  /** Every unknown is a whole number. */
  readonly integer?: boolean
}

export interface LinearAnswer {
  /** `stopped`: a limit ended the search; `values` are the best that was found, if any. */
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'stopped'
  readonly objective: number
  /** One for each unknown. */
  readonly values: Float64Array
  /** The price of each row's bound; of linear programs only. */
  readonly prices: Float64Array
}

/** A program that is kept, changed a little and solved again, which is far cheaper than anew. */
export interface OpenProgram {
  setCosts(columns: readonly number[], costs: readonly number[]): void
  setBounds(columns: readonly number[], lower: readonly number[], upper: readonly number[]): void
  addRow(row: LinearRow): void
  solve(): LinearAnswer
  close(): void
}

/** Whatever package solves linear programs; loaded late, and only where tables leave the house. */
export interface LinearSolver {
  open(program: LinearProgram): OpenProgram
}

/** Opens a program for the time of one piece of work. */
export function withProgram<Value>(
  solver: LinearSolver,
  program: LinearProgram,
  work: (open: OpenProgram) => Value,
): Value {
  const open = solver.open(program)
  try {
    return work(open)
  } finally {
    open.close()
  }
}
