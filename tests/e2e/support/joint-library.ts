import type { Browser, BrowserContext, Page } from 'playwright-core'
import { appFolder, buildAppIfStale } from '../../../scripts/build-app.ts'
import { launchChromium } from '../../support/browser.ts'
import { startFaultProxy } from '../../support/fault-proxy.ts'
import type { FaultProxy } from '../../support/fault-proxy.ts'
import { hubCommand, startHub } from '../../support/hub-process.ts'
import type { HubProcess, HubProcessOptions } from '../../support/hub-process.ts'

/** A hub in a process of its own, and browsers that share its queue through a network that can fail. */
export interface JointLibrary {
  readonly hub: HubProcess
  readonly browser: Browser
  /** The address that browsers know: the network's, not the hub's own. */
  readonly address: string
  readonly network: FaultProxy
  /** A browser of its own, with nothing stored. */
  newDevice(): Promise<BrowserContext>
  /** Opens the link that `npm run hub -- pair` prints in a browser, and waits until the screen is live. */
  pair(device: BrowserContext, role: 'kiosk' | 'board' | 'desk' | 'manager', query?: string): Promise<Page>
  open(device: BrowserContext, path: string): Promise<Page>
  close(): Promise<void>
}

export async function openJointLibrary(options: HubProcessOptions = {}): Promise<JointLibrary> {
  await buildAppIfStale()
  const hub = await startHub({ appFolder, ...options })
  const network = await startFaultProxy(hub.port)
  const browser = await launchChromium()
  const open = async (device: BrowserContext, path: string) => {
    const page = await device.newPage()
    await page.goto(`${network.url}${path}`)
    return page
  }
  return {
    hub,
    browser,
    network,
    address: network.url,
    newDevice: () => browser.newContext(),
    open,
    pair: async (device, role, query = '') => {
      const code = /^Code: (\S+)$/m.exec(hubCommand(hub, 'pair', '--role', role))?.[1] ?? ''
      const path = role === 'manager' ? '/settings' : `/${role}`
      const page = await open(device, `${path}${query}#pair=${code}`)
      await untilFreshness(page, 'live')
      return page
    },
    close: async () => {
      await browser.close()
      await network.stop()
      await hub.dispose()
    },
  }
}

export async function untilFreshness(page: Page, state: 'live' | 'stale' | 'alone', timeout = 20_000): Promise<void> {
  await page.locator(`[data-testid="freshness"][data-state="${state}"]`).first().waitFor({ timeout })
}
