import type { Series } from '#domain/ids.ts'
import { issuerLetters, memoryLetters } from '#domain/queue/numbering.ts'

/**
 * Claims a letter that no other window of this browser holds, for as long as this window lives (N5). Beyond three
 * windows it takes issuers' letters from the end, where a site with a second kiosk would come last.
 */
export async function claimMemoryLetter(
  store: string,
  locks: Pick<LockManager, 'request'> | undefined,
): Promise<Series> {
  const letters = [...memoryLetters, ...[...issuerLetters].reverse()]
  // Without Web Locks windows cannot agree: chance keeps most of them apart.
  if (locks === undefined) return (letters[Math.floor(Math.random() * memoryLetters.length)] ?? 'U') as Series
  for (const letter of letters) if (await hold(locks, `${store}-letter-${letter}`)) return letter as Series
  throw new Error('More windows than letters')
}

/** Takes a lock and never gives it back; false when another window has it. */
function hold(locks: Pick<LockManager, 'request'>, name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<void>(() => undefined)
      })
      .catch(reject)
  })
}
