import type { Equation } from './cell-system.ts'
import type { Pattern, SuppressionTask } from './suppression.ts'
import { pricesOf } from './suppression.ts'

/**
 * Hides what every sum asks for by itself: in a sum that is told, the hidden parts must count at least the width
 * together, and a hidden whole needs a hidden part. Each time the cell is taken that mends the most sums for its price.
 * That is necessary and not enough: sums that hang together are the linear programs' business.
 */
export function coverSums(task: SuppressionTask, pattern: Pattern): void {
  const { system } = task
  const prices = pricesOf(system.values)
  const widths = new Map(task.sensitive.map(({ cell, width }) => [cell, width]))
  const mayBeHidden = (cell: number): boolean => pattern[cell] !== 1 && task.told[cell] !== 1
  let open = system.equations.filter((equation) => isOpen(equation, system.values, pattern, widths))
  while (open.length > 0) {
    const mends = new Map<number, number>()
    for (const equation of open) {
      for (const cell of equation.cells) {
        if (!mayBeHidden(cell)) continue
        pattern[cell] = 1
        // A step of the way counts too, a little: where no single cell is enough, two may be.
        const worth = isOpen(equation, system.values, pattern, widths) ? ((system.values[cell] ?? 0) > 0 ? 0.01 : 0) : 1
        pattern[cell] = 0
        if (worth > 0) mends.set(cell, (mends.get(cell) ?? 0) + worth)
      }
    }
    let best = -1
    let most = 0
    for (const [cell, mended] of mends) {
      const worth = mended / (prices[cell] ?? 1)
      if (worth > most || (worth === most && cell < best)) [best, most] = [cell, worth]
    }
    if (best === -1) return
    pattern[best] = 1
    open = open.filter((equation) => isOpen(equation, system.values, pattern, widths))
  }
}

/** Whether the sum alone pins one of its sensitive cells. The first cell is the whole, the others its parts. */
function isOpen(
  { cells }: Equation,
  values: Float64Array,
  pattern: Pattern,
  widths: ReadonlyMap<number, number>,
): boolean {
  let hiddenParts = 0
  let sum = 0
  let width = 0
  for (let place = 1; place < cells.length; place++) {
    const cell = cells[place] ?? 0
    if (pattern[cell] !== 1) continue
    hiddenParts += 1
    sum += values[cell] ?? 0
    width = Math.max(width, widths.get(cell) ?? 0)
  }
  const whole = cells[0] ?? 0
  if (pattern[whole] === 1) return widths.has(whole) && hiddenParts === 0
  return width > 0 && (hiddenParts < 2 || sum < width)
}
