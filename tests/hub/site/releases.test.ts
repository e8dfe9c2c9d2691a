import { expect, test } from 'vitest'
import { toKept } from '#statistics/kept-release.ts'
import { mainSite } from '../../support/pushing.ts'
import { release } from '../../export/releases.ts'
import { board, createRig, desk, kiosk, manager } from './site-rig.ts'

const kept = toKept(release())

test('[HR21] managers read and add, one after the other; nobody else does either', async () => {
  const rig = await createRig()
  const add = (known: number, body: object = kept, who = manager) =>
    rig.ask(who, 'POST', '/releases', { known, release: body })
  const list = async (query = '') => await (await rig.ask(manager, 'GET', `/releases${query}`)).json()
  expect(await list()).toEqual({ type: 'releases', known: 0, releases: [] })
  expect(await (await add(0)).json()).toEqual({ type: 'released', known: 1 })
  const late = await add(0)
  expect([late.status, late.headers.get('content-type')]).toEqual([409, 'application/problem+json'])
  expect(await list()).toEqual({ type: 'releases', known: 1, releases: [kept] })
  expect(await list('?after=1')).toEqual({ type: 'releases', known: 1, releases: [] })
  for (const who of [desk, kiosk, board]) {
    expect([(await add(1, kept, who)).status, (await rig.ask(who, 'GET', '/releases')).status]).toEqual([403, 403])
  }
  // Another site sees nothing of it.
  const other = { ...manager, site: 'other' as never }
  expect(await (await rig.ask(other, 'GET', '/releases')).json()).toMatchObject({ known: 0 })
})

test('[HR21] what does not fit the ledger is refused whole, and nothing rides along', async () => {
  const rig = await createRig()
  const add = async (body: unknown) => (await rig.ask(manager, 'POST', '/releases', body)).status
  for (const [body, status] of [
    ['{', 400],
    [{ release: kept }, 422],
    [{ known: 0.5, release: kept }, 422],
    [{ known: 0 }, 422],
    [{ known: 0, release: { ...kept, audience: 'everybody' } }, 422],
    [{ known: 0, release: { ...kept, waits: [{ need: 'Mrs Smith came at nine' }] } }, 422],
    [{ known: 10_000, release: kept }, 507],
    [{ known: 0, release: { ...kept, note: 'x'.repeat(2_000_000) } }, 413],
  ] as const) {
    expect([status, await add(body)]).toEqual([status, status])
  }
  expect(await add({ known: 0, release: { ...kept, note: 'by Ada' } })).toBe(200)
  expect((await rig.store.releases(mainSite, 0, 9)).texts).toEqual([JSON.stringify(kept)])
  for (const after of ['-1', 'x', '1e3', '']) {
    expect((await rig.ask(manager, 'GET', `/releases?after=${after}`)).status).toBe(400)
  }
})

test('[HR21] many are handed out some at a time, packed', async () => {
  const rig = await createRig()
  for (let known = 0; known < 30; known++) await rig.store.addRelease(mainSite, JSON.stringify(kept), known)
  const first = await rig.ask(manager, 'GET', '/releases', undefined, { 'accept-encoding': 'gzip' })
  expect(first.headers.get('content-encoding')).toBe('gzip')
  const sizes = await Promise.all(
    [0, 20, 30].map(async (after) => {
      const answer = (await (await rig.ask(manager, 'GET', `/releases?after=${after}`)).json()) as {
        releases: unknown[]
      }
      return answer.releases.length
    }),
  )
  expect(sizes).toEqual([20, 10, 0])
})
