import { describe, expect, test, vi } from 'vitest'
import { addDays } from '#domain/hours/calendar.ts'
import { purgeCheckReply, toWire } from '#protocol/messages.ts'
import { startCursor } from '#protocol/cursor.ts'
import { toWireBatch } from '#protocol/batch.ts'
import { toWireRates } from '#protocol/wire-rates.ts'
import { createMemoryStore } from '#hub/stores/memory-store.ts'
import { learnRates, recency } from '#statistics/wait-rates.ts'
import { mainSite, mondayOfHub } from '../../support/pushing.ts'
import { batchOn, times, visit } from '../../statistics/visits.ts'
import { board, createRig, desk, firstLife, kiosk, manager, must } from './site-rig.ts'
import type { Rig } from './site-rig.ts'

const friday = addDays(mondayOfHub, -3)
const prior = { defaultServiceMinutes: 15, patienceMinutes: 30, minRecordsForDuration: 11 }
const past = batchOn(friday, times(40, visit({ waitingMinutes: 12, serviceMinutes: 20 })))

/** A hub that has these days in its archive. */
async function rigWith(days = [past], options: Parameters<typeof createRig>[0] = {}): Promise<Rig> {
  const rig = await createRig(options)
  const batches = days.map(toWireBatch)
  const body = toWire({ horizon: days.at(-1)?.day ?? null, counted: new Map(), batches })
  expect((await rig.ask(manager, 'POST', '/archive', body)).status).toBe(200)
  return rig
}

describe('how fast the queue moves', () => {
  test('[P21] a kiosk, a desk and a manager hear it with the hello, a board never', async () => {
    const rig = await rigWith()
    const expected = toWireRates(learnRates([past], prior, (day) => recency(day, mondayOfHub)))
    for (const who of [kiosk, desk, manager]) expect((await rig.hello(who)).rates).toEqual(expected)
    expect((await rig.hello(board)).rates).toBeNull()
    expect(expected.services).toBe(40)
  })

  test('[P21] where nothing is folded nothing is said', async () => {
    const rig = await createRig()
    expect((await rig.hello(kiosk)).rates).toBeNull()
  })

  test('[P21] after a fold the answer to the purge brings what was learned', async () => {
    const rig = await rigWith()
    const purge = { cursor: startCursor(firstLife), holding: new Map() }
    const answer = await rig.ask(kiosk, 'POST', '/purge-check', toWire(purge))
    const reply = must(purgeCheckReply.parse(await answer.json()), 'a purge reply')
    expect(reply.rates?.services).toBe(40)
  })

  test('[P21] it is learned once a day and fold, however many ask', async () => {
    const store = createMemoryStore(firstLife)
    const asked = vi.spyOn(store, 'batches')
    const rig = await rigWith([past], { store })
    const before = asked.mock.calls.length
    const replies = await Promise.all(Array.from({ length: 30 }, () => rig.hello(kiosk)))
    expect(new Set(replies.map(({ rates }) => rates?.service.seconds)).size).toBe(1)
    expect(asked.mock.calls.length - before).toBe(1)
    // The next day is learned anew, and what is old weighs less.
    rig.wait(24 * 3_600_000)
    const tomorrow = must((await rig.hello(kiosk)).rates, 'rates of tomorrow')
    expect(asked.mock.calls.length - before).toBe(2)
    expect(tomorrow.service.weight).toBeLessThanOrEqual(must(replies[0]?.rates, 'rates').service.weight)
  })

  test('[P21] a store that fails takes nobody their hello, and is asked again', async () => {
    const store = createMemoryStore(firstLife)
    const rig = await rigWith([past], { store })
    const failing = vi.spyOn(store, 'batches').mockRejectedValueOnce(new Error('no disk'))
    expect((await rig.hello(kiosk)).rates).toBeNull()
    expect((await rig.hello(kiosk)).rates?.services).toBe(40)
    expect(failing).toHaveBeenCalledTimes(2)
    expect((await store.status(mainSite)).horizon).toBe(friday)
  })

  test('[S56] days of more than ninety days ago are not read', async () => {
    const old = batchOn(addDays(mondayOfHub, -120), times(30, visit({ serviceMinutes: 50 })))
    const rig = await rigWith([old, past])
    expect((await rig.hello(kiosk)).rates?.services).toBe(40)
  })
})
