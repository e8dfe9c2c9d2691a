import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { union } from '#protocol/counting.ts'
import { firstTag } from '#protocol/names.ts'
import type { Incarnation } from '#protocol/names.ts'
import { playModel, realParts, stepsOf } from '../support/hub-model.ts'
import type { Parts, Step } from '../support/hub-model.ts'

vi.setConfig({ testTimeout: 600_000 })

const { device, hub, tables } = realParts

/** Too rare for chance: an answer of a life that was rolled back comes after the hello of the next one. */
const answerOfAnEarlierLife: readonly Step[] = [
  { do: 'send', device: 0, kind: 'hello' },
  { do: 'deliver', message: 0 },
  { do: 'deliver', message: 0 },
  { do: 'backup' },
  { do: 'act', device: 0, verb: 'issue', pick: 0 },
  { do: 'send', device: 0, kind: 'push' },
  { do: 'deliver', message: 0 },
  { do: 'restore', backup: 0 },
  { do: 'send', device: 0, kind: 'hello' },
  { do: 'deliver', message: 1 },
  { do: 'deliver', message: 1 },
  { do: 'deliver', message: 0 },
]

/** Each is a rule left out, as somebody might leave it out. The model has to find it, otherwise it is asleep. */
const defects: readonly {
  readonly name: string
  readonly copies?: boolean
  readonly parts: Partial<Parts>
  readonly steps?: readonly Step[]
}[] = [
  {
    name: 'a cursor is a sequence number without a tag',
    parts: {
      hub: {
        ...hub,
        answerHello: (view, request, visit, series) =>
          hub.answerHello({ ...view, tagAtCursor: request.cursor?.tag ?? firstTag }, request, visit, series),
        isOfThisLife: (cursor, _, incarnation) => cursor.incarnation === incarnation,
      },
    },
  },
  {
    name: 'only own entries are pushed',
    parts: {
      device: {
        ...device,
        nextPush: (link, held) =>
          device.nextPush(link, { ...held, entries: held.entries.map((item) => ({ ...item, receipt: null })) }),
      },
    },
  },
  { name: 'letters are leased in the database that is restored', parts: { leasesSurviveRestore: false } },
  {
    name: 'a device erases what is behind the horizon without asking',
    parts: {
      device: {
        ...device,
        hearPurgeCheck: (link, number, reply, asked, held) => {
          if (reply.type === 'otherLife') return device.hearPurgeCheck(link, number, reply, asked, held)
          const confirmed = union(link.confirmed, asked.holding)
          return device.hearPurgeCheck({ ...link, confirmed }, number, { ...reply, lacking: new Map() }, asked, held)
        },
      },
    },
  },
  {
    name: 'what is counted is a high-water mark',
    parts: {
      tables: {
        ...tables,
        viewOf: (log, wanted) => {
          const view = tables.viewOf(log, wanted)
          return {
            ...view,
            have: new Map([...view.have].map(([origin, spans]) => [origin, [[1, spans.at(-1)?.[1] ?? 1]] as const])),
          }
        },
      },
    },
  },
  {
    name: 'a hub that starts again goes on with its old incarnation',
    parts: { incarnation: (_, previous) => previous },
  },
  {
    name: 'an incarnation is the previous one plus one',
    parts: {
      incarnation: (_, previous) => {
        const count = /^life0*(\d+)$/.exec(previous)?.[1] ?? '0'
        return `life${String(Number(count) + 1).padStart(8, '0')}` as Incarnation
      },
    },
  },
  {
    name: 'every answer is applied, however old',
    steps: answerOfAnEarlierLife,
    parts: {
      device: {
        ...device,
        hearHello: (link, _, reply, held) => device.hearHello(link, link.requests.hello, reply, held),
        hearPush: (link, _, reply, asked) => device.hearPush(link, link.requests.push, reply, asked),
        hearPage: (link, _, reply, held) => device.hearPage(link, link.requests.page, reply, held),
      },
    },
  },
  {
    name: 'late entries are stored raw',
    parts: {
      hub: {
        ...hub,
        acceptPush: (view, push, context, kit) => hub.acceptPush({ ...view, horizon: null }, push, context, kit),
      },
    },
  },
  {
    name: 'late entries are counted in no batch',
    parts: { tables: { ...tables, written: (log, write) => tables.written(log, { ...write, batches: [] }) } },
  },
  {
    name: 'late entries are corrections each time they come',
    parts: { tables: { ...tables, written: (log, write) => tables.written(log, { ...write, counted: new Map() }) } },
  },
  {
    name: 'a late subject comes without what the hub had counted of it',
    parts: {
      hub: {
        ...hub,
        acceptPush: (view, push, context, kit) => {
          const late = push.carried.filter(
            (item) =>
              item.type === 'broken' ||
              view.digests.has(item.entry.id) ||
              !(view.have.get(item.entry.origin) ?? []).some(
                ([from, to]) => item.entry.n >= from && item.entry.n <= to,
              ),
          )
          return hub.acceptPush(view, { ...push, carried: late }, context, kit)
        },
      },
    },
  },
  {
    name: 'entries are appended again when they come again',
    parts: {
      tables: { ...tables, viewOf: (log, wanted) => ({ ...tables.viewOf(log, wanted), have: new Map() }) },
    },
  },
  {
    name: 'a gap between frames is read over',
    parts: {
      device: {
        ...device,
        hearFrame: (link, frame, held) => device.hearFrame(link, { ...frame, after: link.cursor?.seq ?? 0 }, held),
      },
    },
  },
  {
    name: 'reduced entries that the hub has lost are kept for ever',
    parts: { device: { ...device, lostEntries: () => new Set() } },
  },
  { name: 'a backup is restored without the archive of what was folded since', parts: { archiveIsRestored: false } },
  { name: 'the cursor is stored before the entries', parts: { entriesBeforeCursor: false } },
  {
    name: 'a copied store goes on under its origin',
    copies: true,
    parts: {
      device: {
        ...device,
        hearHello: (link, number, reply, held) => ({ ...device.hearHello(link, number, reply, held), renounce: [] }),
        hearPush: (link, number, reply, asked) => ({ ...device.hearPush(link, number, reply, asked), renounce: [] }),
        hearPage: (link, number, reply, held) => ({ ...device.hearPage(link, number, reply, held), renounce: [] }),
        hearFrame: (link, frame, held) => ({ ...device.hearFrame(link, frame, held), renounce: [] }),
      },
    },
  },
  {
    name: 'an entry is taken for counted because its number is',
    copies: true,
    parts: {
      device: {
        ...device,
        outbox: device.outbox,
        nextPush: (link, held) => device.nextPush({ ...link, confirmed: union(link.confirmed, link.have) }, held),
      },
      hub: {
        ...hub,
        acceptPush: (view, push, context, kit) => hub.acceptPush({ ...view, digests: new Map() }, push, context, kit),
      },
    },
  },
]

test.each(defects)('[P3] the model finds the defect: $name', ({ copies = false, parts, steps: told }) => {
  if (told !== undefined) expect(playModel(told, 0)).toEqual([])
  const found = fc.check(
    fc.property(
      stepsOf({ copies, most: 250 }),
      fc.nat(),
      (steps, seed) => playModel(steps, seed, { ...realParts, ...parts }).length === 0,
    ),
    // One seed, so that this test says the same on every day; the model itself is played with new ones.
    { numRuns: 10_000, endOnFailure: true, seed: 20261123, examples: told === undefined ? [] : [[told, 0]] },
  )
  expect(found.counterexample, `not found in ${found.numRuns} runs, seed ${found.seed}`).not.toBeNull()
})
