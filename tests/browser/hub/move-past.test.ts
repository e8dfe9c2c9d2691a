// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createHubWire } from '#browser/hub/hub-wire.ts'
import { movePast } from '#browser/hub/move-past.ts'
import { batchesToPush, parsePast, pastAsText, readPast, summaryOf } from '#browser/hub/past.ts'
import type { Past } from '#browser/hub/past.ts'
import type { Day, DeskNumber, OriginId } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import { createRig, kiosk, manager } from '../../hub/site/site-rig.ts'
import type { Rig, Who } from '../../hub/site/site-rig.ts'
import { followUp, mainSite, ticketOf } from '../../support/pushing.ts'
import { fetchOver, network } from './library-browser.ts'
import type { Network } from './library-browser.ts'

const origin = 'loneorigin' as OriginId
const report = { app: 'test', now: 0, unsent: 0, storage: 'persistent' } as const
const friday = '2026-11-20' as Day

let rig: Rig
let net: Network
beforeEach(async () => {
  rig = await createRig()
  net = network(rig)
})

/** A store that has worked alone: a folded Friday, and 300 tickets of today, each called. */
async function lonePast(): Promise<Past> {
  const journal = createMemoryJournal(origin)
  const old = [1, 2].map((n) => ({ ...ticketOf(origin, n), day: friday }))
  await journal.merge(old)
  await journal.fold(() => ({
    batches: [encodeDayBatch(friday, [], 2, 120, () => 0.5)],
    horizon: friday,
    keep: () => false,
  }))
  for (let index = 0; index < 300; index++) {
    const ticket = ticketOf(origin, 3 + index * 2)
    const call = followUp(ticket, origin, 4 + index * 2, { type: 'TicketCalled', desk: 1 as DeskNumber })
    await journal.merge([ticket, call])
  }
  return readPast(journal)
}

const wire = (who: Who = manager) => createHubWire(new URL('http://localhost:8080/'), fetchOver(net, who))

async function atHub() {
  const { logged } = await rig.store.page(mainSite, 0, 10_000)
  const batches = await rig.store.batches(mainSite, '2026-01-01' as Day, '2026-12-31' as Day)
  return { entries: logged.length, days: batches.map(({ day, ticketsIssued }) => `${day} ${ticketsIssued}`) }
}

describe('what a browser has gathered alone', () => {
  test('is told in figures, and as a file that reads back the same', async () => {
    const past = await lonePast()
    expect(summaryOf(past)).toEqual({ tickets: 300, foldedDays: 1 })
    const again = parsePast(pastAsText(past))
    expect(again).toEqual(past)
    expect(summaryOf(await readPast(createMemoryJournal(origin)))).toBeNull()
  })

  test('a file that is broken, of something else or of a newer version is not read at all', async () => {
    const text = pastAsText(await lonePast())
    const value = JSON.parse(text) as { entries: object[] }
    for (const broken of [
      '',
      '{}',
      text.slice(0, -5),
      JSON.stringify({ ...value, version: 2 }),
      JSON.stringify({ ...value, kind: 'settings' }),
      JSON.stringify({ ...value, entries: [...value.entries, { n: 0 }] }),
    ]) {
      expect(parsePast(broken)).toBeUndefined()
    }
  })

  test('is pushed in batches that part no visit', async () => {
    const batches = batchesToPush((await lonePast()).entries)
    expect(batches.map((batch) => batch.length)).toEqual([200, 200, 200])
    const subjects = batches.map((batch) => new Set(batch.map(({ subject }) => subject)))
    expect(subjects.reduce((sum, { size }) => sum + size, 0)).toBe(300)
  })
})

describe('a move to the hub', () => {
  test('hands everything over once, also when it is repeated', async () => {
    const past = await lonePast()
    const seen: number[] = []
    const moved = await movePast(wire(), past, report, (done, all) => seen.push(done / all))
    expect(moved).toEqual({ ok: true, value: { entries: 600, days: 1, refused: 0 } })
    expect(await atHub()).toEqual({ entries: 600, days: [`${friday} 2`] })
    expect([seen[0], seen.at(-1)]).toEqual([0, 1])
    expect(await movePast(wire(), past, report, () => undefined)).toEqual({
      ok: true,
      value: { entries: 0, days: 0, refused: 0 },
    })
    expect(await atHub()).toEqual({ entries: 600, days: [`${friday} 2`] })
  })

  test('that is cut off at any point is finished by the next one', async () => {
    const past = await lonePast()
    for (let requests = 1; requests <= 4; requests++) {
      const whole = fetchOver(net, manager)
      let left = requests
      const cut: typeof fetch = async (input, init) => {
        const answer = await whole(input, init)
        // The hub has done it, and the answer is lost.
        if (--left <= 0) throw new TypeError('Failed to fetch')
        return answer
      }
      const broken = await movePast(
        createHubWire(new URL('http://localhost:8080/'), cut),
        past,
        report,
        () => undefined,
      )
      expect(broken).toEqual({ ok: false, error: 'unreachable' })
    }
    expect((await movePast(wire(), past, report, () => undefined)).ok).toBe(true)
    expect(await atHub()).toEqual({ entries: 600, days: [`${friday} 2`] })
  })

  test('of a day that the hub has folded already joins its batch', async () => {
    const past = await lonePast()
    rig.wait(50 * 3_600_000)
    await rig.push(kiosk, [{ ...ticketOf('otherstore' as OriginId, 1) }])
    await rig.site.sealDue()
    expect((await atHub()).days).toEqual(['2026-11-23 1'])
    const moved = await movePast(wire(), past, report, () => undefined)
    expect(moved.ok).toBe(true)
    expect(await atHub()).toEqual({ entries: 0, days: [`${friday} 2`, '2026-11-23 301'] })
    await movePast(wire(), past, report, () => undefined)
    expect(await atHub()).toEqual({ entries: 0, days: [`${friday} 2`, '2026-11-23 301'] })
  })

  test('is for managers', async () => {
    const past = await lonePast()
    expect(await movePast(wire(kiosk), past, report, () => undefined)).toEqual({ ok: false, error: 'notAllowed' })
    net.state = 'portal'
    expect(await movePast(wire(), past, report, () => undefined)).toEqual({ ok: false, error: 'noHub' })
    net.state = 'unpaired'
    expect(await movePast(wire(), past, report, () => undefined)).toEqual({ ok: false, error: 'notPaired' })
  })
})
