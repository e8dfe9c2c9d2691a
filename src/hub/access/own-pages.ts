import type { HubConfig } from '../config.ts'

/** Whether the browser's own connection is HTTPS: with the hub, or with the proxy that stands in front. */
export function isSecure(request: Request, url: URL, { publicUrl }: Pick<HubConfig, 'publicUrl'>): boolean {
  if (url.protocol === 'https:') return true
  // Anybody can send this header; it counts where a proxy is known to set it.
  if (publicUrl === null || !publicUrl.startsWith('https:')) return false
  return request.headers.get('x-forwarded-proto')?.split(',').at(-1)?.trim().toLowerCase() === 'https'
}

/**
 * Whether a request comes from a page of this hub, or from no page at all (HA2). Browsers say where a request comes
 * from, in `Origin` or `Sec-Fetch-Site`, and pages cannot change what they say; other programs say nothing.
 */
export function isOwnPage(request: Request, url: URL, config: Pick<HubConfig, 'publicUrl'>): boolean {
  const fetchSite = request.headers.get('sec-fetch-site')
  const reads = request.method === 'GET' || request.method === 'HEAD'
  // `none`: a person typed the address.
  if (fetchSite !== null && fetchSite !== 'same-origin' && !(reads && fetchSite === 'none')) return false
  const origin = request.headers.get('origin')
  if (origin === null) return true
  const own = new URL(`${isSecure(request, url, config) ? 'https' : 'http'}://${url.host}`).origin
  return origin === own || origin === config.publicUrl
}
