import { HubStoreError } from '../stores/hub-store.ts'
import type { SqliteDatabase } from '../stores/open-sqlite.ts'
import { bookedLine, deviceColumns, deviceValues, lineOf, offerOf, withoutHash } from './book-lines.ts'
import type { DeviceRow, OfferRow } from './book-lines.ts'
import type { BookLine, DeviceBook } from './device-book.ts'
import { mostOffers } from './device-book.ts'

const schema = `
  CREATE TABLE IF NOT EXISTS device (
    site TEXT NOT NULL, id TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, secret TEXT NOT NULL UNIQUE,
    booked_at INTEGER NOT NULL, revoked_at INTEGER, app TEXT NOT NULL, last_seen_at INTEGER, clock_offset INTEGER,
    storage TEXT NOT NULL, unsent INTEGER NOT NULL, PRIMARY KEY (site, id));
  CREATE INDEX IF NOT EXISTS device_revoked ON device (revoked_at) WHERE revoked_at IS NOT NULL;
  CREATE TABLE IF NOT EXISTS offer (
    code TEXT PRIMARY KEY, site TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, expires_at INTEGER NOT NULL);`

type Value = string | number | null

/** The book in the store's own SQLite file; a command may write in it while the hub runs. Closing leaves the file open. */
export function openSqliteBook(db: SqliteDatabase): DeviceBook {
  db.exec(schema)
  const all = <Row>(sql: string, ...values: Value[]) => db.prepare(sql).all(...values) as Row[]
  const run = (sql: string, ...values: Value[]) => db.prepare(sql).run(...values)
  const changes = (sql: string, ...values: Value[]) => run(sql, ...values).changes
  const lines = (where: string, ...values: Value[]): readonly BookLine[] =>
    all<DeviceRow>(`SELECT ${deviceColumns} FROM device ${where} ORDER BY booked_at, rowid`, ...values).map(lineOf)

  function insert(line: BookLine): void {
    const marks = deviceColumns.replace(/\w+/g, '?')
    run(`INSERT OR REPLACE INTO device (${deviceColumns}) VALUES (${marks})`, ...deviceValues(line))
  }

  function transaction<T>(work: () => T): T {
    db.exec('BEGIN IMMEDIATE')
    try {
      const done = work()
      db.exec('COMMIT')
      return done
    } catch (error) {
      try {
        db.exec('ROLLBACK')
      } catch {
        // A disk that is full may have rolled back by itself.
      }
      throw error
    }
  }

  return {
    bySecret: answering((secretHash) => first(lines('WHERE secret = ?', secretHash))),
    device: answering((site, id) => first(lines('WHERE site = ? AND id = ?', site, id))),
    devices: answering((site) => lines('WHERE site = ?', site).map(withoutHash)),
    seen: answering((site, id, { app, storage, unsent, clockOffsetMs, lastSeenAt }) => {
      run(
        `UPDATE device SET app = ?, storage = ?, unsent = ?, clock_offset = ?, last_seen_at = ?
         WHERE site = ? AND id = ? AND revoked_at IS NULL`,
        app,
        storage,
        unsent,
        clockOffsetMs,
        lastSeenAt,
        site,
        id,
      )
    }),
    rename: answering(
      (site, id, name) =>
        changes('UPDATE device SET name = ? WHERE site = ? AND id = ? AND revoked_at IS NULL', name, site, id) > 0,
    ),
    revoke: answering(
      (site, id, at) =>
        changes('UPDATE device SET revoked_at = ? WHERE site = ? AND id = ? AND revoked_at IS NULL', at, site, id) > 0,
    ),
    revokedSince: answering((at) =>
      all<Pick<BookLine, 'site' | 'id'>>('SELECT site, id FROM device WHERE revoked_at >= ? ORDER BY rowid', at),
    ),
    offer: answering((codeHash, { site, role, name, expiresAt }, now) =>
      transaction(() => {
        run('DELETE FROM offer WHERE expires_at <= ?', now)
        run(
          `DELETE FROM offer WHERE code IN
           (SELECT code FROM offer WHERE site = ? ORDER BY rowid DESC LIMIT -1 OFFSET ?)`,
          site,
          mostOffers - 1,
        )
        run('INSERT INTO offer VALUES (?, ?, ?, ?, ?)', codeHash, site, role, name, expiresAt)
      }),
    ),
    offered: answering((codeHash, now) => {
      const [row] = all<OfferRow>('SELECT * FROM offer WHERE code = ? AND expires_at > ?', codeHash, now)
      return row === undefined ? null : offerOf(row)
    }),
    redeem: answering((redeeming) =>
      transaction(() => {
        const { codeHash, now, replaces } = redeeming
        const [row] = all<OfferRow>('DELETE FROM offer WHERE code = ? AND expires_at > ? RETURNING *', codeHash, now)
        if (row === undefined) return null
        const line = bookedLine(offerOf(row), redeeming)
        insert(line)
        if (replaces !== null) {
          const { site, id } = replaces
          run('UPDATE device SET revoked_at = ? WHERE site = ? AND id = ? AND revoked_at IS NULL', now, site, id)
        }
        return withoutHash(line)
      }),
    ),
    sites: answering(() =>
      all<{ site: string }>('SELECT site FROM device UNION SELECT site FROM offer ORDER BY site').map(
        ({ site }) => site as BookLine['site'],
      ),
    ),
    hasManager: answering(
      (site) =>
        all("SELECT 1 FROM device WHERE site = ? AND role = 'manager' AND revoked_at IS NULL LIMIT 1", site).length > 0,
    ),
    adopt: answering((others) => transaction(() => others.forEach(insert))),
    lines: answering(() => lines('')),
    close: () => Promise.resolve(),
  }
}

function first(lines: readonly BookLine[]) {
  const [line] = lines
  return line === undefined ? null : withoutHash(line)
}

/** The book's answers are promises: its callers do not know which database they have. */
function answering<Args extends readonly unknown[], T>(work: (...args: Args) => T): (...args: Args) => Promise<T> {
  return async (...args) => {
    try {
      return work(...args)
    } catch (error) {
      throw troubleOf(error)
    }
  }
}

function troubleOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  if (/database or disk is full|disk I\/O error/.test(error.message)) return new HubStoreError('full', error)
  return /database is (locked|busy)/.test(error.message) ? new HubStoreError('lost', error) : error
}
