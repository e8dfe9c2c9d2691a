import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './build-app.ts'

/**
 * Adds to the lockfile the programs for other systems that `npm install` left out.
 * Where a registry does not carry them npm drops them silently, and `npm ci` then refuses the lockfile on every
 * machine. Such an entry is enough for npm to see that it is for another system and to skip it.
 */

interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

const systems: readonly (string | undefined)[] = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'openbsd',
  'openharmony',
  'win32',
]

const path = join(projectFolder, 'package-lock.json')
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as Lockfile

const added = Object.entries(lockfile.packages).flatMap(([parent, { dev, optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies)
    .filter(([name, version]) => isExact(version) && !isLocked(parent, name))
    .map(([name, version]) => [`node_modules/${name}`, foreignProgram(name, version, dev ?? false)] as const),
)

const packages = Object.fromEntries(
  [...Object.entries(lockfile.packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en')),
)
writeFileSync(path, `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`)
console.log(`${added.length} programs for other systems added to package-lock.json`)

function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+/.test(version)
}

/** Whether a package finds the other as Node would: beside itself, then one folder up, and so on. */
function isLocked(parent: string, name: string): boolean {
  if (`${parent === '' ? '' : `${parent}/`}node_modules/${name}` in lockfile.packages) return true
  if (parent === '') return false
  const above = parent.lastIndexOf('/node_modules/')
  return isLocked(above < 0 ? '' : parent.slice(0, above), name)
}

/** Reads system, processor and C library from a name such as `@rollup/rollup-linux-arm64-musl`. */
function foreignProgram(name: string, version: string, dev: boolean): object {
  const parts = name.replace(/^.*\//, '').split('-')
  const start = parts.findIndex((part) => systems.includes(part))
  if (start < 0) throw new Error(`${name} does not name its system: add it to package-lock.json by hand`)
  const [os, cpu, abi = ''] = parts.slice(start)
  const libc = os !== 'linux' ? undefined : abi.startsWith('musl') ? 'musl' : 'glibc'
  return { version, cpu: [cpu], ...(dev ? { dev } : {}), ...(libc ? { libc: [libc] } : {}), optional: true, os: [os] }
}
