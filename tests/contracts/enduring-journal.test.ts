import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, describe, expect, test } from 'vitest'
import type { DeskNumber, NeedId, Series } from '#domain/ids.ts'
import { createDispatch } from '#app/dispatch.ts'
import { createAppStore } from '#app/store.ts'
import { openDexieJournal } from '#browser/dexie-journal.ts'
import { createEnduringJournal } from '#browser/enduring-journal.ts'
import { JournalError, startPosition } from '#journal/port.ts'
import type { Journal, VisitArchive } from '#journal/port.ts'
import { at, monday } from '../support/given.ts'
import { builtAt, originNamed } from '../support/library-world.ts'
import { createMemoryLocks } from '../support/memory-locks.ts'
import { journalContract } from './journal-contract.ts'

const open: (Journal & VisitArchive)[] = []
afterEach(() => {
  for (const journal of open.splice(0)) journal.close()
})

/** Windows of one browser over one store whose disk can be full. */
function browser() {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const store = `enduring-${Math.random()}`
  const locks = createMemoryLocks()
  const disk = { full: false }
  let windows = 0
  async function openWindow() {
    const index = windows++
    const dexie = await openDexieJournal({ store, newOrigin: () => originNamed('d'), factory, locks })
    const refuse = () => Promise.reject(new JournalError('full'))
    const durable: Journal & VisitArchive = {
      ...dexie,
      append: (seen, step) =>
        dexie.append(seen, (news) => {
          const wanted = step(news)
          // The disk fills up while the step is being written, as a quota does.
          if (disk.full && wanted.append.length > 0) throw new JournalError('full')
          return wanted
        }),
      merge: (entries) => (disk.full ? refuse() : dexie.merge(entries)),
    }
    const state = { inMemory: 0 }
    const journal = createEnduringJournal({
      durable,
      newOrigin: () => originNamed('uvw'[index] ?? 'x'),
      claimLetter: () => Promise.resolve('UVW'[index] as Series),
      channel: new BroadcastChannel(`${store}-memory`),
      onMemory: (entries) => (state.inMemory = entries),
    })
    open.push(journal)
    return { journal, state }
  }
  return { disk, openWindow }
}

function desk(journal: Journal & VisitArchive) {
  const store = createAppStore(at('14:00'), monday)
  const clock = { now: () => at('14:00'), offsetMs: 0 }
  return { store, dispatch: createDispatch({ store: journal, clock, builtAt }, store) }
}

const issue = { type: 'IssueTicket', need: 'job' as NeedId, series: '' as Series } as const

async function labels(journal: Journal): Promise<readonly string[]> {
  const { entries } = await journal.read(startPosition)
  return entries.flatMap(({ event }) => (event.type === 'TicketIssued' ? [event.label] : [])).sort()
}

describe('the enduring journal', () => {
  for (const { name, run } of journalContract) {
    test(name, { timeout: 20_000 }, () =>
      run(() => {
        const { openWindow } = browser()
        return Promise.resolve({ open: async () => (await openWindow()).journal })
      }),
    )
  }

  test('[N5] with a full disk tickets go on under the letter of their window', async () => {
    const { disk, openWindow } = browser()
    const first = await openWindow()
    const second = await openWindow()
    const [kiosk, otherKiosk] = [desk(first.journal), desk(second.journal)]
    await kiosk.dispatch(issue)
    disk.full = true
    await Promise.all([kiosk.dispatch(issue), otherKiosk.dispatch(issue), kiosk.dispatch(issue)])
    await expect.poll(() => labels(first.journal)).toEqual(['C01', 'CU01', 'CU02', 'CV01'])
    await expect.poll(() => labels(second.journal)).toEqual(['C01', 'CU01', 'CU02', 'CV01'])
    expect(first.state.inMemory).toBeGreaterThan(0)
  })

  test('[J12] a desk calls what only another window remembers; all of it is written, once, when there is space', async () => {
    const { disk, openWindow } = browser()
    const kioskWindow = await openWindow()
    const deskWindow = await openWindow()
    const kiosk = desk(kioskWindow.journal)
    disk.full = true
    await kiosk.dispatch(issue)
    await expect.poll(() => labels(deskWindow.journal)).toEqual(['CU01'])
    const desk1 = desk(deskWindow.journal)
    const called = await desk1.dispatch({ type: 'CallNext', desk: 1 as DeskNumber })
    expect(called.ok).toBe(true)
    disk.full = false
    await kiosk.dispatch(issue)
    await expect.poll(() => kioskWindow.state.inMemory).toBe(0)
    const third = await openWindow()
    const { entries } = await third.journal.read(startPosition)
    expect(entries.map(({ event }) => event.type).sort()).toEqual(['TicketCalled', 'TicketIssued', 'TicketIssued'])
    expect(await labels(third.journal)).toEqual(['C01', 'CU01'])
  })

  test('[J12] a window that opens during the shortage learns what the others remember', async () => {
    const { disk, openWindow } = browser()
    const kiosk = desk((await openWindow()).journal)
    disk.full = true
    await kiosk.dispatch(issue)
    const late = await openWindow()
    await expect.poll(() => labels(late.journal)).toEqual(['CU01'])
  })

  test('[J12] no day is folded while entries are only in memory', async () => {
    const { disk, openWindow } = browser()
    const { journal } = await openWindow()
    disk.full = true
    await desk(journal).dispatch(issue)
    expect(await journal.fold(() => ({ batches: [], horizon: monday, keep: () => false }))).toBe(false)
    expect(await labels(journal)).toEqual(['CU01'])
  })
})
