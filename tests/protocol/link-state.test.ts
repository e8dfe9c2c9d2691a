import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '#domain/ids.ts'
import { alone, freshness, heartbeatMs, stepLink } from '#protocol/link-state.ts'
import type { LinkEffect, LinkEvent, LinkState } from '#protocol/link-state.ts'

type Network = 'well' | 'blackHole' | 'killsStreams' | 'down' | 'garbles' | 'neverWaits'

/** A device at a simulated network: answers after 50 ms, heartbeats every 2 s, ticks every half second. */
function simulate(network: (ms: number) => Network, untilMs: number) {
  let state: LinkState = alone
  const planned: { at: number; event: LinkEvent; of: number }[] = [{ at: 0, event: { type: 'paired' }, of: 0 }]
  const fresh: { ms: number; state: string; type: string; requests: number }[] = []
  let connection = 0
  let requests = 0
  const plan = (at: number, event: LinkEvent) => planned.push({ at, event, of: connection })
  function act(effect: LinkEffect, ms: number): void {
    const reached = network(ms)
    if (effect === 'close') connection += 1
    else if (reached === 'down') plan(ms + 10, { type: 'cut' })
    else if ((requests += 1) && reached === 'blackHole') return
    else if (effect === 'sayHello') plan(ms + 50, { type: 'welcomed' })
    else if (effect === 'poll') plan(ms + (reached === 'neverWaits' ? 10 : 2_000), { type: 'heard' })
    else if (reached === 'garbles') {
      plan(ms + 20, { type: 'heard' })
      plan(ms + 30, { type: 'lostThread' })
    } else {
      const lives = { killsStreams: 3_000, neverWaits: 100 }[reached as string] ?? Number.POSITIVE_INFINITY
      // The hub's first heartbeat comes at once.
      for (let beat = 10; beat < lives && ms + beat < untilMs; beat += heartbeatMs) plan(ms + beat, { type: 'heard' })
      if (lives < untilMs) plan(ms + lives, { type: 'cut' })
    }
  }
  for (let ms = 0; ms <= untilMs; ms += 10) {
    const due = planned.filter(({ at }) => at <= ms)
    for (const item of due) planned.splice(planned.indexOf(item), 1)
    const events = due
      .filter(({ of }) => of === connection || of === 0)
      .filter(({ event }) => event.type === 'paired' || network(ms) !== 'blackHole')
      .map(({ event }) => event)
    if (ms % 500 === 0) events.push({ type: 'ticked' })
    for (const event of events) {
      const step = stepLink(state, event, ms as Instant, 0.99)
      state = step.state
      for (const effect of step.effects) act(effect, ms)
    }
    fresh.push({ ms, state: freshness(state, ms as Instant).state, type: state.type, requests })
  }
  return fresh
}

