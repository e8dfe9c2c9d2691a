import { LedgerError } from '#app/ports.ts'
import { parseKept, toKept } from '#statistics/kept-release.ts'
import type { KeptRelease } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'

/** @throws LedgerError: a ledger with a hole in it would protect nothing. */
export function readKept(kept: unknown): Release {
  const release = parseKept(kept)
  if (release === undefined) throw new LedgerError('unreadable')
  return release
}

/** @throws where it could not be read again: such a line would close the ledger for good. */
export function keptWhole(release: Release): KeptRelease {
  const kept = toKept(release)
  if (parseKept(kept) === undefined) throw new Error('A release that does not fit the ledger')
  return kept
}
