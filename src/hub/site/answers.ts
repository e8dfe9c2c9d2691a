import type { Context } from 'hono'
import { toWire } from '#protocol/messages.ts'
import { problem } from '../problem.ts'
import { packed } from './page-desk.ts'
import type { SiteEnv } from './site-routes.ts'

const jsonHeaders = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' }

export function json(message: unknown, status = 200): Response {
  return new Response(JSON.stringify(toWire(message)), { status, headers: jsonHeaders })
}

/** Compressed where the other side takes it. */
export async function packedMessage(context: Context<SiteEnv>, message: unknown): Promise<Response> {
  return await packed(context.req.header('accept-encoding'), JSON.stringify(toWire(message)))
}

export function notForThisRole(): Response {
  return problem(403, 'This device may not do that.')
}
