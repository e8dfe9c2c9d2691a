import { expect, test, vi } from 'vitest'
import { formatCursor } from '#protocol/cursor.ts'
import { createFuzz } from '../../support/bad-requests.ts'
import { pairWith, startHub } from '../../support/hub-process.ts'
import { gapsOf, readLog } from '../../support/hub-log.ts'
import { ask, send, trickle } from '../../support/raw-requests.ts'

vi.setConfig({ testTimeout: 300_000 })

const requests = 20_000
/** As many requests at once as a small library never sends. */
const lanes = 24
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 1e9))

interface Tally {
  readonly byStatus: Map<number, number>
  readonly wrong: string[]
  none: number
}

test('20,000 requests of every bad kind: never a 5xx, never a crash, and the hub goes on in time', async ({
  annotate,
}) => {
  const hub = await startHub()
  const tally: Tally = { byStatus: new Map(), wrong: [], none: 0 }
  try {
    const pairing = await pairWith(hub)
    const cookies = [
      '',
      'x=y',
      'guichet=; guichet=',
      `${'c'.repeat(6_000)}=1`,
      'a=\u00ff',
      pairing.manager.options.cookie,
    ]
    for (let device = 0; device < 8; device++) {
      for (const role of ['kiosk', 'board', 'desk', 'manager'] as const) cookies.push(await pairing.redeem(role))
    }
    const device = await pairing.device('desk')
    const hello = await device.hello()
    const cursor = formatCursor(hello.cursor)
    const atStart = hub.memoryMb()
    const pid = hub.pid()

    let count = 0
    const fuzz = createFuzz(seed, { port: hub.port, cookies, cursor, origin: device.origin() })
    async function lane(): Promise<void> {
      while (count < requests) {
        count += 1
        const text = count % 10 === 0 ? fuzz.fetched() : fuzz.raw()
        const status = typeof text === 'string' ? await send(hub.port, text) : await ask(hub.url, text)
        if (status === null) tally.none += 1
        else {
          tally.byStatus.set(status, (tally.byStatus.get(status) ?? 0) + 1)
          if (status >= 500) tally.wrong.push(`${status}: ${JSON.stringify(text).slice(0, 600)}`)
        }
      }
    }

    // Slow ones hold their connections open all the while.
    const slow = Array.from({ length: 50 }, (_, index) => trickle(hub.port, index))
    await Promise.all(Array.from({ length: lanes }, lane))

    const from = performance.now()
    expect(await (await fetch(`${hub.url}/healthz`)).json()).toMatchObject({ status: 'ok' })
    const answerMs = performance.now() - from
    for (const end of slow) end()

    expect(tally.wrong).toEqual([])
    expect(hub.pid()).toBe(pid)
    expect([...tally.byStatus.values()].reduce((a, b) => a + b, 0)).toBeGreaterThan(requests / 2)
    // Of all that, nothing got in that is not an entry, and what is there is sound.
    await device.sync()
    expect(gapsOf((await readLog(pairing.manager)).filter(({ origin }) => origin === device.origin()))).toEqual([])
    const memory = hub.memoryMb()
    expect(memory).toBeLessThan(atStart + 250)
    expect(hub.output()).not.toMatch(/polluted|passwd:|root:x:|stolen/)
    await annotate(
      JSON.stringify({
        seed,
        statuses: Object.fromEntries([...tally.byStatus].sort(([a], [b]) => a - b)),
        unanswered: tally.none,
        memoryMb: [atStart, memory],
        answerMs: Math.round(answerMs),
      }),
    )
    expect(await hub.end('SIGTERM')).toBe(0)
  } finally {
    await hub.dispose()
  }
})
