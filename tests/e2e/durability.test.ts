import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAppServer } from './support/app-server.ts'
import type { AppServer } from './support/app-server.ts'
import { browserProcessId, openLibrary, queueRow } from './support/library.ts'

const kills = 50
let server: AppServer
let profile: string
beforeAll(async () => {
  server = await startAppServer()
  profile = await mkdtemp(join(tmpdir(), 'guichet-libre-kill-'))
})
afterAll(async () => {
  await server.stop()
  await rm(profile, { recursive: true, force: true })
})

test(`a label that was shown survives SIGKILL of the browser, ${kills} times`, { timeout: 600_000 }, async () => {
  const shown: string[] = []
  for (let round = 0; round < kills; round++) {
    const library = await openLibrary({ server, profile })
    const pid = await browserProcessId(library.context)
    const kiosk = await library.open('/kiosk')
    await kiosk.locator('[data-testid="need"][data-need="job"]').click()
    shown.push((await kiosk.getByTestId('ticket-label').textContent()) ?? '')
    process.kill(pid, 'SIGKILL')
    await library.close().catch(() => undefined)
  }
  expect(new Set(shown).size).toBe(kills)
  const library = await openLibrary({ server, profile })
  const desk = await library.open('/desk?desk=1')
  for (const label of shown) await queueRow(desk, label).waitFor()
  expect(await desk.getByTestId('queue-row').count()).toBe(kills)
  await library.close()
})
