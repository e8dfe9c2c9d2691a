import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Instant } from '#domain/ids.ts'
import { formatCursor } from '#protocol/cursor.ts'
import { pairWith, startHub } from '../support/hub-process.ts'
import type { Measurement } from './distribution.ts'
import { distribution } from './distribution.ts'
import { loadTicket } from '../support/hub-log.ts'

const streams = 1_000
const events = 100
const everyMs = 50

/** One event each 50 ms to 1,000 streaming screens of one process: from the append to the arrival at each of them. */
export async function benchFanout(report: (measurement: Measurement) => void): Promise<void> {
  const hub = await startHub()
  // The screens live in a process of their own: their work is not the hub's.
  const screens = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/hub-screens.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    const pairing = await pairWith(hub)
    report({ measure: 'hub_memory_mb', condition: 'at rest', value: hub.memoryMb() })
    const cookies: string[] = []
    // A device has two streams at most, and a board listens as a desk does.
    for (let screen = 0; screen < streams; screen += 2) {
      const from = `127.0.1.${1 + Math.floor(screen / 100)}`
      const cookie = await pairing.redeem(screen % 10 === 0 ? 'desk' : 'board', from)
      cookies.push(cookie, cookie)
    }
    const desk = await pairing.device('desk', { folds: false, lean: true })
    const { cursor } = await desk.hello()
    const lines = createInterface({ input: screens.stdout })[Symbol.asyncIterator]()
    screens.stdin.write(
      `${JSON.stringify({ port: hub.port, path: `/api/v1/stream?after=${formatCursor(cursor)}`, cookies, events })}\n`,
    )
    if ((await lines.next()).value !== 'open') throw new Error('The screens do not open')
    report({ measure: 'hub_memory_mb', condition: `${streams} streams open`, value: hub.memoryMb() })

    const sentAt = new Map<number, number>()
    const cpuFrom = hub.cpuSeconds()
    for (let event = 0; event < events; event++) {
      const due = performance.now() + everyMs
      const [entry] = desk.write([{ subject: 'new', event: loadTicket(event + 1) }])
      sentAt.set(entry?.n ?? 0, wallClock())
      await desk.push()
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    }
    const cpu = hub.cpuSeconds() - cpuFrom
    const seen = JSON.parse(String((await lines.next()).value)) as readonly (readonly [number, number])[]
    if (seen.length !== streams * events) throw new Error(`${seen.length} arrivals of ${streams * events}`)
    const times = seen.map(([n, at]) => at - (sentAt.get(n) ?? Number.NaN))
    report(distribution('fanout_1000_ms', times, `${streams} streams, each arrival`))
    const last = new Map<number, number>()
    for (const [n, at] of seen) last.set(n, Math.max(last.get(n) ?? 0, at - (sentAt.get(n) ?? Number.NaN)))
    report(distribution('fanout_1000_ms', [...last.values()], `${streams} streams, the last arrival of each event`))
    report({ measure: 'hub_memory_mb', condition: `${streams} streams, after ${events} events`, value: hub.memoryMb() })
    report({
      measure: 'hub_cpu_ms_per_event',
      condition: `${streams} streams`,
      value: Math.round((cpu / events) * 1_000),
    })
  } finally {
    screens.stdin.end()
    screens.kill('SIGKILL')
    if (screens.exitCode === null && screens.signalCode === null) await once(screens, 'close')
    await hub.dispose()
  }
}

function wallClock(): Instant {
  return (performance.timeOrigin + performance.now()) as Instant
}
