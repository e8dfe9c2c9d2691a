import { expect, test, vi } from 'vitest'
import { simulateDay } from '#app/demo-day.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Instant } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { storedEntry } from '#journal/parse.ts'
import { formatCursor } from '#protocol/cursor.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import { keepConnected } from '../../support/node-link.ts'
import { readLog } from '../../support/hub-log.ts'

vi.setConfig({ testTimeout: 120_000 })

const settings = defaultSettings()
const today = createCalendar(settings.timeZone).dayOf(Date.now() as Instant)

test('[P10] over a whole day no outcome, answer or walk-up reaches the board or the kiosk, and no need the board', async () => {
  const hub = await startHub()
  try {
    const pairing = await pairWith(hub)
    const heard = { board: '', kiosk: '', desk: '', lateBoard: '' }
    const devices = {
      board: await pairing.device('board', { heard: (text) => (heard.board += text) }),
      kiosk: await pairing.device('kiosk', { heard: (text) => (heard.kiosk += text) }),
      desk: await pairing.device('desk', { heard: (text) => (heard.desk += text) }),
    }
    const links = Object.values(devices).map((device) => keepConnected(device))
    await eventually('all three', () => links.every((link) => link.freshness() === 'live') || undefined)

    // A day of the real rules, with everything that can happen, from a manager's hand.
    const day = simulateDay({ settings, day: today, seed: 7 })
    const types = new Set(day.map(({ event }) => event.type))
    expect(types).toContain('WalkUpRecorded')
    expect(types).toContain('VisitFinished')
    const manager = await pairing.device('manager')
    const hello = await manager.hello()
    for (let from = 0; from < day.length; from += 50) {
      await manager.client.json('POST', '/api/v1/entries', {
        cursor: formatCursor(hello.cursor),
        horizon: null,
        entries: day.slice(from, from + 50).map((entry) => ({ entry: storedEntry(entry), receipt: null })),
        unsent: 0,
      })
    }
    const last = day.filter(({ event }) => event.type === 'TicketCalled').at(-1)?.id ?? ''
    for (const device of Object.values(devices)) {
      await eventually('the last call', () => device.entries().find(({ id }) => id === last))
    }
    for (const link of links) link.stop()
    // Who comes late reads pages instead of frames.
    const lateBoard = await pairing.device('board', { heard: (text) => (heard.lateBoard += text) })
    await lateBoard.sync()
    expect(lateBoard.entries().length).toBeGreaterThan(100)

    // What was withheld is really there, and the desk has it.
    const log = await readLog(pairing.manager)
    expect(log).toHaveLength(day.length)
    const outcomes = [
      ...new Set(
        log.flatMap(({ event }) =>
          'details' in event && event.details.outcome !== null ? [event.details.outcome] : [],
        ),
      ),
    ]
    expect(outcomes.length).toBeGreaterThan(2)
    const withheld = [
      ...outcomes.map((id) => `"outcome":"${id}"`),
      '"WalkUpRecorded"',
      '"OutcomeRecorded"',
      ...settings.referrals.map(({ id }) => `["${id}"`),
      ...settings.workshopTypes.map(({ id }) => `["${id}"`),
    ]
    for (const words of withheld.slice(0, outcomes.length + 1)) expect(heard.desk).toContain(words)
    for (const role of ['board', 'lateBoard', 'kiosk'] as const) {
      expect(heard[role].length).toBeGreaterThan(10_000)
      expect(withheld.filter((words) => heard[role].includes(words))).toEqual([])
    }
    const needs = settings.needs.map(({ id }) => `"need":"${id}"`)
    expect(needs.some((words) => heard.kiosk.includes(words))).toBe(true)
    for (const role of ['board', 'lateBoard'] as const) {
      expect(
        [...needs, '"PriorityGiven"', '"priority"', '"TicketTransferred"', '"TicketingPaused"'].filter((words) =>
          heard[role].includes(words),
        ),
      ).toEqual([])
    }
    // Walk-ups are in no list of entries under any name: not even their ids.
    const walkUps = new Set<string>(log.filter(({ event }) => event.type === 'WalkUpRecorded').map(({ id }) => id))
    for (const role of ['board', 'kiosk'] as const) {
      expect(devices[role].entries().filter(({ id, subject }) => walkUps.has(id) || walkUps.has(subject))).toEqual([])
    }
  } finally {
    await hub.dispose()
  }
})
