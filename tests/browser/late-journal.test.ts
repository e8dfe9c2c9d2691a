import { expect, test, vi } from 'vitest'
import { createDispatch } from '#app/dispatch.ts'
import { createAppStore } from '#app/store.ts'
import { createEnduringJournal } from '#browser/enduring-journal.ts'
import { createLateJournal } from '#browser/late-journal.ts'
import type { NeedId, Series } from '#domain/ids.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import { JournalError, startPosition } from '#journal/port.ts'
import { at, monday } from '../support/given.ts'
import { builtAt, originNamed } from '../support/library-world.ts'

function disk() {
  const journal = createMemoryJournal(originNamed('d'))
  const state = { broken: true, tries: 0 }
  const open = () => {
    state.tries += 1
    return state.broken ? Promise.reject(new Error('UnknownError')) : Promise.resolve(journal)
  }
  return { journal, state, open }
}

test('a store that cannot be opened is empty, and says that nothing can be written', async () => {
  const late = createLateJournal(disk().open, originNamed('l'), 0)
  const news = await late.read(startPosition)
  expect(news).toMatchObject({ restart: false, entries: [], position: startPosition })
  await expect(late.append(startPosition, () => ({ append: [], answer: 1 }))).rejects.toThrow(JournalError)
  expect(await late.fold(() => null)).toBe(false)
  expect(await late.batches(monday, monday)).toEqual([])
  expect(await late.horizon()).toBeNull()
})

test('the disk is not tried at every step', async () => {
  const { open, state } = disk()
  const late = createLateJournal(open, originNamed('l'), 60_000)
  await late.read(startPosition)
  await late.read(startPosition)
  expect(state.tries).toBe(0)
})

test('[J12] a device whose disk fails on its first day gives tickets all the same, and stores them when it can', async () => {
  const { journal, open, state } = disk()
  const store = createEnduringJournal({
    durable: createLateJournal(open, originNamed('l'), 0),
    newOrigin: () => originNamed('m'),
    claimLetter: () => Promise.resolve('U' as Series),
    channel: { postMessage: vi.fn(), close: vi.fn(), onmessage: null },
    onMemory: vi.fn(),
  })
  const appStore = createAppStore(at('14:00'), monday)
  const clock = { now: () => at('14:00'), offsetMs: 0 }
  const dispatch = createDispatch({ store, clock, builtAt }, appStore)
  const issue = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series } as const
  const labels = () => [...appStore.getState().replay.site.tickets.values()].map(({ label }) => label)

  expect((await dispatch(issue)).ok).toBe(true)
  expect(labels()).toEqual(['CU01'])
  state.broken = false
  expect((await dispatch(issue)).ok).toBe(true)
  expect(labels().sort()).toEqual(['C01', 'CU01'])
  expect(journal.all()).toHaveLength(2)
  store.close()
})
