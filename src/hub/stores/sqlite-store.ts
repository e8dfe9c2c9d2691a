import { rename, rm } from 'node:fs/promises'
import type { Day, EntryId, OriginId } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { laterDay } from '#journal/entry.ts'
import type { Counted, Intervals } from '#journal/intervals.ts'
import { countedOf, difference, merged, union } from '#protocol/counting.ts'
import type { LoggedEntry, SiteView, SiteWrite, Wanted } from '#protocol/hub-view.ts'
import { firstTag } from '#protocol/names.ts'
import type { DeviceId, Digest, Incarnation, SiteKey, Tag } from '#protocol/names.ts'
import { createClaimTable } from './claim-table.ts'
import type { HubStore, SiteStatus } from './hub-store.ts'
import { HubStoreError } from './hub-store.ts'
import { busyTimeoutMs, openSqlite } from './open-sqlite.ts'
import type { SqliteDatabase } from './open-sqlite.ts'
import { batchText, logRow, mostKept, readBatch, readEntry, readLogRow, unreadableText } from './rows.ts'
import type { LogRow } from './rows.ts'
import { sqliteSchema } from './sqlite-schema.ts'

const logColumns = 'seq, tag, digest, receipt, received_at AS receivedAt, body'

export interface SqliteStore extends HubStore {
  /** For the hub's own tables (devices, pairings) in the same file. */
  readonly db: SqliteDatabase
}

/**
 * A hub's store in one SQLite file, for one process. Every commit is on the disk when it resolves.
 *
 * @param incarnation random, minted at this start.
 */
