/** What a benchmark prints, one JSON object a line: a distribution in the unit of its name, or one value. */
export type Measurement =
  | {
      readonly measure: string
      readonly condition?: string
      readonly n: number
      readonly p50: number
      readonly p95: number
      readonly p99: number
    }
  | { readonly measure: string; readonly condition?: string; readonly value: number }

export function distribution(measure: string, samples: readonly number[], condition?: string): Measurement {
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    measure,
    ...(condition === undefined ? {} : { condition }),
    n: sorted.length,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
  }
}

/** Nearest rank, rounded to a hundredth. */
function quantile(sorted: readonly number[], share: number): number {
  const rank = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))
  return Math.round((sorted[rank] ?? Number.NaN) * 100) / 100
}
