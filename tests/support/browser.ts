import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser, BrowserContext, LaunchOptions } from 'playwright-core'
import { chromium } from 'playwright-core'

/** What a launch may add to the usual flags. */
export interface ChromiumOptions {
  readonly args?: readonly string[]
  readonly headless?: boolean
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']

const usualPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

// No first-run page, no request of the browser's own; a container's root has no sandbox.
const quietFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Path of a Chromium of this machine: CHROME_PATH, else the first known name in PATH; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['CHROME_PATH']
  if (named !== undefined && named !== '') return isExecutable(named) ? named : undefined
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...inPath, ...usualPaths].find(isExecutable)
}

/** Starts a Chromium whose contexts forget everything when closed. */
export async function launchChromium(options: ChromiumOptions = {}): Promise<Browser> {
  return await chromium.launch(launchOptions(options))
}

/** Starts a Chromium over a profile folder: what it stores is there at the next launch over the same folder. */
export async function launchProfile(folder: string, options: ChromiumOptions = {}): Promise<BrowserContext> {
  return await chromium.launchPersistentContext(folder, launchOptions(options))
}

function launchOptions({ args = [], headless = true }: ChromiumOptions): LaunchOptions {
  const executablePath = findChromium()
  if (executablePath === undefined) {
    throw new Error('No Chromium found: install one, or name yours in CHROME_PATH')
  }
  const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { executablePath, headless, args: [...quietFlags, ...sandboxFlags, ...args], timeout: 60_000 }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
