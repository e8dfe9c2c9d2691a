import { createHash, createHmac, randomBytes } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql, TransactionSql } from 'postgres'
import type { Day, OriginId, Series } from '#domain/ids.ts'
import { parseDay, parseOriginId, parseSeries } from '#domain/ids.ts'
import { issuerLetters, mainSeries } from '#domain/queue/numbering.ts'
import type { HubKit } from '#protocol/hub-core.ts'
import { parseDeviceId, parseSiteKey } from '#protocol/names.ts'
import type { DeviceId, Incarnation, SiteKey } from '#protocol/names.ts'
import { leaseSeries, releaseSeries } from '#protocol/series.ts'
import type { SeriesLease } from '#protocol/series.ts'
import { HubStoreError } from './stores/hub-store.ts'

/** A store that issues, and wants a letter. */
export interface LeaseWish {
  readonly site: SiteKey
  readonly device: DeviceId
  /** The store's own origin, and those it may still write under: the device's other leases are given back. */
  readonly own: readonly OriginId[]
  readonly today: Day
  /** Whether it may be the site's main kiosk, which has no letter. */
  readonly main: boolean
  /** The letter that the store says it has. */
  readonly told: Series | null
  /** Devices whose letters are free again, since they are revoked. */
  readonly revoked: ReadonlySet<DeviceId>
}

/** Which letter each issuing store has (P12). One letter is never leased twice, whoever asks at once. */
export interface SeriesBook {
  lease(wish: LeaseWish): Promise<Series | null>
}

/** What must not be lost with a database that is set back. */
export interface Secrets {
  /** 32 random bytes: receipts are made with it. */
  readonly hubKey: Uint8Array
  readonly series: SeriesBook
}

interface KeptLease extends SeriesLease {
  readonly site: SiteKey
  readonly device: DeviceId
}

const keyBytes = 32
/** Letters of one device, in use or resting: its store, and those of three times that it was wiped within a week. */
const mostLetters = 4

/** Cryptography and chance for pure code. */
export function createKit(hubKey: Uint8Array): HubKit {
  return {
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    hmac: (text) => createHmac('sha256', hubKey).update(text).digest('hex'),
    random: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  }
}

/** The name of a new life of the store: random, never the last one's successor (P1). */
export function newIncarnation(): Incarnation {
  return randomBytes(10).toString('hex') as Incarnation
}

/** Beside the SQLite file, not in it: a backup that is restored brings back neither key nor leases. */
export async function openFileSecrets(folder: string): Promise<Secrets> {
  const file = join(folder, 'series.json')
  let leases = readLeases(await textOf(file))
  let line: Promise<unknown> = Promise.resolve()
  return {
    hubKey: await fileKey(join(folder, 'hub-key')),
    series: {
      // One after the other: each sees what the last has leased.
      lease: (wish) => {
        const own = line.then(async () => {
          const leased = leaseFor(leases, wish, false)
          if (leased.leases !== leases) await writePrivately(file, JSON.stringify(leased.leases))
          leases = leased.leases
          return leased.series
        })
        line = own.catch(() => undefined)
        return own
      },
    },
  }
}

/** For hubs in memory. */
export function createMemorySecrets(): Secrets {
  let leases: readonly KeptLease[] = []
  const lease: SeriesBook['lease'] = (wish) => {
    const leased = leaseFor(leases, wish, false)
    leases = leased.leases
    return Promise.resolve(leased.series)
  }
  return { hubKey: randomBytes(keyBytes), series: { lease } }
}

const schemaLock = 7_120_332

/**
 * In tables of their own in PostgreSQL. They are restored with the rest: on the day on which the database has begun
 * another life, letters are leased from the other end of the alphabet, and what stores say they have is believed.
 */