describe('the connection', () => {
  test('[P15] a silent cut is stale within 5 s, and live within 5 s of its return, whenever it comes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3_000, max: 9_000 }), fc.integer({ min: 5_000, max: 60_000 }), (from, lasts) => {
        const told = simulate((ms) => (ms >= from && ms < from + lasts ? 'blackHole' : 'well'), from + lasts + 6_000)
        const stale = told.find(({ ms, state }) => ms >= from && state === 'stale')
        const back = told.find(({ ms, state }) => ms >= from + lasts && state === 'live')
        expect(stale?.ms ?? Number.NaN).toBeLessThanOrEqual(from + 5_000)
        expect(back?.ms ?? Number.NaN).toBeLessThanOrEqual(from + lasts + 5_000)
        expect(told.slice(20, from / 10).every(({ state }) => state === 'live')).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('[P15] a hub that is down for ten minutes is found again within 5 s', () => {
    const told = simulate((ms) => (ms > 5_000 && ms < 605_000 ? 'down' : 'well'), 612_000)
    expect(told.find(({ ms, state }) => ms >= 605_000 && state === 'live')?.ms ?? Number.NaN).toBeLessThanOrEqual(
      610_000,
    )
  })

  test('[P15] a proxy that kills every stream after 3 s makes way for long polling, and the screen stays live', () => {
    const told = simulate(() => 'killsStreams', 60_000)
    expect(told.at(-1)).toMatchObject({ state: 'live', type: 'longPolling' })
    expect(told.find(({ type }) => type === 'longPolling')?.ms ?? Number.NaN).toBeLessThan(15_000)
    expect(told.slice(20).every(({ state }) => state === 'live')).toBe(true)
  })

  test('[P15] the stream is tried again after long polling', () => {
    const told = simulate((ms) => (ms < 60_000 ? 'killsStreams' : 'well'), 400_000)
    expect(told.at(-1)).toMatchObject({ state: 'live', type: 'live' })
  })

  test('[P15] a hub whose words cannot be read is asked more and more slowly, is stale, and live within 5 s of its recovery', () => {
    const told = simulate((ms) => (ms < 60_000 ? 'garbles' : 'well'), 80_000)
    const requestsAt = (ms: number) => told[ms / 10]?.requests ?? 0
    // The first time at once, then with rests: two requests a round.
    expect(requestsAt(3_000)).toBeLessThan(16)
    expect(requestsAt(60_000) - requestsAt(30_000)).toBeLessThan(40)
    expect(told.slice(200, 6_000).every(({ state }) => state === 'stale')).toBe(true)
    expect(told.find(({ ms, state }) => ms >= 60_000 && state === 'live')?.ms ?? Number.NaN).toBeLessThanOrEqual(65_000)
  })

  test('[P15] a thread that is lost once is found again at once', () => {
    const told = simulate((ms) => (ms < 10 ? 'garbles' : 'well'), 5_000)
    expect(told.slice(20).every(({ state, type }) => state === 'live' && type !== 'resting')).toBe(true)
  })

  test('[P15] a page that is answered at once although it was to wait is not asked for without rest', () => {
    const told = simulate(() => 'neverWaits', 60_000)
    expect(told.at(-1)).toMatchObject({ state: 'live', type: 'longPolling' })
    expect((told.at(-1)?.requests ?? 0) - (told[3_000]?.requests ?? 0)).toBeLessThan(30)
    expect(told.slice(300).every(({ state }) => state === 'live')).toBe(true)
  })

  test('[P15] while pages are waited for, another answer is a sign of life and asks for no second page', () => {
    const polling = (state: LinkState, event: LinkEvent) => stepLink(state, event, 900 as Instant, 0)
    let step = polling(alone, { type: 'paired' })
    for (let kills = 0; kills < 3; kills++) {
      step = polling(polling(step.state, { type: 'welcomed' }).state, { type: 'cut' })
      step = polling(step.state, { type: 'woke' })
    }
    step = polling(step.state, { type: 'welcomed' })
    expect([step.state.type, step.effects]).toEqual(['longPolling', ['poll']])
    const answered = polling(step.state, { type: 'answered' })
    expect([answered.effects, freshness(answered.state, 900 as Instant).state]).toEqual([[], 'live'])
    expect(polling(answered.state, { type: 'heard' }).effects).toEqual(['poll'])
  })

  test('[P15] a refusal waits for a person; without a hub there is nothing to be stale', () => {
    const now = 1_000 as Instant
    const step = (state: LinkState, event: LinkEvent) => stepLink(state, event, now, 0)
    const connecting = step(alone, { type: 'paired' }).state
    const refused = step(connecting, { type: 'refused', why: 'outdated' })
    expect(refused).toEqual({ state: { type: 'refused', why: 'outdated', heardAt: null }, effects: ['close'] })
    for (const event of ['ticked', 'woke', 'wentOnline', 'wentOffline', 'heard', 'cut', 'welcomed'] as const) {
      expect(step(refused.state, { type: event }).state).toBe(refused.state)
      expect(step(alone, { type: event }).state).toBe(alone)
    }
    expect(step(refused.state, { type: 'paired' }).effects).toEqual(['close', 'sayHello'])
    expect(step(connecting, { type: 'unpaired' })).toEqual({ state: alone, effects: ['close'] })
    expect(freshness(alone, now)).toEqual({ state: 'alone', since: null })
  })

  test('[P15] the browser’s own word is taken at once, and the hub’s wish for patience kept', () => {
    const now = 9_000 as Instant
    const live: LinkState = { type: 'live', kills: 0, losses: 0, heardAt: now, openedAt: 0 as Instant }
    const offline = stepLink(live, { type: 'wentOffline' }, now, 0)
    expect([offline.state.type, offline.effects, freshness(offline.state, now).state]).toEqual([
      'offline',
      ['close'],
      'stale',
    ])
    expect(stepLink(offline.state, { type: 'wentOnline' }, now, 0).effects).toContain('sayHello')
    const patient = stepLink(live, { type: 'cut', retryAfterMs: 7_000 }, now, 0).state
    expect(patient).toMatchObject({ type: 'resting', until: now + 7_000 })
    expect(stepLink(live, { type: 'lostThread' }, now, 0).effects).toEqual(['close', 'sayHello'])
  })
})
