import { parseArgs } from 'node:util'
import { parseSiteKey } from '#protocol/names.ts'
import { readConfig } from '../config.ts'
import { HubStoreError } from '../stores/hub-store.ts'
import { backup } from './backup.ts'
import type { Desk } from './command-desk.ts'
import { CommandError } from './command-desk.ts'
import { listDevices, pair, rename, revoke } from './device-commands.ts'
import { restore } from './restore.ts'

/** Where a command is run. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly projectFolder: string
  /** One line of the answer. */
  readonly say: (line: string) => void
  /** One line beside the answer. */
  readonly warn: (line: string) => void
}

const help = `npm run hub -- COMMAND

  pair --role ROLE     a code for one device, for ten minutes; ROLE is kiosk, board, desk or manager
       [--name NAME]   how the list of devices calls it
  devices              the devices, with their IDs
  rename ID NAME       another name for a device
  revoke ID            takes a device out: its browser is refused from now on
  backup FILE          a copy of everything, while the hub runs; what is folded is in FILE.archive.json beside it
  restore FILE         puts a backup in place of the database; the hub has to be stopped

  --site SITE          the site that is meant, where the hub has several (otherwise SITE, or main)

DATA_DIR, DATABASE_URL, SITE, PUBLIC_URL and PORT have to be the same as for the hub itself.`

const options = {
  role: { type: 'string' },
  name: { type: 'string' },
  site: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Does what a line of a terminal says; answers the exit status: 0 done, 1 not possible now, 2 not understood. */
export async function runCommand(words: readonly string[], { env, projectFolder, say, warn }: Surroundings) {
  try {
    const { values, positionals } = understand(words)
    const [command, ...rest] = positionals
    if (command === undefined || values.help === true) {
      say(help)
      return 0
    }
    const desk: Desk = {
      config: readConfig(env, projectFolder),
      site: parseSite(values.site),
      say,
      warn,
    }
    await run(desk, command, rest, values)
    return 0
  } catch (error) {
    warn(sentence(error))
    return error instanceof CommandError && error.kind === 'notUnderstood' ? 2 : 1
  }
}

async function run(
  desk: Desk,
  command: string,
  rest: readonly string[],
  values: { readonly role?: string; readonly name?: string },
): Promise<void> {
  switch (command) {
    case 'pair':
      expectWords(command, rest, [])
      return await pair(desk, values.role, values.name ?? '')
    case 'devices':
      expectWords(command, rest, [])
      return await listDevices(desk)
    case 'rename':
      expectWords(command, rest, ['ID', 'NAME'])
      return await rename(desk, rest[0] ?? '', rest[1] ?? '')
    case 'revoke':
      expectWords(command, rest, ['ID'])
      return await revoke(desk, rest[0] ?? '')
    case 'backup':
      expectWords(command, rest, ['FILE'])
      return await backup(desk, rest[0] ?? '')
    case 'restore':
      expectWords(command, rest, ['FILE'])
      return await restore(desk, rest[0] ?? '')
    default:
      throw new CommandError('notUnderstood', `There is no command "${command}": npm run hub lists them.`)
  }
}

function understand(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : '').split('. ')
    throw new CommandError('notUnderstood', `${reason}: npm run hub lists what there is.`)
  }
}

function expectWords(command: string, rest: readonly string[], names: readonly string[]): void {
  if (rest.length === names.length && rest.every((word) => word !== '')) return
  throw new CommandError('notUnderstood', `Write it like this: npm run hub -- ${[command, ...names].join(' ')}`)
}

function parseSite(text: string | undefined): Desk['site'] {
  if (text === undefined) return null
  const site = parseSiteKey(text)
  if (site !== undefined) return site
  const rule = 'it has to be small letters, digits and dashes, beginning with a letter.'
  throw new CommandError('notUnderstood', `--site is "${text}"; ${rule}`)
}

function sentence(error: unknown): string {
  if (error instanceof HubStoreError) {
    return error.trouble === 'full'
      ? 'The disk is full: make room, then try again.'
      : 'The database does not answer: see that it runs and is not locked, then try again.'
  }
  return error instanceof Error ? error.message : String(error)
}
