import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { launchProfile } from '../../support/browser.ts'
import type { ChromiumOptions } from '../../support/browser.ts'
import { startAppServer } from './app-server.ts'
import type { AppServer } from './app-server.ts'

/** One browser with its profile, and the app as `npm start` serves it: the windows of one device. */
export interface Library {
  readonly context: BrowserContext
  readonly server: AppServer
  readonly profile: string
  /** Requests that left the app's own origin. A test expects none. */
  readonly foreignRequests: readonly string[]
  open(path: string): Promise<Page>
  close(): Promise<void>
}

export interface LibraryOptions extends ChromiumOptions {
  readonly profile?: string
  readonly server?: AppServer
}

export async function openLibrary(options: LibraryOptions = {}): Promise<Library> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'guichet-libre-profile-')))
  const server = options.server ?? (await startAppServer())
  const context = await launchProfile(profile, options)
  const foreignRequests: string[] = []
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== server.url) foreignRequests.push(request.url())
  })
  return {
    context,
    server,
    profile,
    foreignRequests,
    open: async (path) => {
      const page = await newWindow(context)
      await page.goto(`${server.url}${path}`)
      return page
    },
    close: async () => {
      await context.close()
      if (options.server === undefined) await server.stop()
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true })
    },
  }
}

/** A window of its own, not a tab: a tab in the background draws one frame a second, as no kiosk or board would. */
async function newWindow(context: BrowserContext): Promise<Page> {
  const browser = context.browser()
  if (browser === null) return context.newPage()
  const session = await browser.newBrowserCDPSession()
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    session.send('Target.createTarget', { url: 'about:blank', newWindow: true }),
  ])
  await session.detach()
  return page
}

/** Taps a need and reads the label; goes back to the start screen. */
export async function takeTicket(kiosk: Page, need: string): Promise<string> {
  await kiosk.locator(`[data-testid="need"][data-need="${need}"]`).click()
  const label = (await kiosk.getByTestId('ticket-label').textContent()) ?? ''
  await kiosk.getByTestId('ticket-done').click()
  await kiosk.getByTestId('need').first().waitFor()
  return label
}

export function outcome(desk: Page, id: string): Locator {
  return desk.locator(`[data-testid="outcome"][data-outcome="${id}"]`)
}

export function queueRow(desk: Page, label: string): Locator {
  return desk.locator(`[data-testid="queue-row"][data-label="${label}"]`)
}

export function boardCall(board: Page, label: string): Locator {
  return board.locator(`[data-testid="call"][data-label="${label}"]`)
}

/** Waits until the app's service worker has everything: from then on the server may go. */
export async function untilOfflineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    const deadline = Date.now() + 30_000
    while (Date.now() < deadline && navigator.serviceWorker.controller === null) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
}

/** The process id of the browser that holds this context, for tests that kill it. */
export async function browserProcessId(context: BrowserContext): Promise<number> {
  const browser = context.browser()
  if (browser === null) throw new Error('The context has no browser')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const main = processInfo.find(({ type }) => type === 'browser')
  if (main === undefined) throw new Error('The browser names no process of its own')
  return main.id
}