export async function openPostgresSecrets(sql: Sql, incarnation: () => Incarnation): Promise<Secrets> {
  const hubKey = await sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${schemaLock})`
    await tx.unsafe(`
      CREATE TABLE IF NOT EXISTS gl_key (one boolean PRIMARY KEY DEFAULT true CHECK (one), value text NOT NULL);
      CREATE TABLE IF NOT EXISTS gl_series (
        site text PRIMARY KEY, leases text NOT NULL DEFAULT '[]', life text NOT NULL DEFAULT '', since text NOT NULL DEFAULT '');`)
    await tx`INSERT INTO gl_key (value) VALUES (${randomBytes(keyBytes).toString('hex')}) ON CONFLICT DO NOTHING`
    const [row] = await tx<{ value: string }[]>`SELECT value FROM gl_key`
    return Buffer.from(row?.value ?? '', 'hex')
  })

  async function leaseIn(tx: TransactionSql, wish: LeaseWish): Promise<Series | null> {
    const { site, today } = wish
    const life = incarnation()
    await tx`INSERT INTO gl_series (site, life) VALUES (${site}, ${life}) ON CONFLICT DO NOTHING`
    const [row] = await tx<{ leases: string; life: string; since: string }[]>`
      SELECT leases, life, since FROM gl_series WHERE site = ${site} FOR UPDATE`
    const leases = readLeases(row?.leases ?? '[]')
    const since = row?.life === life ? row.since : today
    const leased = leaseFor(leases, wish, since === today)
    if (leased.leases !== leases || row?.life !== life) {
      await tx`
        UPDATE gl_series SET leases = ${JSON.stringify(leased.leases)}, life = ${life}, since = ${since}
        WHERE site = ${site}`
    }
    return leased.series
  }

  return { hubKey, series: { lease: (wish) => sql.begin((tx) => leaseIn(tx, wish)) } }
}

function leaseFor(
  known: readonly KeptLease[],
  { site, device, own, today, main, told, revoked }: LeaseWish,
  isRestored: boolean,
): { readonly leases: readonly KeptLease[]; readonly series: Series | null } {
  const [origin] = own
  if (origin === undefined) return { leases: known, series: null }
  const sites = known.filter((lease) => lease.site === site)
  // Another device's store: its letter is not told, whoever says to be it.
  const isAnothers = (lease: KeptLease) => lease.device !== device && !revoked.has(lease.device)
  if (sites.some((lease) => lease.origin === origin && lease.until === null && isAnothers(lease))) {
    return { leases: known, series: null }
  }
  const letters = sites.filter((lease) => lease.device === device && (lease.until === null || lease.until >= today))
  if (letters.length >= mostLetters && !letters.some((lease) => lease.origin === origin && lease.until === null)) {
    return movedTo(origin, known, letters)
  }
  const isLeft = (lease: KeptLease) =>
    lease.until === null && (revoked.has(lease.device) || (lease.device === device && !own.includes(lease.origin)))
  let here: readonly SeriesLease[] = known.filter((lease) => lease.site === site)
  const left = known.filter((lease) => lease.site === site && isLeft(lease))
  for (const lease of left) here = releaseSeries(here, lease.origin, today)
  // Only a main kiosk may say that it has none: a device that was never given a letter says so, too.
  const believed = told === mainSeries && !main ? null : told
  const { leases, series } = leaseSeries(
    here,
    origin,
    today,
    main && !isRestored,
    believed ?? farLetter(here, today, isRestored),
  )
  if (leases === here && left.length === 0) return { leases: known, series }
  const devices = new Map(known.map((lease) => [lease.origin, lease.device]))
  const kept = leases.map((lease): KeptLease => ({
    ...lease,
    site,
    device: lease.origin === origin ? device : (devices.get(lease.origin) ?? device),
  }))
  return { leases: [...known.filter((lease) => lease.site !== site), ...kept], series }
}

/**
 * A device that has had so many stores within a week goes on under the letter of its last one: it would leave none for
 * the others. Its own letter for this very store, where it rests still, comes first.
 */
function movedTo(origin: OriginId, known: readonly KeptLease[], letters: readonly KeptLease[]) {
  const moved =
    letters.find((lease) => lease.origin === origin) ??
    letters.findLast(({ until }) => until === null) ??
    letters.at(-1)
  const leases = known.map((lease) => (lease === moved ? { ...lease, origin, until: null } : lease))
  return { leases, series: moved?.series ?? null }
}

/** The first free letter from the other end: what the lost leases had given lies at this one. */
function farLetter(leases: readonly SeriesLease[], today: Day, isRestored: boolean): Series | null {
  if (!isRestored) return null
  const taken = new Set<string>(
    leases.filter(({ until }) => until === null || until >= today).map(({ series }) => series),
  )
  return ([...issuerLetters].reverse().find((letter) => !taken.has(letter)) ?? null) as Series | null
}

function readLeases(text: string): readonly KeptLease[] {
  const value: unknown = text === '' ? [] : JSON.parse(text)
  if (!Array.isArray(value)) return []
  return (value as Readonly<Record<string, unknown>>[]).flatMap((line): readonly KeptLease[] => {
    const site = parseSiteKey(line['site'])
    const device = parseDeviceId(line['device'])
    const origin = parseOriginId(line['origin'])
    const series = parseSeries(line['series'])
    const until = line['until'] === null ? null : parseDay(line['until'])
    if (!site || !device || !origin || series === undefined || until === undefined) return []
    return [{ site, device, origin, series, until }]
  })
}

async function fileKey(file: string): Promise<Uint8Array> {
  const known = await textOf(file)
  if (/^[0-9a-f]{64}$/.test(known)) return Buffer.from(known, 'hex')
  // A key that is cut short would make every receipt void without a word.
  if (known !== '') throw new Error(`The hub's key in ${file} cannot be read. Restore it, or remove the file.`)
  const key = randomBytes(keyBytes)
  await writePrivately(file, key.toString('hex'))
  return key
}

async function textOf(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** Whole or not at all, on the disk, for this account alone. */
async function writePrivately(file: string, text: string): Promise<void> {
  const part = `${file}.part`
  try {
    await rm(part, { force: true })
    const handle = await open(part, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(part, file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) ? new HubStoreError('full', error) : error
  }
}
