import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import type { FaultProxy } from '../../support/fault-proxy.ts'
import { createEventParser, readEvents } from '../../support/sse-client.ts'

let asked = 0
const server = createServer((request, response) => {
  asked += 1
  if (request.url !== '/stream') return void response.end('heard')
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  let count = 0
  const timer = setInterval(() => response.write(`id: ${++count}\nevent: tick\ndata: {"count":${count}}\n\n`), 10)
  response.once('close', () => clearInterval(timer))
})
let proxy: FaultProxy

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  proxy = await startFaultProxy((server.address() as AddressInfo).port)
})

afterAll(async () => {
  await proxy.stop()
  server.closeAllConnections()
  server.close()
})

const get = (path = '/') => fetch(`${proxy.url}${path}`, { signal: AbortSignal.timeout(300) })

test('a parser of events takes them in any pieces', () => {
  const text = ': comment\n\nid: 7\nevent: page\ndata: {"a":\r\ndata: 1}\n\ndata: plain\n\n'
  for (let size = 1; size < 20; size++) {
    const parse = createEventParser()
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size))
    // A line end that is cut in two would be read as two.
    if (pieces.some((piece) => piece.endsWith('\r'))) continue
    expect(pieces.flatMap((piece) => parse(piece))).toEqual([
      { event: 'page', data: '{"a":\n1}', id: '7' },
      { event: 'message', data: 'plain', id: '7' },
    ])
  }
})

test('a fault proxy passes, delays, swallows, refuses, drops replies and kills', async () => {
  expect(await (await get()).text()).toBe('heard')

  proxy.set({ type: 'delay', ms: 60 })
  const from = performance.now()
  await (await get()).text()
  expect(performance.now() - from).toBeGreaterThan(100)

  proxy.set({ type: 'dropReplies' })
  const before = asked
  await expect(get()).rejects.toThrow(/timeout/)
  expect(asked).toBe(before + 1)

  proxy.set({ type: 'blackHole' })
  await expect(get()).rejects.toThrow(/timeout/)
  expect(asked).toBe(before + 1)

  proxy.set({ type: 'refuse' })
  await expect(get()).rejects.toThrow(/fetch failed/)

  proxy.set({ type: 'killAfter', ms: 150 })
  const stream = await fetch(`${proxy.url}/stream`)
  let ticks = 0
  await expect(async () => {
    if (stream.body !== null) for await (const _ of readEvents(stream.body)) ticks += 1
  }).rejects.toThrow(/terminated/)
  expect(ticks).toBeGreaterThan(3)
  expect(proxy.killed()).toBeGreaterThan(0)

  proxy.set({ type: 'pass' })
  expect(await (await get()).text()).toBe('heard')
})
