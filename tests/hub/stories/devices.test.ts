import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { DeskNumber, Instant, NeedId, SubjectId } from '#domain/ids.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import { storedEntry } from '#journal/parse.ts'
import { formatCursor } from '#protocol/cursor.ts'
import { deviceList } from '#protocol/messages.ts'
import { gapsOf, readLog } from '../../support/hub-log.ts'
import { HubRefusal } from '../../support/hub-client.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import type { HubProcess, Pairing } from '../../support/hub-process.ts'
import type { NodeDevice } from '../../support/node-device.ts'

const job = 'job' as NeedId
const dayMs = 24 * 3_600_000
let hub: HubProcess
let pairing: Pairing

beforeAll(async () => {
  hub = await startHub()
  pairing = await pairWith(hub)
})

afterAll(async () => await hub.dispose())

function issue(kiosk: NodeDevice): string {
  const series = kiosk.series()
  if (series === null) throw new Error('No letter')
  const result = kiosk.run({ type: 'IssueTicket', need: job, series })
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  const [entry] = result.value
  return entry?.event.type === 'TicketIssued' ? entry.event.label : ''
}

test('a tablet that was wiped and paired again sees the day, and no label is given a second time', async () => {
  const first = await pairing.device('kiosk')
  await first.hello()
  const labels = [issue(first), issue(first), issue(first)]
  await first.sync()

  // Its browser has lost everything: journal, origin and cookie.
  const again = await pairing.device('kiosk')
  await again.sync()
  expect(again.origin()).not.toBe(first.origin())
  expect([...again.site().tickets.values()].map(({ label }) => label)).toEqual(expect.arrayContaining(labels))
  labels.push(issue(again), issue(again))
  await again.sync()
  expect(new Set(labels).size).toBe(5)

  // The very same pairing over an emptied store: another origin, another letter.
  first.wipe()
  await first.sync()
  labels.push(issue(first), issue(first))
  await first.sync()
  expect(new Set(labels).size).toBe(7)
  expect(gapsOf(await readLog(pairing.manager))).toEqual([])
})

test('a tablet whose clock is a day off, either way, gives tickets of the day, in the order of their arrival', async () => {
  const desk = await pairing.device('desk')
  await desk.sync()
  const before = new Set(desk.site().tickets.keys())
  const ahead = await pairing.device('kiosk', { clockOffMs: dayMs })
  const behind = await pairing.device('kiosk', { clockOffMs: -dayMs })
  const right = await pairing.device('kiosk')
  const labels: string[] = []
  for (const kiosk of [ahead, right, behind, ahead, behind, right]) {
    await kiosk.sync()
    labels.push(issue(kiosk))
    await kiosk.sync()
    // Arrivals are told apart by the millisecond.
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  await desk.sync()
  const today = createCalendar(desk.site().settings.timeZone).dayOf(Date.now() as Instant)
  const fresh = [...desk.site().tickets.values()].filter(({ id }) => !before.has(id))
  expect(fresh.map(({ day }) => day)).toEqual(fresh.map(() => today))
  expect(callingOrder(fresh, today, null).map(({ label }) => label)).toEqual(labels)
  expect(new Set(labels).size).toBe(6)

  // The manager's list says which clock is off; devices are written down every few seconds.
  await eventually('both offsets in the list', async () => {
    const list = deviceList.parse(await pairing.manager.json('GET', '/api/v1/devices'))
    const hours = list?.devices.map(({ clockOffsetMs }) => Math.round((clockOffsetMs ?? 0) / 3_600_000)) ?? []
    return [24, -24, 0].every((wanted) => hours.includes(wanted)) || undefined
  })
})

test('a device whose clock was a day ahead before it met the hub disturbs nobody else', async () => {
  const kiosk = await pairing.device('kiosk', { clockOffMs: dayMs })
  kiosk.run({ type: 'IssueTicket', need: job, series: 'T' as never })
  await kiosk.sync()
  const desk = await pairing.device('desk')
  await desk.sync()
  const result = desk.run({
    type: 'RecordWalkUp',
    desk: 1 as DeskNumber,
    need: job,
    details: { outcome: null, referrals: [], workshopType: null, moreNeeds: [], topics: [], audience: {} },
  })
  if (!result.ok) throw new Error('refused')
  const [entry] = result.value
  expect(Math.abs((entry?.at ?? 0) - Date.now())).toBeLessThan(60_000)
  expect(entry?.day).toBe(createCalendar('Europe/Paris').dayOf(Date.now() as Instant))
  expect(Number(entry?.hlc.slice(0, 15))).toBeLessThan(Date.now() + 60_000)
})

test('two versions of the app on one hub: what the older one does not know rides through it whole', async () => {
  const newer = await pairing.device('desk', { app: 'node 2.0' })
  const older = await pairing.device('desk', { app: 'node 1.0' })
  await newer.hello()
  const later = { type: 'SignLanguageAsked', language: 'LSF', more: { deep: [1, 2, 3] } }
  const [entry] = newer.write([{ subject: 'new', event: later as never }])
  if (entry === undefined) throw new Error('nothing written')
  // Written by a version that knows it, read by one that does not.
  const body = {
    cursor: formatCursor(newer.link().cursor ?? (undefined as never)),
    horizon: null,
    entries: [{ entry: { ...entry, event: later, colour: 'green' }, receipt: null }],
    unsent: 0,
    shade: 'a field of a newer version',
  }
  await newer.client.json('POST', '/api/v1/entries', body)
  await older.sync()
  const arrived = older.entries().find(({ id }) => id === entry.id)
  expect(arrived && storedEntry(arrived)).toMatchObject({ event: later })
  expect(older.site().tickets.get(entry.subject as never)).toBeUndefined()

  // An entry that nobody can read blocks no other.
  const broken = { ...entry, n: 2, id: `${entry.origin}:2`, hlc: 'not a time' }
  const answer = await newer.client.json('POST', '/api/v1/entries', {
    ...body,
    entries: [{ entry: broken, receipt: null }],
  })
  expect(answer).toMatchObject({ type: 'pushed', quarantined: [`${entry.origin}:2`] })

  // And a subject that only the newer version has is no trouble to the older one's fold.
  const next = newer.write([{ subject: 'day:2026-01-01' as SubjectId, event: { type: 'TicketingPaused' } }])
  expect(next).toHaveLength(1)
})

test('an application that is older than the hub serves is told to reload: 426', async () => {
  const device = await pairing.device('desk')
  const report = { app: 'ancient', now: Date.now(), unsent: 0, storage: 'unknown' }
  const words = { version: 0, cursor: null, holding: {}, own: [device.origin()], series: null, report }
  const error = await device.client.json('POST', '/api/v1/hello', words).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(HubRefusal)
  expect((error as HubRefusal).status).toBe(426)
  expect(JSON.parse((error as HubRefusal).body)).toMatchObject({ status: 426 })

  const newer = { ...words, version: 99, somethingNew: true }
  expect(await device.client.json('POST', '/api/v1/hello', newer)).toMatchObject({ type: 'hello', role: 'desk' })
})
