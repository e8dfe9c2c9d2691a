import postgres from 'postgres'
import { HubStoreError } from '../stores/hub-store.ts'
import { bookedLine, deviceColumns, deviceValues, lineOf, offerOf, withoutHash } from './book-lines.ts'
import type { DeviceRow, OfferRow } from './book-lines.ts'
import type { BookLine, DeviceBook } from './device-book.ts'
import { mostOffers } from './device-book.ts'

const schema = `
CREATE TABLE IF NOT EXISTS gl_device (
  site text NOT NULL, id text NOT NULL, role text NOT NULL, name text NOT NULL, secret text NOT NULL UNIQUE,
  booked_at bigint NOT NULL, revoked_at bigint, app text NOT NULL, last_seen_at bigint, clock_offset bigint,
  storage text NOT NULL, unsent bigint NOT NULL, nth bigserial, PRIMARY KEY (site, id));
CREATE INDEX IF NOT EXISTS gl_device_revoked ON gl_device (revoked_at) WHERE revoked_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS gl_offer (
  code text PRIMARY KEY, site text NOT NULL, role text NOT NULL, name text NOT NULL, expires_at bigint NOT NULL,
  nth bigserial);`

/** The lock under which the store makes its tables, too. */
const schemaLock = 7_120_331

export interface PostgresBookOptions {
  readonly url: string
  readonly connections?: number
}

/** The book in PostgreSQL: a device may be paired by one hub process and served by another. */
export async function openPostgresBook({ url, connections = 4 }: PostgresBookOptions): Promise<DeviceBook> {
  const sql = postgres(url, {
    max: connections,
    onnotice: () => undefined,
    connection: { application_name: 'guichet-libre' },
    // Seconds: the package's own pauses grow to twenty, and a desk would wait long after the database is back.
    backoff: () => 0.5,
  })
  try {
    await guarded(() =>
      sql.begin(async (tx) => {
        await tx`SELECT pg_advisory_xact_lock(${schemaLock})`
        await tx.unsafe(schema)
      }),
    )
  } catch (error) {
    await sql.end({ timeout: 1 })
    throw error
  }

  async function lines(where: string, ...values: string[]): Promise<readonly BookLine[]> {
    const rows = await guarded(() =>
      sql.unsafe<DeviceRow[]>(`SELECT ${deviceColumns} FROM gl_device ${where} ORDER BY booked_at, nth`, values),
    )
    return rows.map(lineOf)
  }

  return {
    bySecret: async (secretHash) => first(await lines('WHERE secret = $1', secretHash)),
    device: async (site, id) => first(await lines('WHERE site = $1 AND id = $2', site, id)),
    devices: async (site) => (await lines('WHERE site = $1', site)).map(withoutHash),
    seen: (site, id, { app, storage, unsent, clockOffsetMs, lastSeenAt }) =>
      guarded(async () => {
        await sql`
          UPDATE gl_device SET app = ${app}, storage = ${storage}, unsent = ${unsent},
            clock_offset = ${clockOffsetMs}, last_seen_at = ${lastSeenAt}
          WHERE site = ${site} AND id = ${id} AND revoked_at IS NULL`
      }),
    rename: (site, id, name) =>
      guarded(async () => {
        const done = await sql`
          UPDATE gl_device SET name = ${name} WHERE site = ${site} AND id = ${id} AND revoked_at IS NULL`
        return done.count > 0
      }),
    revoke: (site, id, at) => guarded(() => revoke(sql, { site, id }, at)),
    revokedSince: (at) =>
      guarded(async () => {
        const rows = await sql<Pick<BookLine, 'site' | 'id'>[]>`
          SELECT site, id FROM gl_device WHERE revoked_at >= ${at} ORDER BY nth`
        return rows.map(({ site, id }) => ({ site, id }))
      }),
    offer: (codeHash, { site, role, name, expiresAt }, now) =>
      guarded(async () => {
        await sql.begin(async (tx) => {
          await tx`DELETE FROM gl_offer WHERE expires_at <= ${now}`
          await tx`DELETE FROM gl_offer WHERE code IN
            (SELECT code FROM gl_offer WHERE site = ${site} ORDER BY nth DESC OFFSET ${mostOffers - 1})`
          await tx`INSERT INTO gl_offer VALUES (${codeHash}, ${site}, ${role}, ${name}, ${expiresAt})`
        })
      }),
    offered: (codeHash, now) =>
      guarded(async () => {
        const [row] = await sql<OfferRow[]>`SELECT * FROM gl_offer WHERE code = ${codeHash} AND expires_at > ${now}`
        return row === undefined ? null : offerOf(row)
      }),
    redeem: (redeeming) =>
      guarded(() =>
        sql.begin(async (tx) => {
          const { codeHash, now, replaces } = redeeming
          // The second who comes waits for the first, and then finds nothing to delete.
          const [row] = await tx<OfferRow[]>`
            DELETE FROM gl_offer WHERE code = ${codeHash} AND expires_at > ${now} RETURNING *`
          if (row === undefined) return null
          const line = bookedLine(offerOf(row), redeeming)
          await insert(tx, line)
          if (replaces !== null) await revoke(tx, replaces, now)
          return withoutHash(line)
        }),
      ),
    sites: () =>
      guarded(async () => {
        const rows = await sql<{ site: BookLine['site'] }[]>`
          SELECT site COLLATE "C" AS site FROM gl_device UNION SELECT site COLLATE "C" FROM gl_offer ORDER BY 1`
        return rows.map(({ site }) => site)
      }),
    hasManager: (site) =>
      guarded(async () => {
        const rows = await sql`
          SELECT 1 FROM gl_device WHERE site = ${site} AND role = 'manager' AND revoked_at IS NULL LIMIT 1`
        return rows.length > 0
      }),
    adopt: (others) =>
      guarded(async () => {
        await sql.begin(async (tx) => {
          for (const line of others) await insert(tx, line)
        })
      }),
    lines: () => lines(''),
    close: () => sql.end({ timeout: 5 }),
  }
}

async function insert(tx: postgres.TransactionSql, line: BookLine): Promise<void> {
  const names = deviceColumns.split(', ')
  const marks = names.map((_, index) => `$${index + 1}`).join(', ')
  const news = names.map((name) => `${name} = excluded.${name}`).join(', ')
  await tx.unsafe(
    `INSERT INTO gl_device (${deviceColumns}) VALUES (${marks}) ON CONFLICT (site, id) DO UPDATE SET ${news}`,
    deviceValues(line),
  )
}

async function revoke(
  sql: postgres.ISql,
  { site, id }: Pick<BookLine, 'site' | 'id'>,
  at: BookLine['bookedAt'],
): Promise<boolean> {
  const done = await sql`
    UPDATE gl_device SET revoked_at = ${at} WHERE site = ${site} AND id = ${id} AND revoked_at IS NULL`
  return done.count > 0
}

function first(lines: readonly BookLine[]) {
  const [line] = lines
  return line === undefined ? null : withoutHash(line)
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = (error as { readonly code?: unknown } | null)?.code
    if (code === '53100') throw new HubStoreError('full', error)
    if (typeof code === 'string' && /^(08|57P|CONNECT|ECONN|ENOTFOUND)/.test(code)) {
      throw new HubStoreError('lost', error)
    }
    throw error
  }
}
