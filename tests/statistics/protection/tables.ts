import type { SensitiveCell } from '#statistics/protection/attack.ts'
import { sensitiveCell } from '#statistics/protection/attack.ts'
import { createCellSystem } from '#statistics/protection/cell-system.ts'
import type { CellSystem } from '#statistics/protection/cell-system.ts'
import type { SuppressionTask } from '#statistics/protection/suppression.ts'

/** A table of two dimensions with its margins as one system; `cell(0, 0)` is the grand total. */
export interface TableSystem {
  readonly system: CellSystem
  /** Row and column from 1; 0 is the margin. */
  cell(row: number, column: number): number
}

export function tableSystem(inside: readonly (readonly number[])[]): TableSystem {
  const builder = createCellSystem()
  const [rows, columns] = [inside.length, inside[0]?.length ?? 0]
  const at = (row: number, column: number): number => inside[row - 1]?.[column - 1] ?? 0
  const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1)
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const value = (row: number, column: number): number => {
    if (row > 0 && column > 0) return at(row, column)
    if (row > 0) return sum(upTo(columns).map((each) => at(row, each)))
    if (column > 0) return sum(upTo(rows).map((each) => at(each, column)))
    return sum(upTo(rows).map((each) => value(each, 0)))
  }
  const cell = (row: number, column: number): number => builder.cell(`${row},${column}`, value(row, column))
  for (let row = 0; row <= rows; row++)
    builder.sum(
      cell(row, 0),
      upTo(columns).map((column) => cell(row, column)),
    )
  for (let column = 0; column <= columns; column++)
    builder.sum(
      cell(0, column),
      upTo(rows).map((row) => cell(row, column)),
    )
  return { system: builder.build(), cell }
}

export function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0)
}

interface TaskParts {
  readonly told?: readonly number[]
  readonly hidden?: readonly number[]
}

export function task(
  { system }: TableSystem,
  sensitive: readonly SensitiveCell[],
  { told = [], hidden = [] }: TaskParts = {},
): SuppressionTask {
  return { system, sensitive, told: marked(system, told), hidden: marked(system, hidden) }
}

/** Every count from 1 up to, but without, the threshold. */
export function smallCells({ system }: TableSystem, threshold: number, width = threshold): readonly SensitiveCell[] {
  return [...system.values.keys()]
    .filter((cell) => (system.values[cell] ?? 0) > 0 && (system.values[cell] ?? 0) < threshold)
    .map((cell) => sensitiveCell(cell, width))
}

export function marked({ values }: CellSystem, cells: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(values.length)
  for (const cell of cells) marks[cell] = 1
  return marks
}

/** The places of the ones in a pattern. */
export function cellsIn(pattern: Uint8Array): readonly number[] {
  return [...pattern.keys()].filter((cell) => pattern[cell] === 1)
}
