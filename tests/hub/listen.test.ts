import { createServer } from 'node:net'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { listen } from '#hub/listen.ts'
import type { Listening } from '#hub/listen.ts'
import { usualLimits } from '#hub/listener.ts'
import type { Answer, CertificatePair, Limits } from '#hub/listener.ts'
import { aPair, anAuthority } from './lan/certificates.ts'
import { askSecurely, askSession, openSession, talk } from './lan/raw-requests.ts'

/** So short that a test sees them pass. */
const short: Limits = {
  ...usualLimits,
  headersMs: 1200,
  requestMs: 2000,
  idleMs: 1500,
  handshakeMs: 1000,
  checkMs: 100,
  drainMs: 500,
}

const open: Listening[] = []
let ca: string
let certificate: CertificatePair

beforeAll(async () => {
  const authority = await anAuthority()
  ca = authority.certificate
  certificate = await aPair(authority)
})

afterEach(async () => {
  await Promise.all(open.splice(0).map((hub) => hub.stop()))
})

const here: Answer = () => new Response('here')

async function start(host: string, port: number, answer: Answer = here, secure = false): Promise<Listening> {
  const hub = await listen(answer, host, port, { limits: short, ...(secure ? { certificate } : {}) })
  open.push(hub)
  return hub
}

describe('addresses', () => {
  test('localhost answers on both of its addresses', async () => {
    const { url, port } = await start('localhost', 0)
    expect(url).toBe(`http://localhost:${port}`)
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
    if (await hasIpv6()) expect(await (await fetch(`http://[::1]:${port}/`)).text()).toBe('here')
  })

  test('a named address is the only one that answers', async () => {
    const { url } = await start('127.0.0.1', 0)
    expect(await (await fetch(url)).text()).toBe('here')
  })

  test('a port that is taken is said with what to do, and nothing stays open', async () => {
    const { port } = await start('localhost', 0)
    await expect(start('localhost', port)).rejects.toThrow(
      new RegExp(`Port ${port} on localhost is already in use.*PORT=${port + 1} npm start`),
    )
    await expect(start('localhost', port, here, true)).rejects.toThrow(`TLS_PORT=${port + 1} npm start`)
  })

  test('an address of another machine is said with what to do', async () => {
    await expect(start('192.0.2.1', 0)).rejects.toThrow('HOST is "192.0.2.1", which is not an address of this machine')
  })
})

