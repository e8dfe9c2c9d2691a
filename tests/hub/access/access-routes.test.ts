import { describe, expect, test } from 'vitest'
import { deviceList, pairingReply, problem, redeemReply } from '#protocol/messages.ts'
import { firstManagerLink } from '#hub/access/pairing.ts'
import type { Instant } from '#domain/ids.ts'
import { readCode, showCode } from '#hub/access/secrets.ts'
import { baseUrl, main, openDoor, roles } from './book-keeping.ts'
import type { Door } from './book-keeping.ts'

const pairings = '/api/v1/pairings'
const redeeming = '/api/v1/pairings/redeem'
const list = '/api/v1/devices'

async function devicesOf(door: Door, cookie: string) {
  const listed = deviceList.parse(await (await door.ask('GET', list, { cookie })).json())
  if (listed === undefined) throw new Error('Not a list of devices')
  return listed.devices
}

function cookieOf(response: Response): string {
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

describe('[HA5] codes', () => {
  test.each(roles)('a manager makes one for a %s, and whoever opens its link is paired', async (role) => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    const response = await door.ask('POST', pairings, { cookie, body: { role, name: 'Hall  1\u0007' } })
    const offer = pairingReply.parse(await response.json())
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(offer?.code).toMatch(/^[A-HJ-NPRT-Y2-9]{4}-[A-HJ-NPRT-Y2-9]{4}$/)
    expect(offer?.expiresAt).toBe(door.clock + 600_000)
    const screen = role === 'manager' ? 'settings' : role
    expect(offer?.link).toBe(`${baseUrl}/${screen}#pair=${offer?.code}`)

    const redeemed = await door.ask('POST', redeeming, { body: { code: offer?.code } })
    const reply = redeemReply.parse(await redeemed.json())
    expect(reply?.role).toBe(role)
    const line = (await devicesOf(door, cookie)).find(({ id }) => id === reply?.deviceId)
    expect(line).toMatchObject({ role, name: 'Hall 1', own: false, connected: false, lastSeenAt: null })
    expect((await door.ask('GET', list, { cookie: cookieOf(redeemed) })).status).toBe(role === 'manager' ? 200 : 403)
  })

  test('a code is read forgivingly, used once, and old after ten minutes', async () => {
    const door = openDoor()
    const redeem = (code: string) => door.ask('POST', redeeming, { body: { code } }).then(({ status }) => status)
    const code = await door.code('kiosk')
    expect(await redeem(` ${code.toLowerCase().replace('-', ' – ')} `)).toBe(200)
    expect(await redeem(code)).toBe(403)
    const old = await door.code('kiosk')
    door.clock += 600_000
    expect(await redeem(old)).toBe(403)
  })

  test.each([
    ['abcd-efgh', undefined],
    ['a b c d e f h j', 'ABCDEFHJ'],
    ['ab cd ef hj', 'ABCDEFHJ'],
    ['ABCD—EFHJ', 'ABCDEFHJ'],
    ['ABCD-EFH', undefined],
    ['ABCD-EFH0', undefined],
    ['ÀBCD-EFHJ', undefined],
    ['', undefined],
  ])('%j is read as %s', (typed, code) => {
    // G is not a letter of codes.
    expect(readCode(typed)).toBe(code)
    if (code !== undefined) expect(readCode(showCode(code))).toBe(code)
  })

  test('the name that the browser brings goes before the one of the offer', async () => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    await door.ask('POST', redeeming, { body: { code: await door.code('board'), name: 'Télévision' } })
    expect((await devicesOf(door, cookie)).map(({ name }) => name)).toEqual(['A manager', 'Télévision'])
  })
})

