import type { Hono } from 'hono'
import { releaseRequest } from '#protocol/messages.ts'
import { problem } from '../problem.ts'
import { json, notForThisRole, packedMessage } from './answers.ts'
import { readBody, wrongShape } from './body.ts'
import type { ReleaseAnswer, ReleaseDesk } from './release-desk.ts'
import type { SiteEnv } from './site-routes.ts'

/** How managers read the site's ledger and add to it (HR21). */
export function addReleaseRoutes(routes: Hono<SiteEnv>, releases: ReleaseDesk): void {
  routes.get('/releases', async (context) => {
    const { site, role } = context.get('caller')
    if (role !== 'manager') return notForThisRole()
    const after = context.req.query('after') ?? '0'
    if (!/^\d{1,9}$/.test(after)) return problem(400, 'Say after how many: after=0.')
    return await packedMessage(context, { type: 'releases', ...(await releases.list(site, Number(after))) })
  })

  routes.post('/releases', async (context) => {
    const { site, role } = context.get('caller')
    if (role !== 'manager') return notForThisRole()
    const read = await readBody(context.req.raw, releaseRequest)
    if (read instanceof Response) return read
    return responseTo(await releases.add(site, read.value.release.value, read.value.known))
  })
}

function responseTo(answer: ReleaseAnswer): Response {
  switch (answer.type) {
    case 'added':
      return json({ type: 'released', known: answer.known })
    case 'behind':
      return problem(409, 'Another release was added meanwhile: read them again.')
    case 'unreadable':
      return wrongShape()
    case 'full':
      return problem(507, 'The ledger is full.')
  }
}
