import type { Page } from 'playwright-core'
import { appFolder, buildAppIfStale } from '../../../scripts/build-app.ts'
import { readAppFiles } from '../../../src/hub/app-files.ts'
import { createHubApp } from '../../../src/hub/hub-app.ts'
import { listen } from '../../../src/hub/listen.ts'

/** The app served as `npm start` serves it. */
export interface AppServer {
  /** Without a slash at its end. */
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Which app is served where. */
export interface AppServerOptions {
  /** A built app; without it `dist/`, built first when the sources have changed. */
  readonly folder?: string
  /** A fixed port lets a test stop the server and start it again on the same origin. */
  readonly port?: number
  readonly version?: string
}

/** Serves the built app on a free port. */
export async function startAppServer(options: AppServerOptions = {}): Promise<AppServer> {
  if (options.folder === undefined) await buildAppIfStale()
  const files = await readAppFiles(options.folder ?? appFolder)
  const app = createHubApp({ files, version: options.version ?? 'test' })
  return await listen((request) => app.fetch(request), 'localhost', options.port ?? 0)
}

/** Records each request of a page, its workers included, that leaves the page's own origin; a test expects none. */
export function forbidOtherOrigins(page: Page, origin: string): readonly string[] {
  const foreign: string[] = []
  page.context().on('request', (request) => {
    const url = new URL(request.url())
    const isLocal = url.protocol === 'data:' || url.protocol === 'blob:' || url.origin === new URL(origin).origin
    if (!isLocal) foreign.push(request.url())
  })
  return foreign
}
