import { expect, test } from 'vitest'
import type { Day, WorkshopType } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { overviewOf } from '#statistics/overview.ts'
import { notesOf } from '#statistics/notes.ts'
import { periodContaining } from '#statistics/periods.ts'
import { batchOn, times, visit, walkUpVisit } from './visits.ts'

const typed = visit({ channel: 'typed', waitingMinutes: null, serviceMinutes: null, band: null })
const backDated = visit({ channel: 'backDated', waitingMinutes: null, serviceMinutes: null })

test('[S77] typed totals, back-dated visits and corrections are told with their days', () => {
  const batches = [
    batchOn('2026-11-25', [...times(3, typed), visit()]),
    { ...batchOn('2026-11-24', [visit(), visit(), walkUpVisit()]), corrected: 2 },
    batchOn('2026-11-23', [...times(4, typed), backDated]),
  ]
  expect(notesOf(batches)).toEqual([
    { kind: 'typedTotals', days: ['2026-11-23', '2026-11-25'], visits: 7 },
    { kind: 'backDated', days: ['2026-11-23'], visits: 1 },
    { kind: 'corrected', days: ['2026-11-24'], visits: 2 },
  ])
})

test('[S77] of days on which all came by tickets and walk-ups there is nothing to say', () => {
  expect(notesOf([batchOn('2026-11-23', [visit(), walkUpVisit()]), batchOn('2026-11-24', [])])).toEqual([])
})

test('[S78] workshops held are told by type; places only where all sessions know theirs', () => {
  const held = (type: string, sessions: number, attendees: number, capacity: number | null) => ({
    type: type as WorkshopType,
    sessions,
    attendees,
    capacity,
  })
  const batches = [
    { ...batchOn('2026-10-31', []), workshops: [held('cv_letter', 1, 99, 99)] },
    { ...batchOn('2026-11-02', []), workshops: [held('cv_letter', 1, 8, 10), held('interview', 2, 12, 24)] },
    { ...batchOn('2026-11-09', []), workshops: [held('cv_letter', 1, 6, null)] },
  ]
  const { workshopsHeld } = overviewOf({
    batches,
    period: periodContaining('month', '2026-11-15' as Day),
    settings: defaultSettings(),
    today: '2026-12-01' as Day,
    open: null,
  })
  expect(workshopsHeld).toEqual([held('cv_letter', 2, 14, null), held('interview', 2, 12, 24)])
})
