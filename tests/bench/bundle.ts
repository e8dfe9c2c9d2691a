import { join } from 'node:path'
import { appFolder, buildAppIfStale } from '../../scripts/build-app.ts'
import { routeBytes, routes } from '../../scripts/bundle-size.ts'
import type { Measurement } from './distribution.ts'

/** JavaScript that a first load of the kiosk brings, gzip, the service worker included. */
export async function benchBundle(report: (measurement: Measurement) => void): Promise<void> {
  await buildAppIfStale()
  const kiosk = routes.find(({ name }) => name === 'kiosk')
  if (kiosk === undefined) throw new Error('No kiosk among the routes')
  report({ measure: 'kiosk_js_gzip_bytes', value: routeBytes(join(appFolder), kiosk.module) })
}
