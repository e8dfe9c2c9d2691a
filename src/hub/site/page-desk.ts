import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { makePage } from '#protocol/hub-core.ts'
import type { Cursor } from '#protocol/cursor.ts'
import { toWire } from '#protocol/messages.ts'
import type { Caller } from '../access/access.ts'
import { problem } from '../problem.ts'
import type { PageOfLog } from '../stores/hub-store.ts'
import type { SiteParts } from './site-parts.ts'

/** Pages for those who catch up: few at a time for each device, and made once for all who ask for the same one. */
export interface PageDesk {
  /** A place in the device's line, held until `leave`; null: too many wait. */
  enter(caller: Caller): Promise<{ readonly leave: () => void } | null>
  /** The page's text after a cursor. The same log is read and written down once a second for each role. */
  textOf(caller: Caller, cursor: Cursor): Promise<string>
  /** A page that was read already. */
  written(caller: Caller, cursor: Cursor, page: PageOfLog): string
}

/** Lines of the log in one page: more would hold up the others for longer than a tenth of a second. */
export const pageSize = 2_500
/** A page is made in this thread, which desks press into: who asks for many at once waits, not the desks. */
const mostAtATime = 2
const mostInLine = 20
const keptMs = 1_000
/** About a megabyte each. */
const mostKept = 20

interface Line {
  busy: number
  readonly waiting: (() => void)[]
}

export function createPageDesk({ store, now }: Pick<SiteParts, 'store' | 'now'>): PageDesk {
  const lines = new Map<string, Line>()
  const kept = new Map<string, { readonly text: Promise<string>; readonly until: number }>()

  async function enter(caller: Caller): Promise<{ readonly leave: () => void } | null> {
    const key = keyOf(caller)
    const line = lines.get(key) ?? { busy: 0, waiting: [] }
    lines.set(key, line)
    if (line.busy < mostAtATime) line.busy += 1
    else if (line.waiting.length >= mostInLine) return null
    else await new Promise<void>((resolve) => line.waiting.push(resolve))
    return {
      leave: () => {
        const next = line.waiting.shift()
        if (next !== undefined) return next()
        line.busy -= 1
        if (line.busy === 0) lines.delete(key)
      },
    }
  }

  /** Without its moment, which is each answer's own: clocks are set by it. */
  function bodyOf({ role }: Caller, { seq }: Cursor, { logged, more, status }: PageOfLog): string {
    const { now: _, ...page } = makePage(seq, logged, more, status, {
      incarnation: store.incarnation(),
      role,
      now: now(),
    })
    return JSON.stringify(toWire(page)).slice(0, -1)
  }

  const withNow = (body: string): string => `${body},"now":${now()}}`

  return {
    enter,
    textOf: async (caller, cursor) => {
      const { site, role } = caller
      const { head, horizon } = await store.status(site)
      const key = [site, role, store.incarnation(), cursor.seq, head.seq, head.tag, horizon].join(' ')
      const from = performance.now()
      for (const [old, { until }] of kept) if (until < from || kept.size > mostKept) kept.delete(old)
      let found = kept.get(key)
      if (found === undefined) {
        const text = store.page(site, cursor.seq, pageSize).then((page) => bodyOf(caller, cursor, page))
        found = { text, until: from + keptMs }
        kept.set(key, found)
        text.catch(() => kept.delete(key))
      }
      return withNow(await found.text)
    },
    written: (caller, cursor, page) => withNow(bodyOf(caller, cursor, page)),
  }
}

/** As many long polls at a time: a browser has two windows, and some that it has left. */
const mostPolls = 8

/** Counts a device's long polls; false: it has too many. */
export function createPollDesk(): {
  readonly begin: (caller: Caller) => boolean
  readonly end: (caller: Caller) => void
} {
  const polls = new Map<string, number>()
  return {
    begin: (caller) => {
      const count = polls.get(keyOf(caller)) ?? 0
      if (count >= mostPolls) return false
      polls.set(keyOf(caller), count + 1)
      return true
    },
    end: (caller) => {
      const left = (polls.get(keyOf(caller)) ?? 1) - 1
      if (left === 0) polls.delete(keyOf(caller))
      else polls.set(keyOf(caller), left)
    },
  }
}

function keyOf({ site, device }: Caller): string {
  return `${site} ${device}`
}

export function tooManyPages(): Response {
  return problem(429, 'This device asks for too many pages at once.', '', { 'Retry-After': '1' })
}

const jsonHeaders = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }
const pack = promisify(gzip)
/** Less is not worth a turn of the thread pool. */
const leastPackedBytes = 1_400

/** An answer of JSON text, packed where the browser takes it. */
export async function packed(acceptEncoding: string | undefined, text: string): Promise<Response> {
  const accepts = /(^|,)\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*(,|$))|,|$)/i.test(acceptEncoding ?? '')
  const headers = { ...jsonHeaders, Vary: 'Accept-Encoding' }
  if (!accepts || text.length < leastPackedBytes) return new Response(text, { headers })
  // Level 4: a page of 2,500 entries in some 10 ms, and a fifth larger than the best.
  const bytes = await pack(text, { level: 4 })
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'Content-Encoding': 'gzip' } })
}
