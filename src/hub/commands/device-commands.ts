import { parseDeviceId } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import type { BookedDevice, DeviceBook } from '../access/device-book.ts'
import { cleanName } from '../access/device-name.ts'
import { offerPairing } from '../access/pairing.ts'
import { readRunning } from '../running-hub.ts'
import type { Desk } from './command-desk.ts'
import { CommandError, now, withBook } from './command-desk.ts'

const roles: readonly Role[] = ['kiosk', 'board', 'desk', 'manager']

/** `pair`: two lines for people and scripts. */
export async function pair(desk: Desk, roleWord: string | undefined, name: string): Promise<void> {
  const role = roles.find((each) => each === roleWord)
  if (role === undefined) {
    throw new CommandError('notUnderstood', 'Say what the device is for: --role kiosk, board, desk or manager.')
  }
  const { config } = desk
  const running = await readRunning(config.dataFolder)
  const baseUrl = config.publicUrl ?? running?.url ?? `http://localhost:${config.port}`
  await withBook(desk, async (book) => {
    const site = desk.site ?? config.site
    const { code, link } = await offerPairing(book, { site, role, name: cleanName(name), baseUrl }, now())
    desk.say(`Code: ${code}`)
    desk.say(`Link: ${link}`)
  })
  if (running === null && config.databaseUrl === null) {
    desk.warn('No hub runs here at the moment: start it within ten minutes, then use the code.')
  }
}

/** `devices`: one line each, revoked ones last. */
export async function listDevices(desk: Desk): Promise<void> {
  await withBook(desk, async (book) => {
    const devices = await devicesOf(desk, book)
    const lines = [...devices].sort((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null)).map(lineOf)
    for (const line of aligned([heading, ...lines])) desk.say(line)
    if (lines.length === 0) desk.warn('No device is paired: npm run hub -- pair --role manager')
  })
}

/** `rename ID NAME`. */
export async function rename(desk: Desk, id: string, name: string): Promise<void> {
  const cleaned = cleanName(name)
  if (cleaned === '') throw new CommandError('notUnderstood', 'A name has 1 to 60 characters.')
  await withBook(desk, async (book) => {
    const device = await deviceOf(desk, book, id)
    await book.rename(device.site, device.id, cleaned)
    desk.say(`Renamed: ${device.id} is ${cleaned}`)
  })
}

/** `revoke ID`; also the last manager: whoever has this terminal can pair another one. */
export async function revoke(desk: Desk, id: string): Promise<void> {
  await withBook(desk, async (book) => {
    const device = await deviceOf(desk, book, id)
    await book.revoke(device.site, device.id, now())
    desk.say(`Revoked: ${device.id}${device.name === '' ? '' : ` (${device.name})`}`)
    if (!(await book.hasManager(device.site))) {
      desk.warn('The site has no manager now: npm run hub -- pair --role manager')
    }
  })
}

async function devicesOf({ site }: Desk, book: DeviceBook): Promise<readonly BookedDevice[]> {
  const sites = site === null ? await book.sites() : [site]
  const devices: BookedDevice[] = []
  for (const each of sites) devices.push(...(await book.devices(each)))
  return devices
}

async function deviceOf(desk: Desk, book: DeviceBook, text: string): Promise<BookedDevice> {
  const id = parseDeviceId(text)
  const device = (await devicesOf(desk, book)).find((each) => each.id === id)
  if (device?.revokedAt === null) return device
  const state = device === undefined ? 'is not paired' : 'was revoked already'
  throw new CommandError('notNow', `The device "${text}" ${state}: npm run hub -- devices lists them.`)
}

const heading = ['ID', 'SITE', 'ROLE', 'NAME', 'LAST SEEN', 'VERSION', 'CLOCK', 'STORAGE', 'UNSENT', 'STATE']

function lineOf(device: BookedDevice): readonly string[] {
  const { id, site, role, name, lastSeenAt, clockOffsetMs, unsent, revokedAt } = device
  // What a device says of itself must not steer a terminal.
  const [app, storage] = [cleanName(device.app), cleanName(device.storage)]
  const clock = clockOffsetMs === null ? '-' : `${clockOffsetMs < 0 ? '' : '+'}${Math.round(clockOffsetMs / 1_000)}s`
  const state = revokedAt === null ? 'paired' : `revoked ${minuteOf(revokedAt)}`
  return [id, site, role, name || '-', minuteOf(lastSeenAt), app || '-', clock, storage, String(unsent), state]
}

function minuteOf(at: number | null): string {
  return at === null ? '-' : `${new Date(at).toISOString().slice(0, 16)}Z`
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
