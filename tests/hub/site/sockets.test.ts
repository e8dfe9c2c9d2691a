import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { settingsSubject } from '#domain/ids.ts'
import { listen as openListener } from '#hub/listen.ts'
import type { Listening } from '#hub/listen.ts'
import { mainSite, ticketOf } from '../../support/pushing.ts'
import { a, b, board, createRig, desk, kiosk, listen, manager, until } from './site-rig.ts'
import type { Rig, Who } from './site-rig.ts'

const open: { readonly rig: Rig; readonly hub: Listening }[] = []
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  for (const { rig, hub } of open.splice(0)) {
    await rig.site.stop()
    await hub.stop()
  }
})

async function serve(): Promise<{ readonly rig: Rig; readonly url: string }> {
  const rig = await createRig()
  const hub = await openListener((request, connection) => rig.app.fetch(request, connection), '127.0.0.1', 0)
  rig.site.start()
  open.push({ rig, hub })
  return { rig, url: hub.url }
}

async function stream(url: string, { device, role }: Who, signal?: AbortSignal) {
  const headers = { 'test-caller': `${device} ${role}` }
  return await fetch(`${url}/api/v1/stream`, { headers, ...(signal === undefined ? {} : { signal }) })
}

test('[HR8] sixty screens over real sockets all see an entry at once, and leave without a trace', async () => {
  const { rig, url } = await serve()
  const leaving = new AbortController()
  const screens = await Promise.all(
    Array.from({ length: 60 }, async (_, index) =>
      listen(
        await stream(url, { device: `screen${index}xx` as never, role: index % 2 ? 'board' : 'desk' }, leaving.signal),
      ),
    ),
  )
  await until(() => screens.every(({ heard }) => heard.length > 0))
  await rig.push(kiosk, [ticketOf(a, 1)])
  await until(() => screens.every((screen) => screen.pages().length === 1))
  expect(screens.map((screen) => screen.pages()[0]?.entries.length)).toEqual(screens.map(() => 1))
  expect(rig.metrics.text()).toContain('guichet_streams_open 60')
  leaving.abort()
  await until(() => rig.metrics.text().includes('guichet_streams_open 0'))
})

test('[HR7] a stream carries the headers of every answer, and is neither gathered nor packed', async () => {
  const { url } = await serve()
  const response = await stream(url, desk)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  expect(response.headers.get('content-encoding')).toBeNull()
  await response.body?.cancel()
})

test('[HR9] a screen that does not read is dropped with what it has not read, and the others see all', async () => {
  const { rig, url } = await serve()
  const { port } = new URL(url)
  const slow = connect(Number(port), '127.0.0.1')
  sockets.push(slow)
  slow.write(`GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\ntest-caller: slowxxxxxx manager\r\n\r\n`)
  slow.pause()
  slow.on('error', () => undefined)
  const quick = listen(await stream(url, desk))
  await until(() => rig.site.connected(mainSite, 'slowxxxxxx' as never))
  const document = { filler: 'x'.repeat(500_000) }
  let dropped = false
  for (let n = 1; n <= 60 && !dropped; n++) {
    const settings = { subject: settingsSubject, event: { type: 'SettingsChanged', document } } as const
    await rig.push(manager, [{ ...ticketOf(b, n), ...settings }])
    dropped = !rig.site.connected(mainSite, 'slowxxxxxx' as never)
  }
  await until(() => !rig.site.connected(mainSite, 'slowxxxxxx' as never))
  const { head } = await rig.store.status(mainSite)
  await until(() => quick.pages().at(-1)?.cursor.seq === head.seq)
  expect(head.seq).toBeLessThan(60)
  await quick.stop()
})

test('[HR18] stopping ends the streams, answers what was pushed, and is done within two seconds', async () => {
  const { rig, url } = await serve()
  const screens = [listen(await stream(url, board)), listen(await stream(url, desk))]
  const pushed = Promise.all(Array.from({ length: 20 }, (_, index) => rig.push(kiosk, [ticketOf(a, index + 1)])))
  await new Promise((resolve) => setImmediate(resolve))
  const from = Date.now()
  const [{ hub } = {}] = open
  const closing = hub?.stop()
  await rig.site.stop()
  await closing
  expect(Date.now() - from).toBeLessThan(10_000)
  expect((await pushed).every(({ type }) => type === 'pushed')).toBe(true)
  await until(() => screens.every(({ over }) => over()))
})
