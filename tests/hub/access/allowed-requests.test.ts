import { expect, test } from 'vitest'
import { allowedRequests } from '#hub/access/allowed-requests.ts'
import { baseUrl, openDoor, roles } from './book-keeping.ts'

/** Written out once more: who changes the table has to mean it. */
const expected: Readonly<Record<string, string>> = {
  'POST /api/v1/hello': 'kiosk board desk manager',
  'GET /api/v1/entries': 'kiosk board desk manager',
  'POST /api/v1/entries': 'kiosk board desk manager',
  'GET /api/v1/stream': 'kiosk board desk manager',
  'POST /api/v1/purge-check': 'kiosk board desk manager',
  'POST /api/v1/claims': 'desk manager',
  'GET /api/v1/batches': 'desk manager',
  'GET /api/v1/batches/digests': 'desk manager',
  'POST /api/v1/archive': 'manager',
  'GET /api/v1/releases': 'manager',
  'POST /api/v1/releases': 'manager',
  'POST /api/v1/prints': 'kiosk desk manager',
  'GET /api/v1/printers': 'kiosk desk manager',
  'POST /api/v1/pairings': 'manager',
  'POST /api/v1/pairings/redeem': 'kiosk board desk manager',
  'GET /api/v1/devices': 'manager',
  'POST /api/v1/devices/self/leave': 'kiosk board desk manager',
  'PATCH /api/v1/devices/:id': 'manager',
  'DELETE /api/v1/devices/:id': 'manager',
}
const methods = ['GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'OPTIONS']
const paths = [...new Set(allowedRequests.map(({ path }) => path))]

test('[HA4] the table has exactly these routes', () => {
  expect(allowedRequests.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(expected).sort())
})

test('[HA4] every cell of role × method × path is answered as the table says', async () => {
  const door = openDoor()
  const found: string[] = []
  const wanted: string[] = []
  for (const role of roles) {
    const { cookie } = await door.pair(role)
    for (const path of paths) {
      for (const method of methods) {
        const url = `${baseUrl}${path.replace(':id', 'abcdefghij')}`
        const answer = await door.access.admit(new Request(url, { method, headers: { Cookie: cookie } }), '127.0.0.1')
        const status = answer instanceof Response ? answer.status : 200
        const allowed = expected[`${method} ${path}`]
        const right = allowed === undefined ? 405 : allowed.split(' ').includes(role) ? 200 : 403
        found.push(`${role} ${method} ${path} ${status}`)
        wanted.push(`${role} ${method} ${path} ${right}`)
      }
    }
  }
  expect(found).toHaveLength(roles.length * paths.length * methods.length)
  expect(found).toEqual(wanted)
})

test('[HA4] without a pairing everything but redeeming is 401, known or not', async () => {
  const door = openDoor({ limits: { stranger: { burst: 1_000, perSecond: 1 } } })
  for (const path of [...paths, '/api/v1/nothing']) {
    for (const method of methods) {
      const answer = await door.access.admit(new Request(`${baseUrl}${path}`, { method }), '127.0.0.1')
      expect(answer).toBeInstanceOf(Response)
      if (answer instanceof Response) expect(answer.status).toBe(401)
    }
  }
  expect((await door.ask('POST', '/api/v1/pairings/redeem', { body: { code: 'AAAA-AAAA' } })).status).toBe(403)
})

test('[HA4] an address that is not in the table is 404 for a paired device; 405 says what there is', async () => {
  const door = openDoor()
  const { cookie } = await door.pair('manager')
  const ask = async (method: string, path: string) => {
    const answer = await door.access.admit(
      new Request(`${baseUrl}${path}`, { method, headers: { Cookie: cookie } }),
      '',
    )
    return answer instanceof Response ? answer : null
  }
  for (const path of ['/api/v1', '/api/v1/', '/api/v1/entries/', '/api/v1/devices/a/b', '/api/v1//hello']) {
    expect((await ask('GET', path))?.status).toBe(404)
  }
  const refused = await ask('PUT', '/api/v1/devices/abcdefghij')
  expect(refused?.headers.get('allow')).toBe('PATCH, DELETE')
  expect(refused?.headers.get('content-type')).toBe('application/problem+json')
})