describe('[HA7] who belongs to the site', () => {
  test('a browser that is paired again replaces its pairing', async () => {
    const door = openDoor()
    const manager = await door.pair('manager')
    const before = await door.pair('kiosk')
    const response = await door.ask('POST', redeeming, {
      cookie: before.cookie,
      body: { code: await door.code('board') },
    })
    expect(response.status).toBe(200)
    expect(door.revoked).toEqual([before.id])
    expect((await devicesOf(door, manager.cookie)).map(({ role }) => role)).toEqual(['manager', 'board'])
    expect((await door.ask('GET', list, { cookie: before.cookie })).status).toBe(401)
  })

  test('the only manager does not lose itself by opening a link for another device, and the code is not used up', async () => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    const code = await door.code('kiosk')
    const refused = await door.ask('POST', redeeming, { cookie, body: { code } })
    expect(refused.status).toBe(409)
    expect(problem.parse(await refused.json())?.detail).toContain('open the link in another one')
    expect((await door.ask('POST', redeeming, { body: { code } })).status).toBe(200)
    // As another manager it goes on being one.
    const body = { code: await door.code('manager') }
    expect((await door.ask('POST', redeeming, { cookie, body })).status).toBe(200)
  })

  test('a manager renames and revokes; what is revoked is off the list', async () => {
    const door = openDoor()
    const { cookie, id: own } = await door.pair('manager')
    const { id } = await door.pair('desk')
    expect((await door.ask('PATCH', `${list}/${id}`, { cookie, body: { name: ' Accueil\n1 ' } })).status).toBe(200)
    expect((await devicesOf(door, cookie)).map((device) => [device.id, device.name, device.own])).toEqual([
      [own, 'A manager', true],
      [id, 'Accueil 1', false],
    ])
    expect((await door.ask('DELETE', `${list}/${id}`, { cookie })).status).toBe(200)
    expect((await devicesOf(door, cookie)).map((device) => device.id)).toEqual([own])
    for (const method of ['DELETE', 'PATCH']) {
      const body = method === 'PATCH' ? { body: { name: 'x' } } : {}
      expect((await door.ask(method, `${list}/${id}`, { cookie, ...body })).status).toBe(404)
      expect((await door.ask(method, `${list}/..%2f..`, { cookie, ...body })).status).toBe(404)
    }
    expect((await door.ask('PATCH', `${list}/${own}`, { cookie, body: { name: ' \n ' } })).status).toBe(400)
  })

  test('the last manager cannot be revoked from a screen; with another one it may go itself', async () => {
    const door = openDoor()
    const first = await door.pair('manager')
    const refused = await door.ask('DELETE', `${list}/${first.id}`, { cookie: first.cookie })
    expect(refused.status).toBe(409)
    expect(problem.parse(await refused.json())?.detail).toContain('Pair another manager first')
    await door.pair('manager')
    const gone = await door.ask('DELETE', `${list}/${first.id}`, { cookie: first.cookie })
    expect(gone.status).toBe(200)
    expect(gone.headers.get('set-cookie')).toContain('guichet=; Path=/; Max-Age=0')
    expect((await door.ask('GET', list, { cookie: first.cookie })).status).toBe(401)
  })

  test.each(roles)('a %s may leave by itself, and its browser forgets the secret', async (role) => {
    const door = openDoor()
    await door.pair('manager')
    const { id, cookie } = await door.pair(role)
    const left = await door.ask('POST', `${list}/self/leave`, { cookie })
    expect([left.status, left.headers.get('set-cookie')]).toEqual([
      200,
      'guichet=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict',
    ])
    expect(door.revoked).toEqual([id])
    expect((await door.ask('POST', `${list}/self/leave`, { cookie })).status).toBe(401)
  })

  test('the only manager does not leave: it is told how to', async () => {
    const door = openDoor()
    const { id, cookie } = await door.pair('manager')
    const refused = await door.ask('POST', `${list}/self/leave`, { cookie })
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([409, null])
    expect(problem.parse(await refused.json())?.detail).toContain('npm run hub -- pair --role manager')
    expect((await door.book.device(main, id as never))?.revokedAt).toBeNull()
    await door.pair('manager')
    expect((await door.ask('POST', `${list}/self/leave`, { cookie })).status).toBe(200)
  })

  test('a manager that is revoked while it sends neither pairs nor renames', async () => {
    const door = openDoor()
    await door.pair('manager')
    const { id, cookie } = await door.pair('manager')
    const body = new ReadableStream({
      async pull(controller) {
        await door.book.revoke(main, id as never, door.clock as Instant)
        controller.enqueue(new TextEncoder().encode('{"role":"manager","name":""}'))
        controller.close()
      },
    })
    expect((await door.raw('/api/v1/pairings', body, { Cookie: cookie })).status).toBe(401)
  })

  test('the list says what each device said of itself, and whether its stream is open', async () => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    const { id } = await door.pair('kiosk')
    const lastSeenAt = door.clock as Instant
    const news = { app: '0.3.0+abc', storage: 'persistent', unsent: 4, clockOffsetMs: -90_000, lastSeenAt }
    await door.book.seen(main, id as never, news)
    door.revoked[0] = id
    expect((await devicesOf(door, cookie))[1]).toEqual({
      id,
      name: 'A kiosk',
      role: 'kiosk',
      connected: true,
      own: false,
      ...news,
    })
  })
})

describe('[HA10] bodies', () => {
  test.each([
    ['{', 400, 'The body is not JSON.'],
    ['', 400, 'The body is not JSON.'],
    ['null', 400, 'The body has to be'],
    ['[]', 400, 'The body has to be'],
    ['{"code":7}', 400, 'The body has to be {code:text<=40'],
    [`{"code":"${'A'.repeat(41)}"}`, 400, 'The body has to be'],
    [`{"code":"${'A'.repeat(3_000)}"}`, 413, '2000 bytes'],
    ['{"__proto__":{"code":"AAAA"}}', 400, 'The body has to be'],
  ])('%j: %i', async (body, status, detail) => {
    const door = openDoor()
    const response = await door.raw(redeeming, body)
    expect(response.status).toBe(status)
    const said = problem.parse(await response.json())
    expect(said?.status).toBe(status)
    expect(said?.detail).toContain(detail)
  })

  test('a body that lies about its length, or never ends, is cut off', async () => {
    const door = openDoor()
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1_000
        controller.enqueue(new Uint8Array(1_000).fill(32))
      },
    })
    const response = await door.raw(redeeming, endless, { 'Content-Length': '10' })
    expect(response.status).toBe(413)
    expect(sent).toBeLessThan(10_000)
  })

  test('other methods are refused with those that there are', async () => {
    const door = openDoor()
    const { cookie } = await door.pair('manager')
    for (const [path, allow] of [
      [redeeming, 'POST'],
      [pairings, 'POST'],
      [list, 'GET'],
      [`${list}/abcdefghij`, 'PATCH, DELETE'],
      [`${list}/self/leave`, 'POST'],
    ] as const) {
      const response = await door.ask('PUT', path, { cookie, body: {} })
      expect([path, response.status, response.headers.get('allow')]).toEqual([path, 405, allow])
    }
  })
})

test('[HA12] a site without a manager gets a link for a day; with one it gets none', async () => {
  const door = openDoor()
  const now = () => door.clock as Instant
  const link = await firstManagerLink(door.book, main, 'https://hub.example:8443', now())
  expect(link).toMatch(/^https:\/\/hub\.example:8443\/settings#pair=[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  door.clock += 24 * 3_600_000 - 1
  const redeemed = await door.ask('POST', redeeming, { body: { code: link?.split('=')[1] } })
  expect(redeemReply.parse(await redeemed.json())?.role).toBe('manager')
  expect(await firstManagerLink(door.book, main, baseUrl, now())).toBeNull()
})
