import { spawnSync } from 'node:child_process'
import { findChromium } from '../tests/support/browser.ts'

/** A browser, or a sentence that says how to get one. */
export type Chromium =
  { readonly found: true; readonly path: string } | { readonly found: false; readonly advice: string }

const advice = [
  'The tests need a Chromium and found none.',
  'Install one (Debian: apt-get install chromium) or name yours: CHROME_PATH=/path/to/chrome npm test',
].join('\n')

/** Finds a Chromium, or installs Debian's where this account may do so. */
export function ensureChromium(): Chromium {
  const present = findChromium()
  if (present !== undefined) return { found: true, path: present }
  const named = process.env['CHROME_PATH']
  if (named !== undefined && named !== '') {
    return { found: false, advice: `CHROME_PATH is "${named}", which is not a program that can be started.` }
  }
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { found: false, advice }

  console.error('No Chromium here: installing the one of the distribution (about 120 MB)')
  const isInstalled =
    aptGet('update') && aptGet('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation')
  const installed = isInstalled ? findChromium() : undefined
  return installed === undefined ? { found: false, advice } : { found: true, path: installed }
}

function aptGet(...args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Progress belongs to standard error; five minutes are ample for a slow line.
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 2, 2], timeout: 300_000 })
  return status === 0
}
