import { isSecret } from './secrets.ts'

const yearSeconds = 365 * 24 * 60 * 60

/** `__Host-`: no other machine of the domain, and no plain page, can set it in our place. */
function nameOf(secure: boolean): string {
  return secure ? '__Host-guichet' : 'guichet'
}

/** Over plain HTTP another program of the machine can add a cookie of our name: it does not hide ours. */
const mostTried = 5

/** The secrets that a browser brings, without what was never one of ours. */
export function secretsOf(request: Request, secure: boolean): readonly string[] {
  const name = `${nameOf(secure)}=`
  const cookies = request.headers.get('cookie')?.split(';') ?? []
  const own = cookies.map((cookie) => cookie.trim()).filter((cookie) => cookie.startsWith(name))
  const secrets = own.map((cookie) => cookie.slice(name.length)).filter(isSecret)
  return [...new Set(secrets)].slice(0, mostTried)
}

/** What makes a browser bring its secret from now on, to pages of this hub alone; null: what makes it forget. */
export function deviceCookie(secret: string | null, secure: boolean): string {
  const lasts = secret === null ? 0 : yearSeconds
  const parts = [`${nameOf(secure)}=${secret ?? ''}`, 'Path=/', `Max-Age=${lasts}`, 'HttpOnly', 'SameSite=Strict']
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ')
}
