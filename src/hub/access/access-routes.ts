import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Instant } from '#domain/ids.ts'
import { pairingRequest, redeemRequest, renameRequest, toWire } from '#protocol/messages.ts'
import type { DeviceLine, deviceList, redeemReply } from '#protocol/messages.ts'
import { parseDeviceId } from '#protocol/names.ts'
import type { DeviceId, SiteKey } from '#protocol/names.ts'
import type { Parsed } from '#protocol/shape.ts'
import { problem } from '../problem.ts'
import { HubStoreError } from '../stores/hub-store.ts'
import type { Caller, Doorkeeper } from './access.ts'
import { storeTrouble, tooMany } from './access.ts'
import type { BookedDevice, DeviceBook } from './device-book.ts'
import { deviceCookie } from './device-cookie.ts'
import { cleanName } from './device-name.ts'
import { createGuessLimits } from './guess-limits.ts'
import { offerPairing } from './pairing.ts'
import { networkOf } from './peers.ts'
import { readJson } from './read-json.ts'
import { hashCode, hashSecret, newDeviceId, newSecret, readCode } from './secrets.ts'

export interface AccessRoutesParts {
  readonly access: Doorkeeper
  readonly book: DeviceBook
  readonly now: () => Instant
  /** The network address behind a request. */
  readonly peerOf: (context: Context) => string
  /** The address by which other devices reach the hub, for the links that pair them; without a trailing slash. */
  readonly baseUrl: (request: Request) => string
  /** Whether a device's stream is open. */
  readonly connected: (site: SiteKey, device: DeviceId) => boolean
  /** Told when a device is revoked here: its streams end. */
  readonly revoked?: (site: SiteKey, device: DeviceId) => void
}

const mostBytes = 2_000
const mostListed = 2_000

