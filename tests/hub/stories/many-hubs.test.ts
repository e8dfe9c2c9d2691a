import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { doubleCalls, pressTogether } from '../../support/desk-crowd.ts'
import { gapsOf, lackingIn, loadTicket, readLog } from '../../support/hub-log.ts'
import { eventually, pairWith, startHub } from '../../support/hub-process.ts'
import type { HubProcess, Pairing } from '../../support/hub-process.ts'
import { keepConnected } from '../../support/node-link.ts'
import { startPostgres } from '../../support/postgres-server.ts'
import type { PostgresServer } from '../../support/postgres-server.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

const ticket = [{ subject: 'new' as const, event: loadTicket(1) }]
let postgres: PostgresServer
let hubs: readonly [HubProcess, HubProcess]
let pairing: Pairing

beforeAll(async () => {
  postgres = await startPostgres()
  const env = { DATABASE_URL: await postgres.database() }
  // They share the database, and no disk.
  const first = await startHub({ env })
  hubs = [first, await startHub({ env })]
  pairing = await pairWith(first)
})

afterAll(async () => {
  for (const hub of hubs) await hub.dispose()
  await postgres.stop()
})

test('what is pushed at one process is seen in the stream of the other; when one dies, its devices go on at the other', async () => {
  const [one, two] = hubs
  const here = await pairing.device('desk', { url: one.url })
  const there = await pairing.device('desk', { url: two.url })
  const links = [keepConnected(here), keepConnected(there)]
  try {
    await eventually('both', () => links.every((link) => link.freshness() === 'live') || undefined)
    // One life for both: a device is at home with either.
    expect(here.link().cursor?.incarnation).toBe(there.link().cursor?.incarnation)
    for (let round = 0; round < 20; round++) {
      const [writer, reader, link] = round % 2 === 0 ? [here, there, links[0]] : [there, here, links[1]]
      const [entry] = writer.write(ticket)
      link?.wake()
      await eventually('the entry on the other side', () => reader.entries().find(({ id }) => id === entry?.id), 5_000)
    }

    await one.end('SIGKILL')
    const [written] = here.write(ticket)
    // As a load balancer does.
    here.client.options.url = two.url
    await eventually('delivery at the other', () => here.unsent() === 0 || undefined)
    await eventually('the entry', () => there.entries().find(({ id }) => id === written?.id))
    await one.start()
    here.client.options.url = one.url
    await here.sync()
    expect(gapsOf(await readLog(pairing.manager))).toEqual([])
  } finally {
    for (const link of links) link.stop()
  }
})

test('a database that is killed and started again: nothing acknowledged is lost, everybody is live again', async () => {
  const [one, two] = hubs
  const here = await pairing.device('desk', { url: one.url })
  const there = await pairing.device('desk', { url: two.url })
  const links = [keepConnected(here), keepConnected(there)]
  try {
    await eventually('both', () => links.every((link) => link.freshness() === 'live') || undefined)
    for (let round = 0; round < 10; round++) here.write(ticket)
    links[0]?.wake()
    await eventually('acknowledgement', () => here.unsent() === 0 || undefined)
    const acknowledged = here.entries().map(({ id }) => id)

    await postgres.kill()
    here.write(ticket)
    there.write(ticket)
    links[0]?.wake()
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(here.unsent()).toBe(1)
    const health = await fetch(`${one.url}/healthz`)
    expect(health.status).toBe(503)

    await postgres.startAgain()
    await eventually('delivery', () => (here.unsent() === 0 && there.unsent() === 0) || undefined, 30_000)
    await eventually('life', () => links.every((link) => link.freshness() === 'live') || undefined, 30_000)
    const ids = new Set([...here.entries(), ...there.entries()].map(({ id }) => id))
    await eventually(
      'the same on both sides',
      () =>
        [...ids].every((id) => [here, there].every((device) => device.entries().some((entry) => entry.id === id))) ||
        undefined,
    )
    const log = await readLog(pairing.manager)
    expect(lackingIn(log, acknowledged)).toEqual([])
    expect(gapsOf(log)).toEqual([])
    // Every connection of both processes comes back, not just those that were asked first.
    for (const hub of hubs) {
      await eventually('all connections', async () => {
        const ask = () => fetch(`${hub.url}/api/v1/devices`, { headers: { Cookie: pairing.manager.options.cookie } })
        const answers = await Promise.all(Array.from({ length: 12 }, ask))
        return answers.every(({ status }) => status === 200) || undefined
      })
    }
    // And the wake-ups between the processes are back.
    const [entry] = there.write(ticket)
    links[1]?.wake()
    await eventually('the entry on the other side', () => here.entries().find(({ id }) => id === entry?.id), 5_000)
  } finally {
    for (const link of links) link.stop()
  }
})

test('[P17] ten desks at two processes press "next" together, 2,000 presses: nobody is called twice', async () => {
  const [one, two] = hubs
  const urlOf = (device: number) => ({ url: device % 2 === 0 ? one.url : two.url })
  // Earlier stories have left tickets in the queue.
  const waiting = (await readLog(pairing.manager)).filter(({ event }) => event.type === 'TicketIssued').length
  const report = await pressTogether(pairing, { desks: 10, presses: 2_000, urlOf, waiting })
  expect(report.presses).toBeGreaterThanOrEqual(2_000)
  expect(report.emptyHanded).toEqual([])
  expect(report.doubled).toEqual([])
  const log = await readLog(pairing.manager)
  expect(doubleCalls(log)).toEqual([])
  expect(gapsOf(log)).toEqual([])
})
