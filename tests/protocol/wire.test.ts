import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryVersion } from '#journal/entry.ts'
import { formatCursor, startCursor } from '#protocol/cursor.ts'
import { helloReply, page, pushReply, pushRequest, toWire, wireShapes } from '#protocol/messages.ts'
import type { Incarnation } from '#protocol/names.ts'
import { mayAppend } from '#protocol/roles.ts'
import { isServed, oldestProtocol, protocolVersion } from '#protocol/version.ts'
import { pushOf, ticketOf } from '../support/pushing.ts'
import type { Day, OriginId, WorkshopType } from '#domain/ids.ts'
import { encodeDayBatch } from '#domain/visits/day-batch.ts'
import { fromWireBatch, toWireBatch, wireBatch } from '#protocol/batch.ts'
import { fields, text, whole } from '#protocol/shape.ts'

const life = 'firstlife1' as Incarnation
const origin = 'aaaaaaaaaa' as OriginId

describe('the wire', () => {
  test('[P16] its shapes are those of this version: whoever changes them moves the version in the same commit', () => {
    const words = Object.entries(wireShapes).map(([name, { text }]) => `${name} ${text}`)
    const events = Object.keys(mayAppend).sort()
    const hash = createHash('sha256')
      .update([`entry ${entryVersion}`, ...words, ...events].join('\n'))
      .digest('hex')
    expect([protocolVersion, hash.slice(0, 16)]).toEqual([4, '8bf84ba560fc55cf'])
    expect([isServed(oldestProtocol), isServed(oldestProtocol - 1)]).toEqual([true, false])
  })

  test('[P3] what is sent is what is read', () => {
    const push = pushOf(life, [ticketOf(origin, 1), ticketOf(origin, 2)])
    expect(pushRequest.parse(JSON.parse(JSON.stringify(toWire(push))))).toEqual(push)
    const frame = {
      type: 'page' as const,
      after: 3,
      cursor: startCursor(life),
      entries: push.entries,
      more: false,
      horizon: '2026-11-22' as Day,
      now: 5,
    }
    const sent = toWire(frame) as Record<string, unknown>
    expect(sent['cursor']).toBe(formatCursor(startCursor(life)))
    expect(page.parse(JSON.parse(JSON.stringify(sent)))).toEqual(frame)
    const reply = {
      type: 'pushed' as const,
      have: new Map([[origin, [[1, 2]] as const]]),
      refused: [],
      quarantined: [],
      forks: [],
      head: 2,
      horizon: null,
      now: 5,
    }
    expect(pushReply.parse(JSON.parse(JSON.stringify(toWire(reply))))).toEqual(reply)
  })

  test('[P16] what a newer version adds to a batch is left out by an older one, which reads the rest', () => {
    const workshops = [{ type: 'interview' as WorkshopType, sessions: 1, attendees: 8, capacity: 12 }]
    const batch = encodeDayBatch('2026-11-23' as Day, [], 4, 120, () => 0.5, { desks: [0, 2], corrected: 1, workshops })
    const { columns, ...sent } = toWire(toWireBatch(batch)) as Record<string, unknown>
    // As version 1 had it.
    const older = fields({ version: whole(1, 1), day: text(10), visits: whole(0), ticketsIssued: whole(0) })
    expect([typeof columns, older.parse(sent)]).toEqual([
      'object',
      { version: 1, day: '2026-11-23', visits: 0, ticketsIssued: 4 },
    ])
    expect(fromWireBatch(wireBatch.parse({ ...sent, columns })!)).toEqual(batch)
  })

  test('[P16] no garbage passes, and none throws', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withNullPrototype: true }), (value) => {
        for (const { parse } of Object.values(wireShapes)) parse(value)
        expect(helloReply.parse(value)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })
})
