import { expect, onTestFinished, test, vi } from 'vitest'
import { startApp } from '#app/app.ts'
import type { App } from '#app/app.ts'
import { createWaits } from '#app/waits.ts'
import type { Waits } from '#app/waits.ts'
import type { Command } from '#domain/commands.ts'
import type { DeskNumber, NeedId, Series, TicketId } from '#domain/ids.ts'
import { learnRates } from '#statistics/wait-rates.ts'
import { fakePorts } from '../support/fake-ports.ts'
import type { FakePorts } from '../support/fake-ports.ts'
import { at, outcome } from '../support/given.ts'
import { pastDays, storeWithPast } from '../support/known-waits.ts'

const job = 'job' as NeedId
const desk1 = 1 as DeskNumber
const issue: Command = { type: 'IssueTicket', need: job, series: '' as Series }
const settings = { defaultServiceMinutes: 15, patienceMinutes: 30, minRecordsForDuration: 11 }

test('[S61] ranges are ready once past days are known and a desk is at work, and follow the queue', async () => {
  const { waits, does } = await library(storeWithPast())
  await does(issue)
  expect(waits.now().byNeed.size).toBe(0)
  await does({ type: 'CallNext', desk: desk1 })
  await vi.waitFor(() => expect(waits.now().byNeed.get(job)).toEqual({ fromMinutes: 0, toMinutes: 25 }), 15_000)
  // One line for all needs, and so one range.
  expect(new Set(waits.now().byNeed.values()).size).toBe(1)
  expect(waits.now().byNeed.size).toBe(7)
  await does(issue)
  await does(issue)
  await vi.waitFor(() => expect(waits.now().byNeed.get(job)?.fromMinutes).toBeGreaterThan(0), 15_000)
})

test('[S58] without a past, the services of today tell by themselves', async () => {
  const { waits, does, serve } = await library()
  for (let visitor = 0; visitor < 10; visitor++) await serve()
  await does(issue)
  await does({ type: 'CallNext', desk: desk1 })
  await settled()
  expect(waits.now().byNeed.size).toBe(0)
  await serve('called')
  await does(issue)
  await vi.waitFor(() => expect(waits.now().byNeed.get(job)).toBeDefined(), 15_000)
})

test('[S57] with a hub, its word counts and no folded day is asked for', async () => {
  const store = storeWithPast()
  const asked = vi.spyOn(store, 'batches')
  const { waits, does, ports } = await library(store, { freshness: 'live', role: 'kiosk' })
  await does(issue)
  await does({ type: 'CallNext', desk: desk1 })
  await settled()
  expect(waits.now().byNeed.size).toBe(0)
  ports.hub.setRates(learnRates(pastDays, settings))
  await vi.waitFor(() => expect(waits.now().byNeed.get(job)).toEqual({ fromMinutes: 0, toMinutes: 25 }), 15_000)
  expect(asked).not.toHaveBeenCalled()
})

test('[S59] a ticket in the line waits for those before it alone', async () => {
  const { waits, does } = await library(storeWithPast())
  const first = await does(issue)
  await does({ type: 'CallNext', desk: desk1 })
  const second = await does(issue)
  for (let visitor = 0; visitor < 4; visitor++) await does(issue)
  const last = await does(issue)
  await vi.waitFor(() => expect(waits.now().rangeOf(job, second)).toEqual({ fromMinutes: 0, toMinutes: 25 }), 15_000)
  expect(waits.now().rangeOf(job, last)?.fromMinutes).toBeGreaterThan(10)
  expect(first).not.toBe(second)
})

test('[S61] a store that cannot be read says nothing, and is asked again', async () => {
  const store = storeWithPast()
  const asked = vi.spyOn(store, 'batches').mockRejectedValueOnce(new Error('busy'))
  const { waits, does } = await library(store)
  await does(issue)
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1), 15_000)
  await settled()
  expect(waits.now().byNeed.size).toBe(0)
  await does({ type: 'CallNext', desk: desk1 })
  await vi.waitFor(() => expect(waits.now().byNeed.size).toBe(7), 15_000)
})

test('[S61] cut off from the hub, nothing is foretold half an hour after the last word of a desk', async () => {
  const { waits, does, ports, app } = await library(storeWithPast(), { freshness: 'live', role: 'kiosk' })
  ports.hub.setRates(learnRates(pastDays, settings))
  await does(issue)
  await does({ type: 'CallNext', desk: desk1 })
  ports.hub.setStanding({ freshness: 'stale' })
  await vi.waitFor(() => expect(waits.now().byNeed.size).toBe(7), 15_000)
  ports.clock.advance(31 * 60_000)
  await does(issue)
  await vi.waitFor(() => expect(waits.now().byNeed.size).toBe(0), 15_000)
  ports.hub.setStanding({ freshness: 'live' })
  await vi.waitFor(() => expect(waits.now().byNeed.size).toBe(7), 15_000)
  app.stop()
})

test('[S60] nobody watches: nothing is worked out', async () => {
  const { app, does } = await library(storeWithPast())
  const waits = createWaits(app)
  const heard = vi.fn()
  const leave = waits.watch(heard)
  leave()
  await does(issue)
  await does({ type: 'CallNext', desk: desk1 })
  await settled()
  expect(heard).not.toHaveBeenCalled()
  expect(waits.now().byNeed.size).toBe(0)
})

interface Library {
  readonly app: App
  readonly ports: FakePorts
  readonly waits: Waits
  /** Answers the subject: of an issue the new ticket. */
  readonly does: (command: Command) => Promise<TicketId>
  /** A visitor comes, is called and has gone a quarter of an hour later; or the one who was called has. */
  readonly serve: (who?: 'new' | 'called') => Promise<void>
}

async function library(
  store?: FakePorts['store'],
  standing?: Parameters<FakePorts['hub']['setStanding']>[0],
): Promise<Library> {
  const defaults = fakePorts(at('14:00'))
  const ports: FakePorts = { ...defaults, store: store ?? defaults.store }
  if (standing !== undefined) ports.hub.setStanding(standing)
  const app = startApp(ports)
  const waits = createWaits(app)
  const leave = waits.watch(() => undefined)
  onTestFinished(() => {
    leave()
    app.stop()
  })
  await app.refresh()
  const does = async (command: Command): Promise<TicketId> => {
    const done = await app.dispatch(command)
    if (!done.ok) throw new Error(JSON.stringify(done.error))
    return done.value.subject as TicketId
  }
  return {
    app,
    ports,
    waits,
    does,
    serve: async (who = 'new') => {
      if (who === 'new') {
        await does(issue)
        await does({ type: 'CallNext', desk: desk1 })
      }
      const held = [...app.store.getState().replay.site.tickets.values()].find(({ state }) => state.type === 'called')
      if (held === undefined) throw new Error('Nobody was called')
      ports.clock.advance(15 * 60_000)
      await does({ type: 'FinishVisit', ticketId: held.id, desk: desk1, details: outcome('answered') })
    },
  }
}

/** Longer than a change needs to be worked out. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 150))
}
