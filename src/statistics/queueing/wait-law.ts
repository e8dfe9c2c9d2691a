/**
 * How fast a queue moves: `desks` agents at work, exponential services and patience (M/M/s+M). Minutes are means;
 * `patienceMinutes: Infinity`: nobody leaves.
 */
export interface Pace {
  readonly desks: number
  readonly serviceMinutes: number
  readonly patienceMinutes: number
}

/**
 * Mean minutes until the call for whoever has `ahead` visitors before them and all desks busy: QLm, the sum of
 * 1/(sμ + kθ) for k = 0 … ahead (Ibrahim and Whitt 2009, doi 10.1287/mnsc.1090.1041); without leaving it is
 * QL = (ahead + 1) · service / desks. Exact for M/M/s+M.
 * @throws RangeError where the queue has no desk, or a time is not positive.
 */
export function meanWait(pace: Pace, ahead: number): number {
  const { callRate, leaveRate } = ratesOf(pace)
  let minutes = 0
  for (let left = 0; left <= ahead; left++) minutes += 1 / (callRate + left * leaveRate)
  return minutes
}

/**
 * For 0, 1, … `mostAhead` visitors ahead, the chance of waiting longer than `minutes` (0 to 1).
 * @throws RangeError as `meanWait`.
 */
export function chancesToWaitLonger(pace: Pace, mostAhead: number, minutes: number): Float64Array {
  const { callRate, leaveRate } = ratesOf(pace)
  return chancesAbove(callRate, leaveRate, mostAhead, minutes)
}

/**
 * The minutes that the wait does not exceed with this chance (above 0, below 1), to a millionth of a minute.
 * @throws RangeError as `meanWait`, or where the chance is none.
 */
export function waitQuantile(pace: Pace, ahead: number, chance: number): number {
  if (!(chance > 0 && chance < 1)) throw new RangeError('A quantile belongs to a chance between 0 and 1')
  const isLonger = (minutes: number): boolean => (chancesToWaitLonger(pace, ahead, minutes)[ahead] ?? 0) > 1 - chance
  let [low, high] = [0, meanWait(pace, ahead)]
  for (let tries = 0; tries < 200 && isLonger(high); tries++) [low, high] = [high, high * 2]
  while (high - low > 1e-6) {
    const middle = (low + high) / 2
    if (isLonger(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * P(W > t) where W passes stages of rates base + kθ, for k = 0 … n and every n up to `mostAhead`. With equally spaced
 * rates e^(−θW) is Beta(base/θ, n + 1), so this is the regularised incomplete beta function at e^(−θt); for a whole n
 * that is a finite sum of positive terms, which passes into the Poisson sum of the gamma law as θ goes to 0. No
 * special function is needed, nothing cancels, and one pass gives all n. In logarithms: e^(−base·t) may be too small
 * for a number where the sum is not.
 */
export function chancesAbove(baseRate: number, leaveRate: number, mostAhead: number, minutes: number): Float64Array {
  const chances = new Float64Array(mostAhead + 1).fill(1)
  if (minutes <= 0) return chances
  const spread = leaveRate > 0 ? -Math.expm1(-leaveRate * minutes) / leaveRate : minutes
  let logTerm = -baseRate * minutes
  let sum = 0
  for (let ahead = 0; ahead <= mostAhead; ahead++) {
    if (ahead > 0) logTerm += Math.log(((baseRate + (ahead - 1) * leaveRate) * spread) / ahead)
    sum += Math.exp(logTerm)
    chances[ahead] = Math.min(1, sum)
  }
  return chances
}

/** Calls and leavings per minute. */
function ratesOf({ desks, serviceMinutes, patienceMinutes }: Pace): { callRate: number; leaveRate: number } {
  if (!(desks > 0 && serviceMinutes > 0 && patienceMinutes > 0)) {
    throw new RangeError('A queue needs a desk, and times above zero')
  }
  return { callRate: desks / serviceMinutes, leaveRate: 1 / patienceMinutes }
}