/** Pairing, and the manager's list of devices. */
export function accessRoutes(parts: AccessRoutesParts): Hono {
  const { access, book, now, peerOf } = parts
  const guesses = createGuessLimits()
  const app = new Hono()
  app.onError((error) => {
    if (error instanceof HubStoreError) return storeTrouble(error)
    throw error
  })

  /** Answers whom the door admits. */
  const admitted = (answer: (caller: Caller, context: Context) => Promise<Response>) => async (context: Context) => {
    const caller = await access.admit(context.req.raw, peerOf(context))
    return caller instanceof Response ? caller : await answer(caller, context)
  }

  /** A body may take its time, and its sender may be revoked meanwhile; null: it is not. */
  async function stillAdmitted(context: Context): Promise<Response | null> {
    const caller = await access.admit(context.req.raw, peerOf(context))
    return caller instanceof Response ? caller : null
  }

  async function redeem(context: Context): Promise<Response> {
    const request = context.req.raw
    const peer = peerOf(context)
    const met = access.meet(request, peer)
    if (met instanceof Response) return met
    const read = await readJson(request, redeemRequest, mostBytes)
    if (read instanceof Response) return read

    const guess = guesses.guess(networkOf(peer), now())
    if (guess.waitMs > 0) return tooMany(guess.waitMs)
    const code = readCode(read.value.code)
    const offer = code === undefined ? null : await book.offered(hashCode(code), now())
    if (code === undefined || offer === null) return wrongCode()
    guess.right()

    if (met.overheard && offer.role !== 'board') {
      return problem(
        403,
        'Plain HTTP is for boards',
        `A ${offer.role} is paired at the address that begins with https.`,
      )
    }
    const before = await access.deviceOf(request)
    if (before !== null && offer.role !== 'manager' && (await isLastManager(before))) {
      const detail = 'This browser is the only manager: open the link in another one, or pair another manager first.'
      return problem(409, 'The only manager', detail)
    }
    const secret = newSecret()
    const device = await book.redeem({
      codeHash: hashCode(code),
      id: newDeviceId(),
      secretHash: hashSecret(secret),
      name: cleanName(read.value.name),
      now: now(),
      replaces: before,
    })
    if (device === null) return wrongCode()
    met.welcome()
    if (before !== null) parts.revoked?.(before.site, before.id)
    const reply: Parsed<typeof redeemReply> = { deviceId: device.id, role: device.role }
    return context.json(reply, 200, { 'Set-Cookie': deviceCookie(secret, met.secure), ...unstored })
  }

  async function offer({ site }: Caller, context: Context): Promise<Response> {
    const read = await readJson(context.req.raw, pairingRequest, mostBytes)
    if (read instanceof Response) return read
    const still = await stillAdmitted(context)
    if (still !== null) return still
    const { role, name } = read.value
    const wish = { site, role, name: cleanName(name), baseUrl: parts.baseUrl(context.req.raw) }
    return context.json(await offerPairing(book, wish, now()), 200, unstored)
  }

  async function list({ site, device: own }: Caller, context: Context): Promise<Response> {
    const devices = (await book.devices(site)).filter(({ revokedAt }) => revokedAt === null).slice(-mostListed)
    const lines = devices.map((device): DeviceLine => {
      const { id, name, role, app, lastSeenAt, clockOffsetMs, storage, unsent } = device
      const connected = parts.connected(site, id)
      return { id, name, role, app, lastSeenAt, clockOffsetMs, storage, unsent, connected, own: id === own }
    })
    const reply: Parsed<typeof deviceList> = { type: 'devices', devices: lines, now: now() }
    return context.json(toWire(reply), 200, unstored)
  }

  async function rename({ site }: Caller, context: Context): Promise<Response> {
    const read = await readJson(context.req.raw, renameRequest, mostBytes)
    if (read instanceof Response) return read
    const still = await stillAdmitted(context)
    if (still !== null) return still
    const name = cleanName(read.value.name)
    if (name === '') return problem(400, 'No name', 'A name has 1 to 60 characters.')
    const id = parseDeviceId(context.req.param('id'))
    return id !== undefined && (await book.rename(site, id, name)) ? done(context) : noSuchDevice()
  }

  async function revoke({ site, device: own }: Caller, context: Context): Promise<Response> {
    const id = parseDeviceId(context.req.param('id'))
    const device = id === undefined ? null : await book.device(site, id)
    if (device === null || device.revokedAt !== null) return noSuchDevice()
    if (await isLastManager(device)) {
      const detail = 'Pair another manager first; or let IT remove this one: npm run hub -- revoke ID'
      return problem(409, 'The only manager', detail)
    }
    await end(device)
    return device.id === own ? forgotten(context) : done(context)
  }

  async function leave({ site, device: id }: Caller, context: Context): Promise<Response> {
    const device = await book.device(site, id)
    if (device !== null && (await isLastManager(device))) {
      const detail =
        'Pair another manager first, here or with: npm run hub -- pair --role manager. Then this browser may leave.'
      return problem(409, 'The only manager', detail)
    }
    await end({ site, id })
    return forgotten(context)
  }

  async function end({ site, id }: Pick<BookedDevice, 'site' | 'id'>): Promise<void> {
    await book.revoke(site, id, now())
    parts.revoked?.(site, id)
  }

  async function isLastManager({ site, id, role }: BookedDevice): Promise<boolean> {
    if (role !== 'manager') return false
    const devices = await book.devices(site)
    return !devices.some((other) => other.role === 'manager' && other.revokedAt === null && other.id !== id)
  }

  /** The browser no longer has a secret. */
  function forgotten(context: Context): Response {
    context.header('Set-Cookie', deviceCookie(null, access.isSecure(context.req.raw)))
    return done(context)
  }

  app.post('/api/v1/pairings/redeem', (context) => redeem(context))
  app.all('/api/v1/pairings/redeem', () => {
    return problem(405, 'Method not allowed', 'This address takes POST.', { Allow: 'POST' })
  })
  app.post('/api/v1/pairings', admitted(offer))
  app.get('/api/v1/devices', admitted(list))
  app.post('/api/v1/devices/self/leave', admitted(leave))
  app.patch('/api/v1/devices/:id', admitted(rename))
  app.delete('/api/v1/devices/:id', admitted(revoke))
  // What is left here is another method: the door says which ones there are.
  for (const path of ['/api/v1/pairings', '/api/v1/devices', '/api/v1/devices/self/leave', '/api/v1/devices/:id']) {
    app.all(
      path,
      admitted(() => Promise.resolve(problem(404, 'Not found'))),
    )
  }
  return app
}

const unstored = { 'Cache-Control': 'no-store' }

function done(context: Context): Response {
  return context.json({}, 200, unstored)
}

function wrongCode(): Response {
  return problem(403, 'Wrong code', 'This code was mistyped, used before, or is older than ten minutes.')
}

function noSuchDevice(): Response {
  return problem(404, 'No such device', 'The site has no device of this name, or it was removed already.')
}
