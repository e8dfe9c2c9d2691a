import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '#domain/ids.ts'
import type { SiteKey } from '#protocol/names.ts'
import { offerPairing } from '#hub/access/pairing.ts'
import { hashCode, hashSecret, newDeviceId, newSecret, readCode } from '#hub/access/secrets.ts'
import { openSqliteBook } from '#hub/access/sqlite-book.ts'
import { openSqlite } from '#hub/stores/open-sqlite.ts'
import { deviceBookContract } from './device-book-contract.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-book-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Each opener has a connection of its own, as a command beside a running hub. */
async function openBook(file: string) {
  const db = await openSqlite(join(folder, file))
  const book = openSqliteBook(db)
  return { ...book, close: () => Promise.resolve(db.close()) }
}

describe('the book of devices in SQLite', () => {
  for (const [index, { name, run }] of deviceBookContract.entries()) {
    test(name, () => run({ open: () => openBook(`contract-${index}.db`), lasting: true }))
  }

  test('[HA3] neither a secret nor a code is in the file', async () => {
    const db = await openSqlite(join(folder, 'secrets.db'))
    const book = openSqliteBook(db)
    const now = 1_700_000_000_000 as Instant
    const wish = { site: 'main' as SiteKey, role: 'desk' as const, name: 'Desk', baseUrl: 'http://hub' }
    const [used, open] = [await offerPairing(book, wish, now), await offerPairing(book, wish, now)]
    const secret = newSecret()
    const codeHash = hashCode(readCode(used.code) ?? '')
    const secretHash = hashSecret(secret)
    await book.redeem({ codeHash, id: newDeviceId(), secretHash, name: '', now, replaces: null })
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const bytes = await readFile(join(folder, 'secrets.db'), 'latin1')
    db.close()
    expect(bytes).toContain(secretHash)
    for (const hidden of [secret, used.code, open.code, readCode(used.code) ?? '', readCode(open.code) ?? '']) {
      expect(bytes).not.toContain(hidden)
    }
  })
})
