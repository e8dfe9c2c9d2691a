import { expect, onTestFinished, test, vi } from 'vitest'
import type { DeskFacts } from '#app/desk-questions.ts'
import { createStatisticsLink } from '#browser/statistics-link.ts'
import type { LinkOptions } from '#browser/statistics-link.ts'
import { parseQuestion, parseWord } from '#browser/statistics-messages.ts'
import { defaultSettings } from '#domain/settings.ts'
import { monday } from '../support/given.ts'

const today = { type: 'day', day: monday } as const
const facts: DeskFacts = {
  generation: 1,
  held: [],
  settings: defaultSettings(),
  today: monday,
  open: null,
  openTickets: [],
}

test('[S76] an answer finds its question, whatever the order', async () => {
  const { link, workers } = rig()
  const [first, second] = [link.ask('overview', today, facts), link.ask('overview', today, facts)]
  const [worker] = workers
  expect(workers).toHaveLength(1)
  expect(worker?.questions.map(({ id, name, store }) => [id, name, store])).toEqual([
    [1, 'overview', 'house'],
    [2, 'overview', 'house'],
  ])
  worker?.say({ type: 'answer', id: 2, answer: 'two' })
  worker?.say({ type: 'refusal', id: 1, refusal: { type: 'moved' } })
  expect(await second).toEqual({ ok: true, value: 'two' })
  expect(await first).toEqual({ ok: false, error: { type: 'moved' } })
})

test('[S76] a question that is given up ends its own worker, and no other question', async () => {
  const { link, workers } = rig()
  const standing = link.ask('overview', today, facts)
  const given = new AbortController()
  const told: (readonly [number, number])[] = []
  const long = link.ask('overview', today, facts, {
    signal: given.signal,
    progress: (done, all) => told.push([done, all]),
  })
  const [first, second] = workers
  second?.say({ type: 'heard', id: 1 })
  second?.say({ type: 'progress', id: 1, done: 3, all: 9 })
  given.abort()
  expect(await long).toEqual({ ok: false, error: { type: 'cancelled' } })
  expect(told).toEqual([[3, 9]])
  expect([first?.hasEnded, second?.hasEnded]).toEqual([false, true])
  first?.say({ type: 'answer', id: 1, answer: 'one' })
  expect(await standing).toEqual({ ok: true, value: 'one' })
  expect(await link.ask('overview', today, facts, { signal: given.signal })).toMatchObject({ ok: false })
  expect(workers).toHaveLength(2)
})

test('[S76] a worker of one question ends with its answer', async () => {
  const { link, workers } = rig()
  const asked = link.ask('overview', today, facts, { signal: new AbortController().signal })
  workers[0]?.say({ type: 'answer', id: 1, answer: 'one' })
  expect(await asked).toEqual({ ok: true, value: 'one' })
  expect(workers[0]?.hasEnded).toBe(true)
})

test.each(['error', 'messageerror'] as const)(
  '[S76] a worker that fails (%s) is told, and begun anew',
  async (event) => {
    const { link, workers } = rig()
    const asked = link.ask('overview', today, facts)
    workers[0]?.fail(event)
    expect(await asked).toEqual({ ok: false, error: { type: 'noWorker' } })
    void link.ask('overview', today, facts)
    expect(workers).toHaveLength(2)
  },
)

test('[S76] a worker that does not begin is given up; one that has begun may take its time', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { link, workers } = rig({ patienceMs: 1_000 })
  const dead = link.ask('overview', today, facts)
  await vi.advanceTimersByTimeAsync(1_100)
  expect(await dead).toEqual({ ok: false, error: { type: 'noWorker' } })
  const slow = link.ask('overview', today, facts)
  workers[1]?.say({ type: 'heard', id: 1 })
  await vi.advanceTimersByTimeAsync(60_000)
  workers[1]?.say({ type: 'answer', id: 1, answer: 'late' })
  expect(await slow).toEqual({ ok: true, value: 'late' })
})

test('[S76] a browser that starts no worker says so', async () => {
  const { link } = rig({
    startWorker: () => {
      throw new TypeError('No modules in workers')
    },
  })
  expect(await link.ask('overview', today, facts)).toEqual({ ok: false, error: { type: 'noWorker' } })
})

test('[S76] a screen that closes leaves no worker behind', async () => {
  const { link, workers } = rig()
  const asked = [
    link.ask('overview', today, facts),
    link.ask('overview', today, facts, { signal: new AbortController().signal }),
  ]
  link.close()
  for (const answered of await Promise.all(asked)) expect(answered).toEqual({ ok: false, error: { type: 'cancelled' } })
  expect(workers.map(({ hasEnded }) => hasEnded)).toEqual([true, true])
})

test('[S76] the solver is asked for when what is loaded is kept', async () => {
  let keep = (): void => undefined
  const { link, workers } = rig({ untilKept: () => new Promise((resolve) => (keep = resolve)) })
  const asked = link.ask('solver', null, facts)
  await Promise.resolve()
  expect(workers).toHaveLength(0)
  keep()
  await vi.waitFor(() => expect(workers).toHaveLength(1))
  workers[0]?.say({ type: 'answer', id: 1, answer: true })
  expect(await asked).toEqual({ ok: true, value: true })
})

test('[S76] what is none of ours is not taken for a message', () => {
  const question = { type: 'ask', id: 1, store: 'house', name: 'overview', asks: today, facts }
  expect(parseQuestion(question)).toEqual(question)
  for (const change of [{ type: 'tell' }, { id: 'x' }, { store: 1 }, { name: 'toString' }, { name: 3 }])
    expect(parseQuestion({ ...question, ...change })).toBeUndefined()
  for (const other of [null, 7, 'ask', {}, { type: 'ask', id: 1 }]) expect(parseQuestion(other)).toBeUndefined()
  expect(parseWord({ type: 'heard', id: 1 })).toEqual({ type: 'heard', id: 1 })
  for (const other of [
    null,
    { type: 'answer', id: 1 },
    { type: 'progress', id: 1 },
    { type: 'x', id: 1 },
    { type: 'refusal', id: 2 },
  ])
    expect(parseWord(other)).toBeUndefined()
})

interface FakeWorker {
  readonly questions: { readonly id: number; readonly name: string; readonly store: string }[]
  hasEnded: boolean
  say(word: unknown): void
  fail(event: 'error' | 'messageerror'): void
}

function rig(options: LinkOptions = {}) {
  const workers: FakeWorker[] = []
  const startWorker = () => {
    const target = new EventTarget()
    const worker: FakeWorker = {
      questions: [],
      hasEnded: false,
      say: (data) => void target.dispatchEvent(new MessageEvent('message', { data })),
      fail: (event) => void target.dispatchEvent(new Event(event)),
    }
    workers.push(worker)
    return {
      addEventListener: target.addEventListener.bind(target),
      postMessage: (question: FakeWorker['questions'][number]) => void worker.questions.push(question),
      terminate: () => {
        worker.hasEnded = true
      },
    }
  }
  return { link: createStatisticsLink('house', { startWorker, ...options }), workers }
}
