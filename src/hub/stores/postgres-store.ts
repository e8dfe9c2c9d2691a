import postgres from 'postgres'
import type { Day, DeskNumber, EntryId, Instant, OriginId, TicketId } from '#domain/ids.ts'
import type { Counted } from '#journal/intervals.ts'
import { countedOf, difference, union } from '#protocol/counting.ts'
import type { Sealing, SiteView, SiteWrite } from '#protocol/hub-view.ts'
import { emptyWrite } from '#protocol/hub-view.ts'
import { firstTag } from '#protocol/names.ts'
import type { DeviceId, Digest, Incarnation, SiteKey, Tag } from '#protocol/names.ts'
import type { Claim, HubStore, SiteStatus, SiteStep } from './hub-store.ts'
import { HubStoreError } from './hub-store.ts'
import { postgresSchema } from './postgres-schema.ts'
import {
  batchText,
  logRow,
  multirangeText,
  readBatch,
  readEntry,
  readLogRow,
  readMultirange,
  unreadableText,
} from './rows.ts'
import type { LogRow } from './rows.ts'

export interface PostgresStoreOptions {
  readonly url: string
  readonly newIncarnation: () => Incarnation
  /** How often lost wake-ups are made good. */
  readonly sweepMs?: number
  readonly connections?: number
  /** Without LISTEN (a pooler, a managed database) only the sweep wakes. */
  readonly listen?: boolean
}

export interface PostgresStore extends HubStore {
  /** For the hub's own tables (devices, pairings) in the same database. */
  readonly sql: postgres.Sql
  /** A restore has happened that the database does not show by itself: begin another life. */
  beginLife(): Promise<void>
}

interface ViewRow {
  readonly site: SiteKey
  readonly seq: number
  readonly tag: Tag
  readonly horizon: Day | null
  readonly origins: readonly (readonly [OriginId, string, DeviceId | null])[]
  readonly digests: readonly (readonly [EntryId, Digest])[]
  readonly batches: readonly string[]
}

/** Another hub process may have been cut in the middle of its own schema step. */
const schemaLock = 7_120_331

