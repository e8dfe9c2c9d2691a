import { originFromBytes } from '#domain/ids.ts'
import type { Instant } from '#domain/ids.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import { tick } from '#journal/hybrid-clock.ts'
import { randomBytes } from 'node:crypto'
import { loadTicket } from '../support/hub-log.ts'
import { pairWith, startHub } from '../support/hub-process.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { Measurement } from './distribution.ts'
import { distribution } from './distribution.ts'
import { openPoster } from './hub-load.ts'
import type { Poster } from './hub-load.ts'

const seconds = 6
const loads = [
  { posters: 1, perRequest: 1 },
  { posters: 32, perRequest: 1 },
  { posters: 8, perRequest: 50 },
] as const

/** Entries that a hub acknowledges as durable, a second; the load comes from this process, over HTTP. */
export async function benchHubAppend(report: (measurement: Measurement) => void): Promise<void> {
  await measure('append_per_second_sqlite', {}, report)
  const postgres = await startPostgres({ durable: true })
  try {
    await measure('append_per_second_postgres', { DATABASE_URL: await postgres.database() }, report)
  } finally {
    await postgres.stop()
  }
}

async function measure(
  name: string,
  env: Readonly<Record<string, string>>,
  report: (measurement: Measurement) => void,
): Promise<void> {
  const hub = await startHub({ env })
  try {
    const pairing = await pairWith(hub)
    // One device may ask 200 times a second in the long run; here the hub is measured, not its limits.
    const devices: { readonly poster: Poster; readonly make: () => unknown }[] = []
    for (let device = 0; device < 64; device++) {
      devices.push({ poster: await openPoster(hub, pairing), make: entryMaker() })
    }
    for (const { posters, perRequest } of loads) {
      const waits: number[] = []
      let count = 0
      const from = performance.now()
      const work = async (first: number): Promise<void> => {
        for (let turn = first; performance.now() - from < seconds * 1_000; turn += posters) {
          const device = devices[turn % devices.length]
          if (device === undefined) continue
          const asked = performance.now()
          await device.poster.push(Array.from({ length: perRequest }, device.make))
          waits.push(performance.now() - asked)
          count += perRequest
        }
      }
      await Promise.all(Array.from({ length: posters }, (_, index) => work(index)))
      const rate = Math.round((count / (performance.now() - from)) * 1_000)
      const condition = `${posters} at a time, ${perRequest} a request`
      report({ measure: name, condition, value: rate })
      report(distribution(`${name.replace('_per_second', '_ack')}_ms`, waits, condition))
    }
    for (const { poster } of devices) poster.close()
    report({ measure: 'hub_memory_mb', condition: `${name}, after the load`, value: hub.memoryMb() })
  } finally {
    await hub.dispose()
  }
}

function entryMaker(): () => unknown {
  const origin = originFromBytes(randomBytes(10))
  const day = createCalendar('Europe/Paris').dayOf(Date.now() as Instant)
  let n = 0
  return () => {
    n += 1
    const at = Date.now() as Instant
    const id = `${origin}:${n}`
    const hlc = tick(null, (at + n) as Instant, origin)
    return { v: 1, id, origin, n, subject: id, after: null, hlc, at, clock: 1, day, event: loadTicket(1 + (n % 9_000)) }
  }
}
