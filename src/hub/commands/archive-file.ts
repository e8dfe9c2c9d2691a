import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { archiveRequest, toWire } from '#protocol/messages.ts'
import type { SealedArchive } from '#protocol/hub-view.ts'
import { parseSiteKey } from '#protocol/names.ts'
import type { SiteKey } from '#protocol/names.ts'
import { parseKept } from '#statistics/kept-release.ts'
import { batchText, readBatch } from '../stores/rows.ts'
import { CommandError } from './command-desk.ts'

/** What must outlive an older backup: what is folded, so that it can be brought up to it (P13), and what was released. */
export interface SiteArchive extends SealedArchive {
  /** The ledger's lines, in order. */
  readonly releases: readonly string[]
}

export type Archives = ReadonlyMap<SiteKey, SiteArchive>

export function archiveFileOf(backupFile: string): string {
  return `${backupFile}.archive.json`
}

export async function writeArchives(file: string, archives: Archives): Promise<void> {
  const sites = [...archives].map(([site, { horizon, counted, batches, releases }]) => {
    return { site, horizon, counted: toWire(counted), batches: batches.map(batchText), releases }
  })
  const part = `${file}.part`
  await writeFile(part, JSON.stringify({ version: 1, sites }), { mode: 0o600 })
  await chmod(part, 0o600)
  await rename(part, file)
}

/** null: there is no such file. @throws CommandError where it cannot be read. */
export async function readArchives(file: string): Promise<Archives | null> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return null
  }
  try {
    const { version, sites } = JSON.parse(text) as { readonly version?: unknown; readonly sites: readonly SiteText[] }
    if (version === 1) return new Map(sites.map(readSite))
  } catch {
    // Said below.
  }
  throw new CommandError('notNow', `${file} cannot be read: bring the one that was written with the backup.`)
}

interface SiteText {
  readonly site: unknown
  readonly horizon: unknown
  readonly counted: unknown
  readonly batches: readonly string[]
  /** Absent where an older version wrote it. */
  readonly releases?: readonly string[]
}

function readSite({ site, horizon, counted, batches, releases = [] }: SiteText): readonly [SiteKey, SiteArchive] {
  const key = parseSiteKey(site)
  const head = archiveRequest.parse({ horizon, counted, batches: [] })
  if (key === undefined || head === undefined || !releases.every(isRelease)) throw new Error('Not an archive')
  return [key, { ...head, batches: batches.map(readBatch), releases }]
}

function isRelease(text: unknown): boolean {
  return typeof text === 'string' && parseKept(JSON.parse(text)) !== undefined
}