export async function openSqliteStore(file: string, incarnation: Incarnation): Promise<SqliteStore> {
  const db = await openSqlite(file)
  db.exec(sqliteSchema)
  const listeners = new Set<(site: SiteKey) => void>()
  const claims = createClaimTable()
  /** Whether the log beside the file is known to hold nothing that was folded; a killed process may have left some. */
  let isErased = false
  const all = <Row>(sql: string, ...values: (string | number | null)[]) => db.prepare(sql).all(...values) as Row[]
  const run = (sql: string, ...values: (string | number | null)[]) => db.prepare(sql).run(...values)

  function transaction<T>(work: () => T): T {
    try {
      db.exec('BEGIN IMMEDIATE')
      const done = work()
      db.exec('COMMIT')
      return done
    } catch (error) {
      try {
        db.exec('ROLLBACK')
      } catch {
        // A disk that is full may have rolled back by itself.
      }
      throw troubleOf(error)
    }
  }

  function status(site: SiteKey): SiteStatus {
    const [row] = all<{ seq: number; tag: Tag; horizon: Day | null }>('SELECT * FROM site WHERE site = ?', site)
    return row === undefined
      ? { head: { seq: 0, tag: firstTag }, horizon: null }
      : { head: { seq: row.seq, tag: row.tag }, horizon: row.horizon }
  }

  function originRows(site: SiteKey, origins: readonly OriginId[]) {
    return all<{ origin: OriginId; have: string; owner: DeviceId | null }>(
      'SELECT origin, have, owner FROM origin WHERE site = ? AND origin IN (SELECT value FROM json_each(?))',
      site,
      JSON.stringify(origins),
    )
  }

  function viewOf(site: SiteKey, wanted: Wanted): SiteView {
    const origins = originRows(site, wanted.origins)
    const held =
      wanted.ids.length === 0
        ? []
        : all<{ id: EntryId; digest: Digest }>(
            `SELECT origin || ':' || n AS id, digest FROM entry WHERE site = ? AND (origin, n) IN
         (SELECT substr(value, 1, 10), CAST(substr(value, 12) AS INTEGER) FROM json_each(?))`,
            site,
            JSON.stringify(wanted.ids),
          )
    const batches = all<{ day: Day; body: string }>(
      'SELECT day, body FROM batch WHERE site = ? AND day IN (SELECT value FROM json_each(?))',
      site,
      JSON.stringify(wanted.days),
    )
    return {
      ...status(site),
      have: haveOf(origins),
      owners: new Map(origins.flatMap(({ origin, owner }) => (owner === null ? [] : [[origin, owner] as const]))),
      digests: new Map(held.map(({ id, digest }) => [id, digest])),
      batches: new Map(batches.map(({ day, body }) => [day, readBatch(body)])),
    }
  }

  function count(site: SiteKey, counted: Counted): void {
    const known = haveOf(originRows(site, [...counted.keys()]))
    for (const [origin, intervals] of counted) {
      run(
        'INSERT INTO origin (site, origin, have) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET have = excluded.have',
        site,
        origin,
        JSON.stringify(merged(known.get(origin) ?? [], intervals)),
      )
    }
  }

  function write(site: SiteKey, { appended, counted, owners, quarantined, batches }: SiteWrite): void {
    const insert = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    for (const logged of appended) {
      const { seq, tag, digest, receipt, receivedAt, body } = logRow(logged)
      const { origin, n, day } = logged.entry
      insert.run(site, seq, origin, n, day, tag, digest, receipt, receivedAt, JSON.stringify(body))
    }
    count(site, union(counted, countedOf(appended.map(({ entry }) => entry))))
    for (const [origin, owner] of owners) {
      run(
        `INSERT INTO origin (site, origin, have, owner) VALUES (?, ?, '[]', ?)
         ON CONFLICT DO UPDATE SET owner = excluded.owner`,
        site,
        origin,
        owner,
      )
    }
    for (const { origin, n, device, field, original } of quarantined) {
      run(
        `INSERT OR IGNORE INTO unreadable SELECT ?1, ?2, ?3, ?4, ?5, ?6, iif(count(body) < ${mostKept}, ?7, NULL)
         FROM unreadable WHERE site = ?1 AND device = ?4`,
        site,
        origin,
        n,
        device,
        field,
        Date.now(),
        unreadableText(original),
      )
    }
    putBatches(site, batches)
    const last = appended.at(-1)
    if (last !== undefined) putHead(site, last)
  }

  function putHead(site: SiteKey, { seq, tag }: Pick<LoggedEntry, 'seq' | 'tag'>): void {
    run(
      `INSERT INTO site (site, seq, tag) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET seq = excluded.seq, tag = excluded.tag`,
      site,
      seq,
      tag,
    )
  }

  function putBatches(site: SiteKey, batches: readonly DayBatch[]): void {
    for (const batch of batches) {
      run('INSERT OR REPLACE INTO batch VALUES (?, ?, ?)', site, batch.day, batchText(batch))
    }
  }

  function allBatches(site: SiteKey, from = '', to = '9999-99-99'): readonly DayBatch[] {
    return all<{ body: string }>(
      'SELECT body FROM batch WHERE site = ? AND day BETWEEN ? AND ? ORDER BY day',
      site,
      from,
      to,
    ).map(({ body }) => readBatch(body))
  }

  function releaseCount(site: SiteKey): number {
    return all<{ count: number }>('SELECT count(*) AS count FROM release WHERE site = ?', site)[0]?.count ?? 0
  }

  /** Deleted pages are overwritten in the file; the log beside it has them until it is emptied, which a reader hinders. */
  function emptyLog(): void {
    // A backup may read for minutes: nobody waits for it, the next time comes.
    db.exec('PRAGMA busy_timeout=0')
    try {
      isErased = all<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')[0]?.busy === 0
    } catch (error) {
      if (!/locked|busy/.test(String(error))) throw troubleOf(error)
    } finally {
      db.exec(`PRAGMA busy_timeout=${busyTimeoutMs}`)
    }
  }

  function announce(site: SiteKey): void {
    for (const listener of listeners) listener(site)
  }

  return {
    db,
    incarnation: () => incarnation,
    commit: answering((steps) => {
      const moved: SiteKey[] = []
      transaction(() => {
        for (const { site, wanted, step } of steps) {
          const writing = step(viewOf(site, wanted))
          write(site, writing)
          if (writing.appended.length > 0) moved.push(site)
        }
      })
      moved.forEach(announce)
    }),
    seal: answering((site, step) => {
      const folded = transaction(() => {
        const { head, horizon } = status(site)
        const bodies = all<{ body: string }>('SELECT body FROM entry WHERE site = ? ORDER BY seq', site)
        const batches = new Map(allBatches(site).map((batch) => [batch.day, batch]))
        const have = haveOf(
          all<{ origin: OriginId; have: string }>('SELECT origin, have FROM origin WHERE site = ?', site),
        )
        const sealing = step({ entries: bodies.map(({ body }) => readEntry(body)), horizon, batches, have })
        if (sealing === null) return false
        const gone = db.prepare('DELETE FROM entry WHERE site = ? AND origin = ? AND n = ?')
        for (const id of sealing.gone) gone.run(site, id.slice(0, 10), Number(id.slice(11)))
        count(site, sealing.counted)
        putBatches(site, sealing.batches)
        putHead(site, head)
        run('UPDATE site SET horizon = ? WHERE site = ?', laterDay(horizon, sealing.horizon), site)
        return true
      })
      if (folded) {
        isErased = false
        emptyLog()
        announce(site)
      }
      return folded
    }),
    status: answering(status),
    page: answering((site, after, limit) => {
      const rows = all<LogRow>(
        `SELECT ${logColumns} FROM entry WHERE site = ? AND seq > ? ORDER BY seq LIMIT ?`,
        site,
        after,
        limit + 1,
      )
      return { logged: rows.slice(0, limit).map(readLogRow), more: rows.length > limit, status: status(site) }
    }),
    have: answering((site, origins) => haveOf(originRows(site, origins))),
    tagAt: answering((site, seq) => {
      const { head } = status(site)
      if (seq === 0) return firstTag
      if (seq === head.seq) return head.tag
      return all<{ tag: Tag }>('SELECT tag FROM entry WHERE site = ? AND seq = ?', site, seq)[0]?.tag ?? null
    }),
    batches: answering((site, from, to) => allBatches(site, from, to)),
    archive: answering((site) => {
      const held = countedOf(all<{ origin: OriginId; n: number }>('SELECT origin, n FROM entry WHERE site = ?', site))
      const have = haveOf(
        all<{ origin: OriginId; have: string }>('SELECT origin, have FROM origin WHERE site = ?', site),
      )
      return { horizon: status(site).horizon, batches: allBatches(site), counted: difference(have, held) }
    }),
    releases: answering((site, after, limit) => {
      const texts = all<{ body: string }>(
        'SELECT body FROM release WHERE site = ? AND n > ? ORDER BY n LIMIT ?',
        site,
        after,
        limit,
      ).map(({ body }) => body)
      return { known: releaseCount(site), texts }
    }),
    addRelease: answering((site, text, known) =>
      transaction(() => {
        if (releaseCount(site) !== known) return false
        run('INSERT INTO release VALUES (?, ?, ?)', site, known + 1, text)
        return true
      }),
    ),
    quarantinedCount: answering(
      (site) => all<{ count: number }>('SELECT count(*) AS count FROM unreadable WHERE site = ?', site)[0]?.count ?? 0,
    ),
    forget: answering((site, before) => {
      const erased = run(
        'UPDATE unreadable SET body = NULL WHERE site = ? AND received_at < ? AND body IS NOT NULL',
        site,
        before,
      )
      if (erased.changes > 0) isErased = false
      if (!isErased) emptyLog()
    }),
    claim: answering(claims.claim),
    claims: answering(claims.claims),
    release: answering(claims.release),
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    backup: async (file) => {
      // A backup that was cut off must not be taken for one.
      const part = `${file}.part`
      await rm(part, { force: true })
      run('VACUUM INTO ?', part)
      await rename(part, file)
    },
    check: answering(() => {
      all('SELECT 1')
    }),
    close: answering(() => {
      listeners.clear()
      db.close()
    }),
  }
}

/** The store's answers are promises: its callers do not know which database they have. */
function answering<Args extends readonly unknown[], T>(work: (...args: Args) => T): (...args: Args) => Promise<T> {
  return async (...args) => work(...args)
}

function haveOf(rows: readonly { readonly origin: OriginId; readonly have: string }[]): Counted {
  return new Map(rows.map(({ origin, have }) => [origin, JSON.parse(have) as Intervals]))
}

function troubleOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (/database or disk is full|disk I\/O error/.test(error.message)) return new HubStoreError('full', error)
  // A command has held the file for longer than the time-out.
  return /database is locked/.test(error.message) ? new HubStoreError('lost', error) : error
}
