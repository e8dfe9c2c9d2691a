import type { Ports } from '#app/ports.ts'
import { createStatisticsDesk } from '#app/statistics-desk.ts'
import { startPosition } from '#journal/port.ts'
import { loadHighsSolver } from '#statistics/protection/highs-solver.ts'

/** A statistics desk over a store, in the test's own process, with the real solver: what a browser has in its worker. */
export function solvingDesk(store: Ports['store']): NonNullable<Ports['statistics']> {
  return () =>
    Promise.resolve(
      createStatisticsDesk(
        {
          read: async ({ start, end }) => ({
            generation: (await store.read(startPosition)).position.generation,
            batches: await store.batches(start, end),
          }),
        },
        { solver: () => loadHighsSolver() },
      ),
    )
}
