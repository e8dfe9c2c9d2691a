import { describe, expect, test } from 'vitest'
import { createHubWire } from '#browser/hub/hub-wire.ts'
import { startCursor } from '#protocol/cursor.ts'
import { deviceList } from '#protocol/messages.ts'
import type { Incarnation } from '#protocol/names.ts'

const base = new URL('http://library.test/guichet/')
const ask = { path: 'devices', shape: deviceList, timeoutMs: 50 }
const answering = (response: () => Response) => createHubWire(base, () => Promise.resolve(response()))

describe('a request to the hub', () => {
  test('goes below the folder of the application', async () => {
    let asked = ''
    const wire = createHubWire(base, (input) => {
      asked = new Request(input).url
      return Promise.reject(new TypeError('Failed to fetch'))
    })
    expect(await wire.ask(ask)).toEqual({ type: 'silence' })
    expect(asked).toBe('http://library.test/guichet/api/v1/devices')
  })

  test('gives up where nothing ever comes, also in the middle of an answer', async () => {
    const hole: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))))
    expect(await createHubWire(base, hole).ask(ask)).toEqual({ type: 'silence' })
    const half: typeof fetch = (_, init) => {
      const body = new ReadableStream({
        start: (controller) => init?.signal?.addEventListener('abort', () => controller.error(new Error('aborted'))),
      })
      return Promise.resolve(new Response(body))
    }
    expect(await createHubWire(base, half).ask(ask)).toEqual({ type: 'silence' })
  })

  test('tells a hub from a captive portal and a static host', async () => {
    expect(await answering(() => new Response('<html>', { status: 200 })).ask(ask)).toEqual({ type: 'stranger' })
    const no = { type: 'about:blank', title: 'Not paired', status: 401 }
    expect(await answering(() => Response.json(no, { status: 401 })).ask(ask)).toMatchObject({ type: 'problem' })
    const busy = { ...no, status: 503 }
    const answer = await answering(() => Response.json(busy, { status: 503, headers: { 'Retry-After': '7' } })).ask(ask)
    expect(answer).toMatchObject({ type: 'problem', retryAfterMs: 7_000 })
  })
})

describe('a stream', () => {
  const cursor = startCursor('firstlife1' as Incarnation)
  const streamOf = (...parts: readonly string[]) =>
    answering(() => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          for (const part of parts) controller.enqueue(new TextEncoder().encode(part))
          controller.close()
        },
      })
      return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
    })

  test('is read event by event, wherever its bytes are cut', async () => {
    const heard: unknown[] = []
    const text = 'id: a.1.b\nevent: page\ndata: {"é":1}\n\n: comment\n\nevent: ping\r\ndata: {"now":2}\r\n\r\n'
    const bytes = [...text]
    const end = await streamOf(...bytes).stream(cursor, new AbortController().signal, (event) => heard.push(event))
    expect(heard).toEqual([
      { name: 'page', data: { é: 1 } },
      { name: 'ping', data: { now: 2 } },
    ])
    expect(end).toEqual({ type: 'silence' })
  })

  test('that is a page of somebody else’s is none', async () => {
    const wire = answering(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }))
    const end = await wire.stream(cursor, new AbortController().signal, () => undefined)
    expect(end).toEqual({ type: 'stranger' })
  })
})
