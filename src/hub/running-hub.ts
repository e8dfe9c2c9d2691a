import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A hub that runs over a data folder: commands learn its address here. */
export interface RunningHub {
  readonly pid: number
  readonly url: string
}

/** The SQLite file of a hub, with its journal, its devices and its open codes. */
export function databaseFile(dataFolder: string): string {
  return join(dataFolder, 'hub.sqlite')
}

export async function writeRunning(dataFolder: string, { pid, url }: RunningHub): Promise<void> {
  const file = fileIn(dataFolder)
  const part = `${file}.${pid}`
  await writeFile(part, JSON.stringify({ pid, url, bornAt: bornAt(pid) }))
  await rename(part, file)
}

/** null: none runs. What a killed hub left behind does not count. */
export async function readRunning(dataFolder: string): Promise<RunningHub | null> {
  const said = await readFile(fileIn(dataFolder), 'utf8').then(parse, () => null)
  if (said === null || !isAlive(said.pid)) return null
  // After a restart of the machine, or in a new container, another program has the number.
  if (said.bornAt !== null && said.bornAt !== bornAt(said.pid)) return null
  return { pid: said.pid, url: said.url }
}

export async function removeRunning(dataFolder: string): Promise<void> {
  await rm(fileIn(dataFolder), { force: true })
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'running.json')
}

interface SaidOfRunning extends RunningHub {
  readonly bornAt: string | null
}

function parse(text: string): SaidOfRunning | null {
  try {
    const { pid, url, bornAt } = JSON.parse(text) as Partial<Record<keyof SaidOfRunning, unknown>>
    if (typeof pid !== 'number' || !Number.isInteger(pid) || pid < 1 || typeof url !== 'string') return null
    return { pid, url, bornAt: typeof bornAt === 'string' ? bornAt : null }
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // A program of somebody else is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** When a program began, in the kernel's own words; null where the system does not tell. */
function bornAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces; the 20th field after it is the moment of the start.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}
