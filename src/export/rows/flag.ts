import { hiddenFlag } from '../table-file.ts'

/** One mark for all that is hidden: nobody sees whether a count is small itself, or hidden to protect another. */
export function flagOf(figures: readonly (number | null)[]): typeof hiddenFlag | null {
  return figures.includes(null) ? hiddenFlag : null
}
