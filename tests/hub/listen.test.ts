import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { listen } from '#hub/listen.ts'
import type { Listening } from '#hub/listen.ts'

const open: Listening[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((hub) => hub.stop()))
})

async function start(host: string, port: number): Promise<Listening> {
  const hub = await listen(() => new Response('here'), host, port)
  open.push(hub)
  return hub
}

test('localhost answers on both of its addresses', async () => {
  const { url } = await start('localhost', 0)
  const { port } = new URL(url)
  expect(url).toBe(`http://localhost:${port}`)
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  if (await hasIpv6()) expect(await (await fetch(`http://[::1]:${port}/`)).text()).toBe('here')
})

test('a named address is the only one that answers', async () => {
  const { url } = await start('127.0.0.1', 0)
  expect(await (await fetch(url)).text()).toBe('here')
})

test('a port that is taken is said with what to do, and nothing stays open', async () => {
  const { url } = await start('localhost', 0)
  const port = Number(new URL(url).port)
  await expect(start('localhost', port)).rejects.toThrow(
    new RegExp(`Port ${port} on localhost is already in use.*PORT=${port + 1} npm start`),
  )
})

test('an address of another machine is said with what to do', async () => {
  await expect(start('192.0.2.1', 0)).rejects.toThrow('HOST is "192.0.2.1", which is not an address of this machine')
})

test('a stopped hub frees its port at once, even with a connection kept alive', async () => {
  const { url } = await start('localhost', 0)
  await (await fetch(url)).text()
  await open.pop()?.stop()
  await start('localhost', Number(new URL(url).port))
  expect(await (await fetch(url)).text()).toBe('here')
})

function hasIpv6(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(0, '::1', () => probe.close(() => resolve(true)))
  })
}
