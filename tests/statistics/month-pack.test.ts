import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#domain/ids.ts'
import { decodeDayBatch } from '#domain/visits/day-batch.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { packMonth, unpackMonth } from '#statistics/month-pack.ts'
import { arbitraryBatches, batchOn, times, visit, walkUpVisit } from './visits.ts'

test('[S75] a packed month gives its batches back, visit for visit', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      const back = unpacked(batches)
      expect(back.map(withoutColumns)).toEqual(batches.map(withoutColumns))
      expect(back.map(decodeDayBatch)).toEqual(batches.map(decodeDayBatch))
      expect(back.map(columnNames)).toEqual(batches.map(columnNames))
    }),
  )
})

test('[S75] it is the same whatever the order of the batches, and survives being stored', () => {
  const batches = [
    batchOn('2026-11-02', [visit({ need: 'train' }), ...times(3, walkUpVisit())]),
    batchOn('2026-11-03', []),
    batchOn('2026-11-04', [visit({ details: { referrals: ['apec', 'cio'] as never } })]),
  ]
  const pack = packMonth(batches)
  expect(packMonth([...batches].reverse())).toEqual(pack)
  if (pack === null) throw new Error('No pack')
  expect(unpackMonth(structuredClone(pack)).map(decodeDayBatch)).toEqual(batches.map(decodeDayBatch))
})

test('[S75] what a batch has beside its visits goes along, whatever it is', () => {
  const told = { ...batchOn('2026-11-02', [visit()]), ticketsIssued: 7, later: [1, 2] }
  expect(unpacked([told])[0]).toMatchObject({ day: '2026-11-02', ticketsIssued: 7, later: [1, 2] })
})

test('[S75] days that differ in what they know keep their columns, also with numbers that no word stands for', () => {
  const plain: DayBatch = batchOn('2026-11-02', [visit(), visit()])
  const { waiting: _, ...others } = plain.columns
  const lacking: DayBatch = { ...plain, day: '2026-11-03' as Day, columns: others }
  const odd: DayBatch = {
    ...plain,
    day: '2026-11-04' as Day,
    columns: { ...plain.columns, need: { dictionary: ['job'], values: Uint8Array.of(1, 9) } },
  }
  const back = unpacked([plain, lacking, odd])
  expect(back[1]?.columns['waiting']).toBeUndefined()
  expect(back.map(decodeDayBatch)).toEqual([plain, lacking, odd].map(decodeDayBatch))
})

test('[S75] days that cannot share a dictionary are not packed', () => {
  const madeUp = (day: string) =>
    batchOn(
      day,
      Array.from({ length: 200 }, (_, at) => visit({ need: `${day}_${at}` })),
    )
  expect(packMonth([madeUp('2026-11-02'), madeUp('2026-11-03')])).toBeNull()
  const words = batchOn('2026-11-02', [visit()])
  const numbers: DayBatch = {
    ...words,
    day: '2026-11-03' as Day,
    columns: { ...words.columns, need: { dictionary: null, values: Uint8Array.of(3) } },
  }
  expect(packMonth([words, numbers])).toBeNull()
})

function unpacked(batches: readonly DayBatch[]): readonly DayBatch[] {
  const pack = packMonth(batches)
  if (pack === null) throw new Error('These batches give no pack')
  return unpackMonth(pack)
}

function withoutColumns({ columns: _, ...rest }: DayBatch): Omit<DayBatch, 'columns'> {
  return rest
}

function columnNames({ columns }: DayBatch): readonly string[] {
  return Object.keys(columns).sort()
}
