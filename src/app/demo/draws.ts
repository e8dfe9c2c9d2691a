import { randomLcg, randomLogNormal, randomUniform } from 'd3-random'

/** Chance for a simulation: the same seed draws the same day, on every machine. */
export interface Draws {
  /** In [0, 1). */
  readonly fraction: () => number
  readonly happens: (probability: number) => boolean
  readonly between: (least: number, most: number) => number
  /** Log-normal by its mean and its coefficient of variation. */
  readonly logNormal: (mean: number, variation: number) => number
  /** Waiting time until the next of events that come at this mean distance. */
  readonly exponential: (mean: number) => number
  /** One item by weight; undefined only of an empty list. */
  readonly choose: <Item>(items: readonly Item[], weight?: (item: Item, index: number) => number) => Item | undefined
}

export function createDraws(seed: string): Draws {
  const fraction = randomLcg(hash(seed))

  function choose<Item>(
    items: readonly Item[],
    weight: (item: Item, index: number) => number = () => 1,
  ): Item | undefined {
    const weights = items.map(weight)
    let left = fraction() * weights.reduce((sum, share) => sum + share, 0)
    return items.find((_, index) => (left -= weights[index] ?? 0) < 0) ?? items.at(-1)
  }

  return {
    fraction,
    happens: (probability) => fraction() < probability,
    between: (least, most) => randomUniform.source(fraction)(least, most)(),
    logNormal: (mean, variation) => {
      const sigma = Math.sqrt(Math.log(1 + variation * variation))
      return randomLogNormal.source(fraction)(Math.log(mean) - (sigma * sigma) / 2, sigma)()
    },
    exponential: (mean) => -mean * Math.log(1 - fraction()),
    choose,
  }
}

/** Earlier items are drawn more often: what a site lists first is what it mostly gives. */
export function fading(_item: unknown, index: number): number {
  return 1 / (index + 2)
}

/** FNV-1a with a last stir: neighbouring seeds of a linear generator would begin alike. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ character.charCodeAt(0), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b)
  return (value ^ (value >>> 15)) >>> 1
}
