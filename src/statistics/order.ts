import type { DayBatch } from '#domain/visits/day-batch.ts'

/** Less often than this a shuffle would leave the order as it was: in ten years of days it will not happen once. */
const chanceOfOrder = 1e-9

/**
 * Whether people stand in the order of their hour band, or with and without ticket apart, as they would if nobody had
 * shuffled them; small days on which chance may do that are no proof of anything.
 */
export function isInOrder({ columns }: DayBatch): boolean {
  return ['band', 'channel'].some((name) => {
    const values = columns[name]?.values
    if (values === undefined || !values.every((value, at) => at === 0 || (values[at - 1] ?? 0) <= value)) return false
    return logWaysToOrder(values) > -Math.log(chanceOfOrder)
  })
}

/** The logarithm of how many different orders these values can stand in: n! over the product of each value's count!. */
function logWaysToOrder(values: Uint8Array): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].reduce((ways, count) => ways - logFactorial(count), logFactorial(values.length))
}

function logFactorial(count: number): number {
  let sum = 0
  for (let factor = 2; factor <= count; factor++) sum += Math.log(factor)
  return sum
}
