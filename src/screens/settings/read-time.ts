/**
 * Reads a time as people write it: `9`, `9h`, `9h30`, `9:30`, `0930`, `9.30`. Returns `HH:MM`, 00:00 to 24:00, or
 * undefined where it is none.
 */
export function readTime(text: string): string | undefined {
  const match = /^\s*([0-9]{1,2})(?:\s*(?:[:.hH]\s*([0-9]{2})?|([0-9]{2})))?\s*$/.exec(text)
  if (match === null) return undefined
  const hours = Number(match[1])
  const minutes = Number(match[2] ?? match[3] ?? 0)
  if (minutes > 59 || hours * 60 + minutes > 1440) return undefined
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}