describe('stopping', () => {
  test('a stopped hub frees its port at once, even with a connection kept alive', async () => {
    const { url, port } = await start('localhost', 0)
    await (await fetch(url)).text()
    await open.pop()?.stop()
    await start('localhost', port)
    expect(await (await fetch(url)).text()).toBe('here')
  })

  test('[HD12] an answer that is under way is still given, a stream that would last for ever is ended', async () => {
    let arrived = false
    const slowly: Answer = async ({ url }) => {
      if (url.endsWith('/stream')) return new Response(ticking())
      arrived = true
      await pause(200)
      return new Response('given')
    }
    const { url, stop } = await start('127.0.0.1', 0, slowly)
    const stream = await fetch(`${url}/stream`)
    const answer = fetch(`${url}/slow`)
    await expect.poll(() => arrived).toBe(true)
    const startedAt = performance.now()
    const stopped = stop()
    expect(await (await answer).text()).toBe('given')
    await stopped
    await expect(stream.text()).rejects.toThrow('terminated')
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('slow requests', () => {
  test('[HD6] a header of one byte at a time is cut, the hub goes on', async () => {
    const { url, port } = await start('127.0.0.1', 0)
    const cut = talk(port, [...'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: 1234567890123456789'], 100)
    expect(await (await fetch(url)).text()).toBe('here')
    const { text, afterMs } = await cut
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(afterMs).toBeLessThan(short.headersMs + 10_000)
  })

  test('[HD6] a connection that says nothing is cut', async () => {
    const { port } = await start('127.0.0.1', 0)
    expect((await talk(port, [])).afterMs).toBeLessThan(short.headersMs + 10_000)
  })

  test('[HD6] a body of one byte at a time is cut', async () => {
    const read: Answer = async (request) => new Response(await request.text())
    const { port } = await start('127.0.0.1', 0, read)
    const head = 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n'
    const { afterMs } = await talk(port, [head, ...'x'.repeat(100)], 100)
    expect(afterMs).toBeLessThan(short.requestMs + 10_000)
  })

  test('[HD6] a handshake that never comes and a TLS connection without a request are cut', async () => {
    const { port } = await start('127.0.0.1', 0, here, true)
    expect((await talk(port, [])).afterMs).toBeLessThan(short.handshakeMs + 10_000)
    const session = openSession(port, ca)
    const startedAt = performance.now()
    await new Promise<void>((resolve) => {
      session.on('error', () => undefined)
      session.on('close', () => resolve())
    })
    expect(performance.now() - startedAt).toBeLessThan(short.headersMs + 10_000)
  })

  test('[HD6] a body of one byte at a time is cut over HTTP/2, other requests of the connection go on', async () => {
    const read: Answer = async (request) => new Response(await request.text().catch(() => 'cut'))
    const { port } = await start('127.0.0.1', 0, read, true)
    const session = openSession(port, ca)
    session.on('error', () => undefined)
    const startedAt = performance.now()
    const slow = session.request({ ':path': '/', ':method': 'POST' })
    slow.on('error', () => undefined)
    // An answer that nobody reads would keep the stream open at this end, where it comes before the cut.
    slow.resume()
    const dripping = setInterval(() => slow.write('x'), 100)
    await new Promise<void>((resolve) => slow.once('close', () => resolve()))
    clearInterval(dripping)
    expect(performance.now() - startedAt).toBeLessThan(short.requestMs + 10_000)
    expect((await askSession(session, { ':path': '/' })).status).toBe(200)
    session.destroy()
  })

  test('[HD6] an answer that lasts outlives every one of these times', async () => {
    const streaming: Answer = () => new Response(ticking(), { headers: { 'Content-Type': 'text/event-stream' } })
    const plain = await start('127.0.0.1', 0, streaming)
    const secure = await start('127.0.0.1', 0, streaming, true)
    const session = openSession(secure.port, ca)
    let heardSecurely = 0
    void askSession(session, { ':path': '/' }, () => (heardSecurely += 1)).catch(() => undefined)
    const controller = new AbortController()
    const { body } = await fetch(plain.url, { signal: controller.signal })
    const reader = body!.getReader()
    const until = performance.now() + short.requestMs + short.idleMs
    let heard = 0
    while (performance.now() < until) {
      await reader.read()
      heard += 1
    }
    expect(heard).toBeGreaterThan(20)
    const before = heardSecurely
    expect(before).toBeGreaterThan(20)
    await expect.poll(() => heardSecurely).toBeGreaterThan(before)
    controller.abort()
    session.destroy()
  })
})

describe('requests that are none', () => {
  test.each([
    ['a line that is no request', 'HELLO\r\n\r\n', 400],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere\r\nConnection: close\r\n\r\n', 400],
    ['a host that is none', 'GET / HTTP/1.1\r\nHost: a b@c\r\nConnection: close\r\n\r\n', 400],
    [
      'the address of another host',
      'GET http://elsewhere/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['an address of HTTPS', 'GET https://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400],
    [
      'both kinds of length',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['TLS on the plain port', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', 400],
  ])('[HD7] %s is refused, the hub goes on', async (_, text, status) => {
    const { url, port } = await start('127.0.0.1', 0)
    expect((await talk(port, [text])).text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(await (await fetch(url)).text()).toBe('here')
  })

  test('[HD7] HTTP/2 that names another host or protocol than it speaks is refused, and so are headers without end', async () => {
    const { port } = await start('127.0.0.1', 0, here, true)
    const session = openSession(port, ca)
    session.on('error', () => undefined)
    const ask = async (headers: Readonly<Record<string, string>>): Promise<number> =>
      (await askSession(session, { ':path': '/', ...headers })).status
    expect(await ask({})).toBe(200)
    expect(await ask({ ':scheme': 'http' })).toBe(400)
    expect(await ask({ ':authority': 'localhost', host: 'elsewhere' })).toBe(400)
    session.destroy()
    const wide = openSession(port, ca)
    wide.on('error', () => undefined)
    expect((await askSession(wide, { ':path': '/', x: 'x'.repeat(40_000) })).status).toBe(431)
    expect((await askSession(wide, { ':path': '/' })).status).toBe(200)
    wide.destroy()
    expect((await askSecurely(port, '/', { ca })).body).toBe('here')
  })

  test('[HD7] what is no TLS on the port of HTTPS is cut, the hub goes on', async () => {
    const { port } = await start('127.0.0.1', 0, here, true)
    await talk(port, ['GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'])
    expect((await askSecurely(port, '/', { ca })).body).toBe('here')
  })
})

describe('HTTPS', () => {
  test('[HD2] a request says by which door it came, over HTTP/1.1 and HTTP/2', async () => {
    const tell: Answer = ({ url }, { incoming }) =>
      Response.json([new URL(url).protocol, incoming.socket.remoteAddress, incoming.httpVersion])
    const plain = await start('127.0.0.1', 0, tell)
    const secure = await start('127.0.0.1', 0, tell, true)
    expect(await (await fetch(plain.url)).json()).toEqual(['http:', '127.0.0.1', '1.1'])
    expect(JSON.parse((await askSecurely(secure.port, '/', { ca })).body)).toEqual(['https:', '127.0.0.1', '1.1'])
    const session = openSession(secure.port, ca)
    expect(JSON.parse((await askSession(session, { ':path': '/' })).body)).toEqual(['https:', '127.0.0.1', '2.0'])
    session.destroy()
  })

  test('[HD11] thirty windows stream over one HTTP/2 connection, and one that leaves is noticed', async () => {
    let streaming = 0
    const answer: Answer = ({ url, signal }) => {
      if (!url.endsWith('/stream')) return new Response('quick')
      streaming += 1
      signal.addEventListener('abort', () => (streaming -= 1))
      return new Response(ticking(), { headers: { 'Content-Type': 'text/event-stream', Connection: 'keep-alive' } })
    }
    const { port } = await start('127.0.0.1', 0, answer, true)
    const session = openSession(port, ca)
    const heard = Array.from({ length: 30 }, () => 0)
    for (const index of heard.keys()) {
      void askSession(session, { ':path': '/stream' }, () => (heard[index] = (heard[index] ?? 0) + 1)).catch(
        () => undefined,
      )
    }
    await expect.poll(() => Math.min(...heard)).toBeGreaterThan(1)
    expect((await askSession(session, { ':path': '/quick' })).body).toBe('quick')
    const leaving = session.request({ ':path': '/stream' })
    leaving.on('error', () => undefined)
    await expect.poll(() => streaming).toBe(31)
    leaving.close(8)
    await expect.poll(() => streaming).toBe(30)
    session.destroy()
    await expect.poll(() => streaming).toBe(0)
  })
})

function ticking(): ReadableStream<Uint8Array> {
  let timer: NodeJS.Timeout
  return new ReadableStream({
    start: (controller) => {
      timer = setInterval(() => controller.enqueue(new TextEncoder().encode(': tick\n\n')), 50)
    },
    cancel: () => clearInterval(timer),
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

function hasIpv6(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(0, '::1', () => probe.close(() => resolve(true)))
  })
}
