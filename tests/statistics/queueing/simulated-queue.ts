import type { Draws } from '#app/demo/draws.ts'
import { createDraws } from '#app/demo/draws.ts'

/** A queue whose parameters are known. Minutes. */
export interface QueueUnderTest {
  readonly desks: number
  readonly arrivalsPerMinute: number
  readonly meanService: number
  readonly meanPatience: number
  /** Services are exponential, or log-normal with this coefficient of variation. */
  readonly variation?: number
}

/** A visitor of it, who met a queue and would wait this long with all the patience in the world. */
export interface SimulatedVisitor {
  readonly arrivedAt: number
  /** Moments at which those came who are still there before this visitor. */
  readonly ahead: readonly number[]
  /** The same with those who have left without a word: what a screen knows. */
  readonly aheadOnPaper: readonly number[]
  readonly busyDesks: number
  readonly wait: number
  readonly service: number
  /** Stayed until the call. */
  readonly served: boolean
}

/** First come, first served, by desks that never rest: visitors in order of arrival, from an empty room. */
export function simulateQueue(queue: QueueUnderTest, arrivals: number, seed: string): readonly SimulatedVisitor[] {
  const draws = createDraws(seed)
  const freeAt = new Float64Array(queue.desks)
  let now = 0
  let before: readonly { readonly arrivedAt: number; readonly goneAt: number; readonly calledAt: number }[] = []
  return Array.from({ length: arrivals }, () => {
    now += draws.exponential(1 / queue.arrivalsPerMinute)
    before = before.filter(({ calledAt }) => calledAt > now)
    const desk = freeAt.indexOf(Math.min(...freeAt))
    const wait = Math.max(0, (freeAt[desk] ?? 0) - now)
    const patience = draws.exponential(queue.meanPatience)
    const service = drawService(queue, draws)
    const visitor = {
      arrivedAt: now,
      ahead: before.filter(({ goneAt }) => goneAt > now).map(({ arrivedAt }) => arrivedAt),
      aheadOnPaper: before.map(({ arrivedAt }) => arrivedAt),
      busyDesks: freeAt.filter((free) => free > now).length,
      wait,
      service,
      served: patience > wait,
    }
    before = [...before, { arrivedAt: now, goneAt: now + patience, calledAt: now + wait }]
    if (visitor.served) freeAt[desk] = now + wait + service
    return visitor
  })
}

function drawService({ meanService, variation }: QueueUnderTest, draws: Draws): number {
  return variation === undefined ? draws.exponential(meanService) : draws.logNormal(meanService, variation)
}

/** A mean over independent runs with its standard error. */
export function meanOf(runs: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length
  const variance = runs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (runs.length - 1)
  return { mean, error: Math.sqrt(variance / runs.length) }
}
