/** The sum of `coefficients[k]` · `cells[k]` is zero, as everybody knows. */
export interface Equation {
  readonly cells: readonly number[]
  readonly coefficients: readonly number[]
}

/**
 * All counts that belong together, and what everybody knows of them whatever is told: sums, and that none is below
 * `lower`. A margin is a cell like any other.
 */
export interface CellSystem {
  readonly values: Float64Array
  /** 0 for counts; `-Infinity` where something was taken back between two releases. */
  readonly lower: Float64Array
  readonly equations: readonly Equation[]
}

export interface CellSystemBuilder {
  /** The cell of that name; made where it is new. @throws where one name stands for two counts. */
  cell(name: string, value: number, lower?: number): number
  /** `whole` is the sum of `parts`; what is said twice is kept once. */
  sum(whole: number, parts: readonly number[]): void
  /** The counts so far, by cell. */
  values(): readonly number[]
  build(): CellSystem
}

/** Cells by name, so that a margin that stands in several tables is one cell. */
export function createCellSystem(): CellSystemBuilder {
  const places = new Map<string, number>()
  const values: number[] = []
  const lowers: number[] = []
  const equations = new Map<string, Equation>()
  return {
    cell: (name, value, lower = 0) => {
      const known = places.get(name)
      if (known !== undefined) {
        if (values[known] !== value)
          throw new Error(`${name} counts ${values[known]} in one table and ${value} in another`)
        return known
      }
      places.set(name, values.length)
      lowers.push(lower)
      return values.push(value) - 1
    },
    sum: (whole, parts) => {
      const found = parts.reduce((sum, part) => sum + (values[part] ?? 0), 0)
      if (found !== values[whole]) throw new Error(`A sum of ${found} is said to be ${values[whole]}`)
      const name = [whole, ...[...parts].sort((a, b) => a - b)].join()
      equations.set(name, { cells: [whole, ...parts], coefficients: [-1, ...parts.map(() => 1)] })
    },
    values: () => values,
    build: () => ({
      values: Float64Array.from(values),
      lower: Float64Array.from(lowers),
      equations: [...equations.values()],
    }),
  }
}

/** The hidden cells that hang together: what is worked out of one says nothing of another group's. */
export function groupsOf(system: CellSystem, isHidden: (cell: number) => boolean): readonly (readonly number[])[] {
  const parents = Int32Array.from(system.values, (_, cell) => cell)
  const find = (cell: number): number => {
    let root = cell
    while (parents[root] !== root) root = parents[root] ?? root
    for (let at = cell; at !== root;) {
      const next = parents[at] ?? root
      parents[at] = root
      at = next
    }
    return root
  }
  for (const { cells } of system.equations) {
    const [first, ...others] = cells.filter(isHidden)
    if (first !== undefined) for (const other of others) parents[find(other)] = find(first)
  }
  const groups = new Map<number, number[]>()
  for (let cell = 0; cell < system.values.length; cell++) {
    if (!isHidden(cell)) continue
    const root = find(cell)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [cell])
    else group.push(cell)
  }
  return [...groups.values()]
}
