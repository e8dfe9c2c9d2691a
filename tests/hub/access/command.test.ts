import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '#domain/ids.ts'
import type { SiteKey } from '#protocol/names.ts'
import { hashCode, newDeviceId, readCode } from '#hub/access/secrets.ts'
import type { DeviceBook } from '#hub/access/device-book.ts'
import { openSqliteBook } from '#hub/access/sqlite-book.ts'
import { databaseFile, writeRunning } from '#hub/running-hub.ts'
import { openSqlite } from '#hub/stores/open-sqlite.ts'
import { command, commandProcess } from './command-line.ts'

const main = 'main' as SiteKey
let folder = ''
let env: Readonly<Record<string, string>> = {}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-command-'))
  env = { DATA_DIR: join(folder, 'data') }
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function withBook<T>(work: (book: DeviceBook) => Promise<T>): Promise<T> {
  const db = await openSqlite(databaseFile(join(folder, 'data')))
  try {
    return await work(openSqliteBook(db))
  } finally {
    db.close()
  }
}

async function paired(...words: readonly string[]) {
  const said = await command(env, 'pair', ...words)
  const code = readCode(said.lines[0]?.replace('Code: ', '') ?? '') ?? ''
  const id = newDeviceId()
  const now = Date.now() as Instant
  await withBook((book) =>
    book.redeem({ codeHash: hashCode(code), id, secretHash: `hash ${id}`, name: '', now, replaces: null }),
  )
  return id
}

describe('[HA11] pair', () => {
  test.each([
    ['kiosk', 'kiosk'],
    ['board', 'board'],
    ['desk', 'desk'],
    ['manager', 'settings'],
  ])('%s: a code and a link, one a line, and nothing else', async (role, screen) => {
    const { status, lines } = await commandProcess(env, 'pair', '--role', role, '--name', 'Hall 2')
    expect(status).toBe(0)
    expect(lines).toHaveLength(2)
    const [, code = ''] = /^Code: ([A-Z2-9]{4}-[A-Z2-9]{4})$/.exec(lines[0] ?? '') ?? []
    expect(lines[1]).toBe(`Link: http://localhost:8080/${screen}#pair=${code}`)
    const offer = await withBook((book) => book.offered(hashCode(readCode(code) ?? ''), Date.now() as Instant))
    expect(offer).toMatchObject({ site: 'main', role, name: 'Hall 2' })
    expect((offer?.expiresAt ?? 0) - Date.now()).toBeLessThanOrEqual(600_000)
  })

  test('the link has the address of PUBLIC_URL, or of the hub that runs, or of PORT', async () => {
    const linkOf = async (more: Readonly<Record<string, string>>) => {
      const { lines } = await command({ ...env, ...more }, 'pair', '--role', 'desk', '--site', 'lyon-2')
      return lines[1]?.split('#')[0]
    }
    expect(await linkOf({ PORT: '9000' })).toBe('Link: http://localhost:9000/desk')
    await writeRunning(join(folder, 'data'), { pid: process.pid, url: 'https://hub.local:8443' })
    expect(await linkOf({ PORT: '9000' })).toBe('Link: https://hub.local:8443/desk')
    expect(await linkOf({ PUBLIC_URL: 'https://guichet.example.org' })).toBe('Link: https://guichet.example.org/desk')
    expect(await withBook((book) => book.sites())).toEqual(['lyon-2'])
  })
})

