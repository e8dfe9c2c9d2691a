import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '#domain/ids.ts'
import { databaseFile } from './running-hub.ts'

/** A restore that was a mistake is noticed within days; after that what it replaced holds moments that nobody may keep. */
export const keptDays = 7

const dayMs = 86_400_000
const name = /^hub\.sqlite\.before-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/

/** Where a database is put that a restore replaces: its name tells when. */
export function asideFile(dataFolder: string, now: Instant): string {
  return `${databaseFile(dataFolder)}.before-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
}

/** Removes the databases that were replaced longer ago than `keptDays` (HA9); answers how many files. */
export async function removeOldAsides(dataFolder: string, now: Instant): Promise<number> {
  const old = (await readdir(dataFolder)).filter((file) => {
    const [, day, hours, minutes, seconds, ms] = name.exec(file) ?? []
    if (day === undefined) return false
    return Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`) <= now - keptDays * dayMs
  })
  for (const file of old) await rm(join(dataFolder, file), { force: true })
  return old.length
}
