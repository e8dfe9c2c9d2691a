// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createHubReleaseLedger } from '#browser/hub/hub-release-ledger.ts'
import { createHubWire } from '#browser/hub/hub-wire.ts'
import type { HubWire } from '#browser/hub/hub-wire.ts'
import { movePast } from '#browser/hub/move-past.ts'
import { batchesToPush, parsePast, pastAsText, readPast, summaryOf } from '#browser/hub/past.ts'
import type { Past } from '#browser/hub/past.ts'
import type { Day, DeskNumber, Instant, OriginId } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import type { Entry } from '#journal/entry.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import type { DeviceId } from '#protocol/names.ts'
import { toKept } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'
import { release } from '../../export/releases.ts'
import { createRig, desk, kiosk, manager } from '../../hub/site/site-rig.ts'
import type { Rig, Who } from '../../hub/site/site-rig.ts'
import { createMemoryLedger } from '../../support/memory-ledger.ts'
import { followUp, mainSite, noonOfMonday, ticketOf } from '../../support/pushing.ts'
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
  const ledger = createMemoryLedger()
  for (const [known, told] of [release({ seed: 1 }), release({ seed: 2 })].entries()) await ledger.add(told, known)
  return readPast(journal, ledger)
}

const wire = (who: Who = manager) => createHubWire(new URL('http://localhost:8080/'), fetchOver(net, who))

async function atHub() {
  const { logged } = await rig.store.page(mainSite, 0, 10_000)
  const batches = await rig.store.batches(mainSite, '2026-01-01' as Day, '2026-12-31' as Day)
  return { entries: logged.length, days: batches.map(({ day, ticketsIssued }) => `${day} ${ticketsIssued}`) }
}

describe('what was told of it', () => {
  const atHub = async () => (await createHubReleaseLedger(wire()).list()).map(lineOf)
  const lineOf = (told: Release) => JSON.stringify(toKept(told))

  test('[S92] goes along before all else, behind what the site has told, and once', async () => {
    const past = await lonePast()
    const own = release({ seed: 9, audience: 'public' })
    expect(await createHubReleaseLedger(wire()).add(own, 0)).toBe(true)
    const expected = [own, ...past.releases].map(lineOf)
    for (let times = 0; times < 3; times++) {
      expect((await movePast(wire(), past, report, () => undefined)).ok).toBe(true)
      expect(await atHub()).toEqual(expected)
    }
    // A file of a version that kept no ledger.
    const { releases: _, ...older } = JSON.parse(pastAsText(past)) as Record<string, unknown>
    expect(parsePast(JSON.stringify(older))?.releases).toEqual([])
  })

  test('[S92] that a manager releases something meanwhile parts nothing', async () => {
    const past = await lonePast()
    let isOther = true
    const meddled: HubWire = {
      ...wire(),
      ask: async (asked) => {
        if (asked.method === 'POST' && asked.path === 'releases' && isOther) {
          isOther = false
          await createHubReleaseLedger(wire()).add(release({ seed: 9 }), 0)
        }
        return await wire().ask(asked)
      },
    }
    expect((await movePast(meddled, past, report, () => undefined)).ok).toBe(true)
    expect(await atHub()).toEqual([release({ seed: 9 }), ...past.releases].map(lineOf))
  })

  test('[S92] where it cannot be handed over nothing is', async () => {
    const answer = await movePast(wire(desk), await lonePast(), report, () => undefined)
    expect(answer).toEqual({ ok: false, error: 'notAllowed' })
    expect(await rig.store.batches(mainSite, '2026-01-01' as Day, '2026-12-31' as Day)).toEqual([])
  })
})

describe('what a browser has gathered alone', () => {
  test('is told in figures, and as a file that reads back the same', async () => {
    const past = await lonePast()
    expect(summaryOf(past)).toEqual({ tickets: 300, foldedDays: 1 })
    const again = parsePast(pastAsText(past))
    expect(again).toEqual(past)
    expect(summaryOf(await readPast(createMemoryJournal(origin), null))).toBeNull()
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
      JSON.stringify({ ...value, releases: [{}] }),
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

  test('[P6] of a second copy of the same store says again what only it has, once, from any device', async () => {
    const shared = [1, 2, 3].map((n) => ticketOf(origin, n))
    const own = (words: Partial<Entry>) => [4, 5].map((n) => ticketOf(origin, n, { ...words }))
    const called = followUp(ticketOf(origin, 4), origin, 6, { type: 'TicketCalled', desk: 1 as DeskNumber })
    const pastOf = (entries: readonly Entry[]): Past => ({
      horizon: null,
      counted: new Map(),
      batches: [],
      entries,
      releases: [],
    })
    const one = pastOf([...shared, ...own({})])
    const other = pastOf([...shared, ...own({ at: (noonOfMonday + 70_000) as Instant }), called])
    const quiet = () => undefined
    expect(await movePast(wire(), one, report, quiet)).toEqual({ ok: true, value: { entries: 5, days: 0, refused: 0 } })
    const moved = { ok: true, value: { entries: 3, days: 0, refused: 0 } }
    const seen: number[] = []
    expect(await movePast(wire(), other, report, (done, all) => seen.push(done / all))).toEqual(moved)
    expect(seen.at(-1)).toBe(1)
    const nothing = { ok: true, value: { entries: 0, days: 0, refused: 0 } }
    for (const who of [manager, { ...manager, device: 'manager222' as DeviceId }]) {
      expect(await movePast(wire(who), other, report, quiet)).toEqual(nothing)
      expect(await movePast(wire(who), one, report, quiet)).toEqual(nothing)
    }
    const { logged } = await rig.store.page(mainSite, 0, 100)
    expect(logged.filter(({ entry }) => entry.event.type === 'TicketIssued')).toHaveLength(7)
    // The call is about this copy's own ticket, not about the one that the other has issued under its number.
    const call = logged.find(({ entry }) => entry.event.type === 'TicketCalled')?.entry
    const about = logged.find(({ entry }) => entry.id === call?.subject)?.entry
    expect([about?.at, call?.after]).toEqual([noonOfMonday + 70_000, about?.id])
    // Folded, there is nothing left to compare with, and nothing counts twice.
    rig.wait(50 * 3_600_000)
    await rig.site.sealDue()
    expect(await movePast(wire(), one, report, quiet)).toEqual(nothing)
    expect((await atHub()).days).toEqual(['2026-11-23 7'])
  })

  test('[P6] of a copy whose origin another device has taken says again what is lacking, once', async () => {
    const pastOf = (entries: readonly Entry[]): Past => ({
      horizon: null,
      counted: new Map(),
      batches: [],
      entries,
      releases: [],
    })
    const quiet = () => undefined
    await movePast(wire(), pastOf([1, 2].map((n) => ticketOf(origin, n))), report, quiet)
    const elsewhere = wire({ ...manager, device: 'manager222' as DeviceId })
    const longer = pastOf([1, 2, 3, 4].map((n) => ticketOf(origin, n)))
    expect(await movePast(elsewhere, longer, report, quiet)).toMatchObject({ value: { entries: 2, refused: 0 } })
    expect(await movePast(elsewhere, longer, report, quiet)).toMatchObject({ value: { entries: 0, refused: 0 } })
    expect((await atHub()).entries).toBe(4)
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
