import { appFolder, buildAppIfStale } from '../../../scripts/build-app.ts'
import { readAppFiles } from '../../../src/hub/app-files.ts'
import { listen } from '../../../src/hub/listen.ts'
import type { AppServer } from './app-server.ts'

/**
 * Serves the built app as any static host would: files below a sub-path, unknown paths answered with the page,
 * no header of ours.
 */
export async function startStaticHost(subPath: `/${string}/`): Promise<AppServer> {
  await buildAppIfStale()
  const files = await readAppFiles(appFolder)

  function respond(request: Request): Response {
    const { pathname } = new URL(request.url)
    if (!pathname.startsWith(subPath)) return new Response('Not here', { status: 404 })
    const path = `/${pathname.slice(subPath.length)}`
    const isRoute = !path.slice(path.lastIndexOf('/')).includes('.')
    const file = files.get(isRoute ? '/index.html' : path)
    if (file === undefined) return new Response('Not found', { status: 404 })
    return new Response(file.bytes, { headers: { 'Content-Type': file.type } })
  }

  const { url, stop } = await listen(respond, 'localhost', 0)
  return { url: `${url}${subPath.slice(0, -1)}`, stop }
}
