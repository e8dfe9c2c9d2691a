import { describe, expect, test } from 'vitest'
import type { Label, Series } from '#domain/ids.ts'
import { clearLetters } from '#domain/settings.ts'
import { parseEvent } from '#domain/parse-event.ts'
import { formatLabel, issuerLetters, memoryLetters, nextNumber } from '#domain/queue/numbering.ts'
import { cancelled, desk1, given, issued, main, monday, need, ticket } from '../support/given.ts'

const issue = { type: 'IssueTicket', need: need('orient'), series: main } as const

describe('numbers', () => {
  test('[N1] each local day of the site starts at 01', () => {
    const world = given(issued(ticket('A01'), '14:00'), issued(ticket('A02'), '14:05'))
    world.when(issue, '15:00').thenEvent({ type: 'TicketIssued', label: 'A03' as Label })
    world.when(issue, '2026-11-24 00:00').thenEvent({ type: 'TicketIssued', label: 'A01' as Label })
    world.when(issue, '23:59:59').thenEvent({ type: 'TicketIssued', label: 'A03' as Label })
    world.when({ ...issue, need: need('job') }, '15:00').thenEvent({ type: 'TicketIssued', label: 'C01' as Label })
  })

  test('[N2] a cancelled ticket keeps its number used', () => {
    const world = given(issued(ticket('A01'), '14:00'), cancelled(ticket('A01'), desk1, '14:01'))
    world.when(issue, '14:02').thenEvent({ type: 'TicketIssued', label: 'A02' as Label })
  })

  test('[N2] a clock that goes back to yesterday counts on from where yesterday stood', () => {
    const world = given(issued(ticket('A01'), '14:00'), issued(ticket('A05'), '2026-11-24 09:00'))
    world.when(issue, '15:00').thenEvent({ type: 'TicketIssued', label: 'A02' as Label })
  })

  test('[N3] issuers that are apart have different letters', () => {
    const world = given(issued(ticket('A07'), '14:00'))
    world
      .when({ ...issue, series: 'B' as Series }, '14:01')
      .thenEvent({ type: 'TicketIssued', label: 'AB01' as Label, num: 1 })
    const both = new Set([...issuerLetters, ...memoryLetters])
    expect(both.size).toBe(issuerLetters.length + memoryLetters.length)
  })

  test('[N4] labels stay unique and within four characters as long as promised', () => {
    const labels = new Set<string>()
    for (let num = 1; num <= 1197; num++) {
      const label = formatLabel('C', main, num)
      expect(label.length).toBeLessThanOrEqual(4)
      labels.add(label)
    }
    for (let num = 1198; num <= 1400; num++) labels.add(formatLabel('C', main, num))
    for (const letter of [...issuerLetters, ...memoryLetters]) {
      for (let num = 1; num <= 120; num++) labels.add(formatLabel('C', letter as Series, num))
      expect(formatLabel('C', letter as Series, 99).length).toBe(4)
    }
    expect(labels.size).toBe(1400 + 120 * (issuerLetters.length + memoryLetters.length))
  })

  test('[N6] no label holds a letter that is misread', () => {
    for (const letter of 'IOQSZG') {
      expect(clearLetters).not.toContain(letter)
      expect(issuerLetters + memoryLetters).not.toContain(letter)
    }
  })

  test('[N1] an empty series starts at 1', () => {
    expect(nextNumber(new Map(), monday, 'A', main)).toBe(1)
  })
})

test('[N1] a label that does not say its series and number is no ticket’s', () => {
  const read = (label: string, num: number, series = '') =>
    parseEvent({ type: 'TicketIssued', label, need: 'job', series, num, source: 'kiosk' }) !== undefined
  for (const series of ['', 'A', 'U'] as Series[]) {
    for (const num of [1, 99, 100, 999, 1_000, 1_197, 1_198, 9_999]) {
      expect([series, num, read(formatLabel('J', series, num), num, series)]).toEqual([series, num, true])
    }
  }
  expect(read('J01', 9_007_199_254_740_991)).toBe(false)
  expect(read('J01', 2)).toBe(false)
  expect(read('JA01', 1)).toBe(false)
  expect(read('J01', 1, 'A')).toBe(false)
  expect(read('J9999', 10_000)).toBe(false)
  expect(read('J00', 0)).toBe(false)
})
