import { isSecret } from './secrets.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** `__Host-`: no other machine of the domain, and no plain page, can set it in our place. */
function nameOf(secure: boolean): string {
  return secure ? '__Host-guichet' : 'guichet'
}

/** The secret that a browser brings; null: none, or something that was never ours. */
export function secretOf(request: Request, secure: boolean): string | null {
  const name = `${nameOf(secure)}=`
  const cookies = request.headers.get('cookie')?.split(';') ?? []
  const found = cookies.map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(name))
  const secret = found?.slice(name.length) ?? ''
  return isSecret(secret) ? secret : null
}

/** What makes a browser bring its secret from now on, to pages of this hub alone; null: what makes it forget. */
export function deviceCookie(secret: string | null, secure: boolean): string {
  const lasts = secret === null ? 0 : yearSeconds
  const parts = [`${nameOf(secure)}=${secret ?? ''}`, 'Path=/', `Max-Age=${lasts}`, 'HttpOnly', 'SameSite=Strict']
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
}
