import type { DemoMoment } from '#app/ports.ts'
import { parseDay } from '#domain/ids.ts'
import type { Day } from '#domain/ids.ts'
import { isTimeZone } from '#domain/hours/calendar.ts'

/** Which demonstration is in the demonstration store, and in what time it lives. */
export interface DemoRecord {
  readonly seed: number
  readonly moment: DemoMoment
  readonly day: Day
  readonly offsetMs: number
  readonly timeZone: string
}

const key = 'guichet-libre-demo'

export function readDemo(): DemoRecord | null {
  try {
    return parseDemo(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

/** Written last: other windows of the demonstration load themselves anew when they hear of it. */
export function writeDemo(record: DemoRecord): void {
  try {
    localStorage.setItem(key, JSON.stringify(record))
  } catch {
    // Each window then plays a day of its own beginning: a demonstration all the same.
  }
}

export function forgetDemo(): void {
  localStorage.removeItem(key)
}

/**
 * A window over a store that was replaced or thrown away has nothing to stand on: it begins anew, or leaves.
 * @param opened the demonstration that this window works over: hearing of that one late changes nothing.
 */
export function followDemo(opened: DemoRecord, page: Window = window): void {
  page.addEventListener('storage', (event) => {
    if (event.key !== key || event.newValue === JSON.stringify(opened)) return
    if (event.newValue !== null) return page.location.reload()
    const address = new URL(page.location.href)
    address.searchParams.delete('demo')
    page.location.replace(address)
  })
}

function parseDemo(value: unknown): DemoRecord | null {
  if (typeof value !== 'object' || value === null) return null
  const { seed, moment, day: written, offsetMs, timeZone } = value as { readonly [Name in keyof DemoRecord]?: unknown }
  const day = parseDay(written)
  if (day === undefined || typeof seed !== 'number' || typeof offsetMs !== 'number') return null
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone)) return null
  return { seed, moment: moment === 'evening' ? 'evening' : 'afternoon', day, offsetMs, timeZone }
}
