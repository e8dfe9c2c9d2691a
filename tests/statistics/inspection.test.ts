import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultSettings } from '#domain/settings.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { inspectBatches } from '#statistics/inspection.ts'
import { arbitraryBatches, batchOn, times, visit, walkUpVisit } from './visits.ts'

const settings = defaultSettings()
const clean = { fields: 0, words: 0, formerWords: 0, inOrder: 0 }

const busy: readonly VisitRecord[] = [
  ...times(20, visit({ band: 6 })),
  ...times(20, visit({ band: 7, need: 'train' })),
  ...times(10, walkUpVisit({ band: 8, need: 'create', outcome: 'resources' })),
]
const batch = batchOn('2026-11-23', busy)

/** The order in which Fisher and Yates leave everything where it was. */
const unshuffled = (): number => 1 - Number.EPSILON

function inspect(change: Partial<DayBatch>) {
  return inspectBatches([{ ...batch, ...change }], settings)
}

function withColumn(name: string, column: DayBatch['columns'][string]): Partial<DayBatch> {
  return { columns: { ...batch.columns, [name]: column } }
}

function withWord(name: string, word: string): Partial<DayBatch> {
  return withColumn(name, { dictionary: [word], values: new Uint8Array(batch.visits).fill(1) })
}

test('[S95] [S96] whatever visits a desk leaves behind, their days are found clean', () => {
  fc.assert(
    fc.property(arbitraryBatches, (batches) => {
      expect(inspectBatches(batches, settings)).toEqual({ days: batches.length, ...clean })
    }),
  )
})

describe('what no batch of ours has', () => {
  test.each<readonly [what: string, change: Partial<DayBatch> & Readonly<Record<string, unknown>>]>([
    ['a field beside the others', { closedAt: 1_764_000_000_000 }],
    ['a column of labels', withColumn('label', { dictionary: ['C07'], values: new Uint8Array(batch.visits) })],
    ['a column of seconds', withColumn('second', { dictionary: null, values: new Uint8Array(batch.visits) })],
    [
      'minutes beyond the cap',
      withColumn('waiting', { dictionary: null, values: new Uint8Array(batch.visits).fill(77) }),
    ],
    [
      'an hour that no day has',
      withColumn('band', { dictionary: null, values: new Uint8Array(batch.visits).fill(13) }),
    ],
    ['a word where a number stands', withColumn('band', { dictionary: ['x'], values: new Uint8Array(batch.visits) })],
    ['numbers where words stand', withColumn('need', { dictionary: null, values: new Uint8Array(batch.visits) })],
    ['a value for a visit that is not there', withColumn('need', { dictionary: ['job'], values: new Uint8Array(3) })],
    ['an audience field that is a moment', withWord('audience.t1764000000', 'jobseeker')],
  ])('[S95] %s is found', (_, change) => {
    expect(inspect(change)).toMatchObject({ fields: 1 })
  })
})

describe('words', () => {
  test.each(['C07', 'CB01', 'abcdefghjk:12', 't1764000000000', 'Jean Dupont', 'a@b.fr'])(
    '[S95] %s is no id',
    (word) => {
      expect(inspect(withWord('need', word))).toMatchObject({ words: 1, formerWords: 0 })
    },
  )

  test('[S95] an answer may begin with a digit, and is no moment all the same', () => {
    expect(inspect(withWord('audience.age', '18_25'))).toMatchObject({ words: 0, formerWords: 1 })
    expect(inspect(withWord('audience.age', '1764000000000'))).toMatchObject({ words: 1 })
  })

  test('[S95] an id that the configuration has no more is a former one, and no harm', () => {
    const former = inspect({ ...withWord('need', 'housing'), workshops: [workshop('poetry')] })
    expect(former).toMatchObject({ fields: 0, words: 0, formerWords: 2 })
    expect(inspect({ workshops: [workshop('somebody said')] })).toMatchObject({ words: 1 })
  })
})

describe('the order of visits', () => {
  test('[S96] a day that nobody has shuffled is found', () => {
    expect(inspectBatches([batchOn('2026-11-23', busy, unshuffled)], settings)).toMatchObject({ inOrder: 1 })
  })

  test('[S96] tickets first and walk-ups after them is an order too', () => {
    const oneHour = [...times(30, visit()), ...times(30, walkUpVisit())]
    expect(inspectBatches([batchOn('2026-11-23', oneHour, unshuffled)], settings)).toMatchObject({ inOrder: 1 })
  })

  test('[S96] few visits, or all of one hour, are in order by chance', () => {
    const quiet = [visit({ band: 6 }), ...times(3, visit({ band: 7 })), visit({ band: 8 })]
    const days = [batchOn('2026-11-23', quiet, unshuffled), batchOn('2026-11-24', times(90, visit()), unshuffled)]
    expect(inspectBatches(days, settings)).toMatchObject({ inOrder: 0 })
  })
})

function workshop(type: string) {
  return { type: type as NonNullable<DayBatch['workshops']>[number]['type'], sessions: 1, attendees: 6, capacity: null }
}
