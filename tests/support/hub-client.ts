/** An answer of the hub that is not a success. */
export class HubRefusal extends Error {
  readonly status: number
  readonly retryAfterMs: number
  readonly body: string
  constructor(status: number, body: string, retryAfterMs = 0) {
    super(`The hub answers ${status}: ${body.slice(0, 200)}`)
    this.status = status
    this.body = body
    this.retryAfterMs = retryAfterMs
  }
}

export interface HubClientOptions {
  url: string
  readonly cookie: string
  /** Everything that comes back, as text. */
  readonly heard?: (text: string) => void
}

/** What a browser that is paired sends with each request. */
export interface HubClient {
  readonly options: HubClientOptions
  ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response>
  /** The answer's JSON, and its status. @throws HubRefusal */
  json(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<unknown>
}

export function createHubClient(options: HubClientOptions): HubClient {
  const ask: HubClient['ask'] = (method, path, body, signal) =>
    fetch(`${options.url}${path}`, {
      method,
      headers: {
        ...(options.cookie === '' ? {} : { Cookie: options.cookie }),
        ...(method === 'GET' ? {} : { Origin: options.url }),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        'Sec-Fetch-Site': 'same-origin',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: signal ?? AbortSignal.timeout(10_000),
      redirect: 'manual',
    })
  return {
    options,
    ask,
    json: async (method, path, body, signal) => {
      const response = await ask(method, path, body, signal)
      const text = await response.text()
      options.heard?.(text)
      // 409 carries an answer of the protocol: another life, or who holds a ticket.
      if (!response.ok && response.status !== 409) {
        throw new HubRefusal(response.status, text, Number(response.headers.get('Retry-After') ?? 0) * 1_000)
      }
      return text === '' ? null : (JSON.parse(text) as unknown)
    },
  }
}
