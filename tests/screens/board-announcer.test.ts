import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeskNumber, Instant, Label, TicketId } from '#domain/ids.ts'
import type { BoardCall } from '#domain/queue/board-calls.ts'
import { callKey, conclude, hear, silentAnnouncer } from '#screens/board/announcer.ts'
import type { Announcer } from '#screens/board/announcer.ts'

const opened = 1_000_000 as Instant

function call(label: string, calledAt: number, more: Partial<BoardCall> = {}): BoardCall {
  return {
    ticketId: `aaaaaaaaaa:${String(label.charCodeAt(0))}${label.slice(1)}` as TicketId,
    label: label as Label,
    desk: 1 as DeskNumber,
    calledAt: calledAt as Instant,
    calls: 1,
    valid: true,
    ...more,
  }
}

function opening(...calls: readonly BoardCall[]): Announcer {
  return hear(silentAnnouncer, calls, opened)
}

test('a board that opens says again what was called a moment ago, and nothing older', () => {
  const announcer = opening(call('C02', opened - 5000), call('C01', opened - 31_000))
  expect(announcer.current?.label).toBe('C02')
  expect(announcer.queue).toEqual([])
})

test('a new call is announced at once, and only once', () => {
  const calls = [call('C01', opened + 1000)]
  const announcer = hear(opening(), calls, opened)
  expect(announcer.current?.label).toBe('C01')
  const after = hear(conclude(announcer), calls, opened)
  expect(after.current).toBeNull()
})

test('calls that come together wait for their turn, oldest first; none cuts the one before', () => {
  const first = hear(opening(), [call('C01', opened + 1)], opened)
  const both = hear(first, [call('A02', opened + 3), call('B02', opened + 2), call('C01', opened + 1)], opened)
  expect(both.current).toBe(first.current)
  expect(both.queue.map(({ label }) => label)).toEqual(['B02', 'A02'])
  expect(conclude(both).current?.label).toBe('B02')
  expect(conclude(conclude(both)).current?.label).toBe('A02')
})

test('after a cut every call that still stands is announced, however old', () => {
  const announcer = hear(opening(), [call('A01', opened + 900_000), call('C01', opened + 1)], (opened + 1e6) as Instant)
  expect([announcer.current, ...announcer.queue].map((each) => each?.label)).toEqual(['C01', 'A01'])
})

test('a recall is announced like a call', () => {
  const announced = conclude(hear(opening(), [call('C01', opened + 1)], opened))
  const recalled = hear(announced, [call('C01', opened + 60_000, { calls: 2 })], opened)
  expect(recalled.current?.calls).toBe(2)
})

test('who has come to the desk meanwhile is not called any more; the one being announced is heard to the end', () => {
  const both = hear(opening(), [call('A02', opened + 2), call('C01', opened + 1)], opened)
  const answered = hear(
    both,
    [call('A02', opened + 2, { valid: false }), call('C01', opened + 1, { valid: false })],
    opened,
  )
  expect(answered.current?.label).toBe('C01')
  expect(answered.queue).toEqual([])
})

test('a visitor who is recalled while waiting in line is announced once', () => {
  const both = hear(opening(), [call('A02', opened + 2), call('C01', opened + 1)], opened)
  const recalled = hear(both, [call('A02', opened + 9, { calls: 2 }), call('C01', opened + 1)], opened)
  expect(recalled.queue.map(({ calls }) => calls)).toEqual([2])
})

test('an empty board, a new day, forgets what it had said', () => {
  expect(hear(hear(opening(), [call('C01', opened + 1)], opened), [], opened).known.size).toBe(0)
})

test('whatever comes in whatever portions: every call that stands is announced once, and none is cut', () => {
  const portions = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(portions, (steps) => {
      let calls: readonly BoardCall[] = []
      let announcer = opening()
      const heard: string[] = []
      const step = (next: Announcer, concluded: boolean): void => {
        const before = announcer.current
        if (before !== null && !concluded) expect(next.current).toBe(before)
        if (next.current !== null && next.current !== before) heard.push(callKey(next.current))
        announcer = next
      }
      steps.forEach(([count, concludes], index) => {
        const fresh = Array.from({ length: count }, (_, place) =>
          call(`A${String(index)}${String(place)}`, opened + index),
        )
        calls = [...fresh, ...calls]
        step(hear(announcer, calls, opened), false)
        if (concludes) step(conclude(announcer), true)
      })
      while (announcer.current !== null) step(conclude(announcer), true)
      expect(heard.sort()).toEqual(calls.map(callKey).sort())
    }),
  )
})