describe('[HA11] devices, rename and revoke', () => {
  test('a device is listed, renamed and revoked by its id', async () => {
    const id = await paired('--role', 'manager', '--name', 'Bureau')
    const other = await paired('--role', 'kiosk', '--site', 'other')
    const listed = await command(env, 'devices')
    expect(listed.lines).toHaveLength(3)
    expect(listed.lines[1]).toMatch(new RegExp(`^${id}  main   manager  Bureau .* paired$`))
    expect((await command(env, 'devices', '--site', 'other')).lines).toHaveLength(2)

    expect((await command(env, 'rename', id, 'Bureau 2')).lines).toEqual([`Renamed: ${id} is Bureau 2`])
    const revoked = await command(env, 'revoke', id)
    expect(revoked).toEqual({
      status: 0,
      lines: [`Revoked: ${id} (Bureau 2)`],
      warnings: ['The site has no manager now: npm run hub -- pair --role manager'],
    })
    expect((await withBook((book) => book.device(main, id)))?.revokedAt).not.toBeNull()
    const lines = (await command(env, 'devices')).lines
    expect(lines[1]).toContain(other)
    expect(lines[2]).toMatch(/revoked \d{4}-\d\d-\d\dT\d\d:\d\dZ$/)

    for (const words of [
      ['revoke', id],
      ['rename', id, 'x'],
      ['revoke', 'nothing'],
    ]) {
      const refused = await command(env, ...words)
      expect(refused.status).toBe(1)
      expect(refused.warnings[0]).toContain('npm run hub -- devices lists them')
    }
  })

  test('what a device says of itself does not steer the terminal', async () => {
    const id = await paired('--role', 'desk')
    const news = {
      app: '1\u001b]0;x\u0007\n2',
      storage: 'full\u001b[2J',
      unsent: 0,
      clockOffsetMs: null,
      lastSeenAt: null,
    }
    await withBook((book) => book.seen(main, id as never, news))
    const { lines } = await command(env, 'devices')
    expect(lines).toHaveLength(2)
    expect(lines.join('')).not.toMatch(/\p{Cc}/u)
    expect(lines[1]).toContain('1 ]0;x 2')
  })

  test('without any device it says how to begin', async () => {
    const { status, lines, warnings } = await command(env, 'devices')
    expect([status, lines.length, warnings]).toEqual([
      0,
      1,
      ['No device is paired: npm run hub -- pair --role manager'],
    ])
  })
})

describe('[HA11] what is not understood', () => {
  test.each([
    [['pear'], 'There is no command "pear": npm run hub lists them.'],
    [['pair'], 'Say what the device is for: --role kiosk, board, desk or manager.'],
    [['pair', '--role', 'king'], 'Say what the device is for: --role kiosk, board, desk or manager.'],
    [['pair', '--rôle', 'desk'], "Unknown option '--rôle'"],
    [['pair', '--role'], "Option '--role <value>' argument missing"],
    [['pair', 'desk'], 'Write it like this: npm run hub -- pair'],
    [['pair', '--role', 'desk', '--site', 'Bpi Paris'], '--site is "Bpi Paris"; it has to be small letters'],
    [['revoke'], 'Write it like this: npm run hub -- revoke ID'],
    [['rename', 'abc'], 'Write it like this: npm run hub -- rename ID NAME'],
    [['rename', 'abc', ' '], 'A name has 1 to 60 characters.'],
    [['backup'], 'Write it like this: npm run hub -- backup FILE'],
    [['restore', 'a', 'b'], 'Write it like this: npm run hub -- restore FILE'],
  ])('%j ends with 2 and says what to do', async (words, sentence) => {
    const { status, lines, warnings } = await command(env, ...words)
    expect(status).toBe(2)
    expect(lines).toEqual([])
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(sentence)
  })

  test('without a command there is help', async () => {
    for (const words of [[], ['--help'], ['pair', '-h']]) {
      const { status, lines } = await command(env, ...words)
      expect(status).toBe(0)
      for (const each of ['pair', 'devices', 'rename', 'revoke', 'backup', 'restore']) expect(lines[0]).toContain(each)
    }
  })

  test('a wrong configuration is said as the hub itself says it', async () => {
    const { status, warnings } = await command({ ...env, PORT: 'http' }, 'devices')
    expect([status, warnings[0]]).toEqual([1, expect.stringContaining('PORT is "http"')])
  })
})