/** A hub's store in PostgreSQL: many sites, many processes; wake-ups by LISTEN, made good by a sweep. */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const { sweepMs = 1_000, listen = true } = options
  const sql = postgres(options.url, {
    max: options.connections ?? 10,
    onnotice: () => undefined,
    connection: { application_name: 'guichet-libre', synchronous_commit: 'on' },
    // Seconds: the package's own pauses grow to twenty, and a desk would wait long after the database is back.
    backoff: () => 0.5,
  })
  const listeners = new Set<(site: SiteKey) => void>()
  const seen = new Map<SiteKey, string>()
  let life = ''
  let closed = false

  await sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${schemaLock})`
    await tx.unsafe(postgresSchema)
  })
  await readLife()

  /** One life for all processes; another cluster, timeline, database or table (a restore, a fail-over) begins another (P1). */
  async function readLife(): Promise<void> {
    life = await sql.begin(async (tx) => {
      const [row] = await tx<{ incarnation: string; cluster: string; now: string }[]>`
        SELECT incarnation, cluster, gl_cluster() AS now FROM gl_life`
      if (row !== undefined && row.cluster === row.now) return row.incarnation
      await tx`SELECT pg_advisory_xact_lock(${schemaLock})`
      const [kept] = await tx<{ incarnation: string }[]>`
        INSERT INTO gl_life AS known (incarnation, cluster) VALUES (${options.newIncarnation()}, gl_cluster())
        ON CONFLICT (one) DO UPDATE SET cluster = excluded.cluster,
          incarnation = CASE WHEN known.cluster = excluded.cluster THEN known.incarnation ELSE excluded.incarnation END
        RETURNING incarnation`
      return kept?.incarnation ?? life
    })
  }

  async function sweep(): Promise<void> {
    const rows = await sql<
      { site: SiteKey; seq: string; horizon: string | null; incarnation: string; same: boolean }[]
    >`
      SELECT site, seq, horizon, incarnation, cluster = gl_cluster() AS same FROM gl_site, gl_life`
    const [first] = rows
    if (first !== undefined && !first.same) await readLife()
    else if (first !== undefined) life = first.incarnation
    for (const { site, seq, horizon } of rows) {
      const state = `${seq} ${horizon ?? ''}`
      if (seen.get(site) === state) continue
      const known = seen.has(site)
      seen.set(site, state)
      if (known || seq !== '0') announce(site)
    }
  }

  function announce(site: SiteKey): void {
    for (const listener of listeners) listener(site)
  }

  let sweeping: Promise<void> = Promise.resolve()
  function sweepSoon(): void {
    sweeping = sweeping.then(() => (closed ? undefined : sweep())).catch(() => undefined)
  }
  sweepSoon()
  await sweeping
  const timer = setInterval(sweepSoon, sweepMs)
  timer.unref()
  const subscription = listen
    ? await sql.listen(
        'gl_moved',
        (moved) => {
          if (moved === '*') sweepSoon()
          else for (const site of moved.split(',')) announce(site as SiteKey)
        },
        // A connection that was cut may have missed some.
        sweepSoon,
      )
    : null

  async function status(site: SiteKey): Promise<SiteStatus> {
    const [row] = await sql<StatusRow[]>`
      SELECT seq AS "headSeq", tag AS "headTag", horizon FROM gl_site WHERE site = ${site}`
    return row === undefined ? emptyStatus : statusOf(row)
  }

  async function batchesOf(site: SiteKey, from = '', to = '9999-99-99') {
    const rows = await sql<{ body: string }[]>`
      SELECT body FROM gl_batch WHERE site = ${site} AND day COLLATE "C" BETWEEN ${from} AND ${to} ORDER BY day COLLATE "C"`
    return rows.map(({ body }) => readBatch(body))
  }

  return {
    sql,
    incarnation: () => life as Incarnation,
    beginLife: () =>
      guarded(async () => {
        await sql`UPDATE gl_life SET incarnation = ${options.newIncarnation()}`
        await readLife()
      }),
    commit: (steps: readonly SiteStep[]) =>
      guarded(async () => {
        await sql.begin(async (tx) => {
          const rows = await view(
            tx,
            steps.map(({ site, wanted }) => ({ site, ...wanted })),
          )
          const bySite = new Map(rows.map((row) => [row.site, row]))
          const writes = steps.flatMap(({ site, step }) => {
            const row = bySite.get(site)
            return row === undefined ? [] : writeRows(row, step(viewOf(row)))
          })
          await write(tx, writes)
        })
      }),
    seal: (site, step) =>
      guarded(() =>
        sql.begin(async (tx) => {
          const [row] = await view(tx, [{ site, origins: [], ids: [], days: [] }])
          const bodies = await tx<{ body: unknown }[]>`SELECT body FROM gl_entry WHERE site = ${site} ORDER BY seq`
          const known = await tx<{ body: string }[]>`SELECT body FROM gl_batch WHERE site = ${site}`
          const batches = known.map(({ body }) => readBatch(body))
          const counted = await tx<{ origin: OriginId; have: string }[]>`
            SELECT origin, have::text AS have FROM gl_origin WHERE site = ${site}`
          const sealing = step({
            entries: bodies.map(({ body }) => readEntry(body)),
            horizon: row?.horizon ?? null,
            batches: new Map(batches.map((batch) => [batch.day, batch])),
            have: new Map(counted.map(({ origin, have }) => [origin, readMultirange(have)])),
          })
          if (sealing === null || row === undefined) return false
          await write(tx, sealRows(row, sealing))
          return true
        }),
      ),
    status: (site) => guarded(() => status(site)),
    page: (site, after, limit) =>
      guarded(async () => {
        // One snapshot for both: a line that commits in between is on the next page.
        const rows = await sql<(StatusRow & NullableLogRow)[]>`
          SELECT s.seq AS "headSeq", s.tag AS "headTag", s.horizon, e.seq, e.tag, e.digest, e.receipt,
            e.received_at AS "receivedAt", e.body
          FROM gl_site s LEFT JOIN LATERAL (
            SELECT * FROM gl_entry WHERE site = s.site AND seq > ${after} ORDER BY seq LIMIT ${limit + 1}) e ON true
          WHERE s.site = ${site} ORDER BY e.seq`
        const [first] = rows
        const lines = rows.flatMap((row) => (row.seq === null ? [] : [readLogRow(row)]))
        const status = first === undefined ? emptyStatus : statusOf(first)
        return { logged: lines.slice(0, limit), more: lines.length > limit, status }
      }),
    have: (site, origins) =>
      guarded(async () => {
        const rows = await sql<{ origin: OriginId; have: string }[]>`
          SELECT origin, have::text AS have FROM gl_origin WHERE site = ${site} AND origin = ANY(${[...origins]})`
        return new Map(rows.map(({ origin, have }) => [origin, readMultirange(have)]))
      }),
    tagAt: (site, seq) =>
      guarded(async () => {
        const { head } = await status(site)
        if (seq === 0) return firstTag
        if (seq === head.seq) return head.tag
        const [row] = await sql<{ tag: Tag }[]>`SELECT tag FROM gl_entry WHERE site = ${site} AND seq = ${seq}`
        return row?.tag ?? null
      }),
    batches: (site, from, to) => guarded(() => batchesOf(site, from, to)),
    archive: (site) =>
      guarded(async () => {
        const { horizon } = await status(site)
        const held = await sql<{ origin: OriginId; n: string }[]>`SELECT origin, n FROM gl_entry WHERE site = ${site}`
        const rows = await sql<{ origin: OriginId; have: string }[]>`
          SELECT origin, have::text AS have FROM gl_origin WHERE site = ${site}`
        const have: Counted = new Map(rows.map((row) => [row.origin, readMultirange(row.have)]))
        const raw = countedOf(held.map(({ origin, n }) => ({ origin, n: Number(n) })))
        return { horizon, batches: await batchesOf(site), counted: difference(have, raw) }
      }),
    releases: (site, after, limit) =>
      guarded(async () => {
        const rows = await sql<{ body: string }[]>`
          SELECT body FROM gl_release WHERE site = ${site} AND n > ${after} ORDER BY n LIMIT ${limit}`
        const [row] = await sql<{ count: number }[]>`
          SELECT count(*)::int AS count FROM gl_release WHERE site = ${site}`
        return { known: row?.count ?? 0, texts: rows.map(({ body }) => body) }
      }),
    addRelease: (site, text, known) =>
      guarded(async () => {
        // Of two at once the second waits for the first one's key, and finds it taken.
        const { count } = await sql`
          INSERT INTO gl_release (site, n, body) SELECT ${site}, ${known + 1}, ${text}
          WHERE (SELECT count(*) FROM gl_release WHERE site = ${site}) = ${known} ON CONFLICT DO NOTHING`
        return count === 1
      }),
    quarantinedCount: (site) =>
      guarded(async () => {
        const [row] = await sql<{ count: number }[]>`
          SELECT count(*)::int AS count FROM gl_unreadable WHERE site = ${site}`
        return row?.count ?? 0
      }),
    forget: (site, before) =>
      guarded(async () => {
        await sql`
          UPDATE gl_unreadable SET body = NULL WHERE site = ${site} AND received_at < ${before} AND body IS NOT NULL`
      }),
    claim: (site, claim, now) =>
      guarded(async () => {
        const { ticketId, desk, until } = claim
        const [row] = await sql<ClaimRow[]>`SELECT * FROM gl_take(${site}, ${ticketId}, ${desk}, ${until}, ${now})`
        return row === undefined ? claim : claimOf(row)
      }),
    claims: (site, now) =>
      guarded(async () => {
        const rows = await sql<ClaimRow[]>`
          SELECT ticket, desk, until FROM gl_claim WHERE site = ${site} AND until > ${now}`
        return rows.map(claimOf)
      }),
    release: (site, ticketIds) =>
      guarded(async () => {
        await sql`DELETE FROM gl_claim WHERE site = ${site} AND ticket = ANY(${[...ticketIds]})`
      }),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    backup: () =>
      Promise.reject(new Error('A PostgreSQL database is backed up with its own tools (pg_dump, archiving)')),
    check: () =>
      guarded(async () => {
        await sql`SELECT 1`
      }),
    close: async () => {
      closed = true
      clearInterval(timer)
      listeners.clear()
      await subscription?.unlisten().catch(() => undefined)
      await sweeping
      await sql.end({ timeout: 5 })
    },
  }
}

interface StatusRow {
  readonly headSeq: string
  readonly headTag: Tag
  readonly horizon: Day | null
}

/** A site without lines is one row without a line. */
type NullableLogRow = LogRow | { readonly [Key in keyof LogRow]: null }

const emptyStatus: SiteStatus = { head: { seq: 0, tag: firstTag }, horizon: null }

function statusOf({ headSeq, headTag, horizon }: StatusRow): SiteStatus {
  return { head: { seq: Number(headSeq), tag: headTag }, horizon }
}

interface ClaimRow {
  readonly ticket: TicketId
  readonly desk: DeskNumber
  readonly until: string
}

function claimOf({ ticket, desk, until }: ClaimRow): Claim {
  return { ticketId: ticket, desk, until: Number(until) as Instant }
}

/** Once more where a connection was gone: after a restart of the database each of the pool fails at its first use. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const trouble = troubleOf(error)
    if (!(trouble instanceof HubStoreError) || trouble.trouble !== 'lost') throw trouble
  }
  try {
    return await work()
  } catch (error) {
    throw troubleOf(error)
  }
}

async function view(tx: postgres.TransactionSql, wanted: readonly object[]): Promise<readonly ViewRow[]> {
  const [row] = await tx<
    { view: readonly ViewRow[] | null }[]
  >`SELECT gl_view(${JSON.stringify(wanted)}::text::jsonb) AS view`
  return row?.view ?? []
}

async function write(tx: postgres.TransactionSql, writes: readonly object[]): Promise<void> {
  if (writes.length > 0) await tx`SELECT gl_append(${JSON.stringify(writes)}::text::jsonb)`
}

function viewOf(row: ViewRow): SiteView {
  const batches = row.batches.map(readBatch)
  return {
    head: { seq: row.seq, tag: row.tag },
    horizon: row.horizon,
    have: new Map(row.origins.map(([origin, have]) => [origin, readMultirange(have)])),
    owners: new Map(row.origins.flatMap(([origin, , owner]) => (owner === null ? [] : [[origin, owner] as const]))),
    digests: new Map(row.digests),
    batches: new Map(batches.map((batch) => [batch.day, batch])),
  }
}

function writeRows(row: ViewRow, { appended, counted, owners, quarantined, batches }: SiteWrite): readonly object[] {
  const last = appended.at(-1)
  const all = union(counted, countedOf(appended.map(({ entry }) => entry)))
  if (all.size === 0 && owners.size === 0 && batches.length === 0) return []
  return [
    {
      site: row.site,
      seq: last?.seq ?? row.seq,
      tag: last?.tag ?? row.tag,
      horizon: row.horizon,
      entries: appended.map(logRow),
      counted: [...all].map(([origin, intervals]) => [origin, multirangeText(intervals)]),
      owners: [...owners],
      quarantined: quarantined.map((each) => ({ ...each, original: unreadableText(each.original) })),
      gone: [],
      batches: batches.map((batch) => [batch.day, batchText(batch)]),
      moved: last !== undefined,
    },
  ]
}

function sealRows(row: ViewRow, sealing: Sealing): readonly object[] {
  const [known] = writeRows(row, { ...emptyWrite, counted: sealing.counted, batches: sealing.batches })
  const base = known ?? {
    site: row.site,
    seq: row.seq,
    tag: row.tag,
    entries: [],
    counted: [],
    owners: [],
    quarantined: [],
    batches: [],
  }
  return [{ ...base, horizon: sealing.horizon, gone: [...sealing.gone], moved: true }]
}

function troubleOf(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  // 53100: disk full; class 08, 57P and the driver's own words: the connection is gone.
  if (code === '53100') return new HubStoreError('full', error)
  if (typeof code === 'string' && /^(08|57P|CONNECT|ECONN|ENOTFOUND)/.test(code))
    return new HubStoreError('lost', error)
  return error
}
