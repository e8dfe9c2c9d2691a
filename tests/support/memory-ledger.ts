import type { ReleaseLedger } from '#app/ports.ts'
import { parseKept, toKept } from '#statistics/kept-release.ts'
import type { Release } from '#statistics/release.ts'

/** The ledger of releases as long as a test lasts; what comes out is read back from what was kept, as everywhere. */
export function createMemoryLedger(): ReleaseLedger {
  const lines: string[] = []
  const read = (line: string): Release => {
    const release = parseKept(JSON.parse(line))
    if (release === undefined) throw new Error('A release that does not fit the ledger')
    return release
  }
  return {
    list: () => Promise.resolve(lines.map(read)),
    add: (release, known) => {
      if (lines.length !== known) return Promise.resolve(false)
      const line = JSON.stringify(toKept(release))
      read(line)
      lines.push(line)
      return Promise.resolve(true)
    },
  }
}
