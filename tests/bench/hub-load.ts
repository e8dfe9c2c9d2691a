import { Agent, request } from 'node:http'
import { simulateDay } from '#app/demo-day.ts'
import { createCalendar } from '#domain/hours/calendar.ts'
import type { Instant } from '#domain/ids.ts'
import { defaultSettings } from '#domain/settings.ts'
import { storedEntry } from '#journal/parse.ts'
import { formatCursor } from '#protocol/cursor.ts'
import type { HubProcess, Pairing } from '../support/hub-process.ts'

const settings = defaultSettings()

/** Entries of simulated days laid over each other, all of today: as many as wanted, as they are sent. */
export function todaysEntries(count: number): readonly unknown[] {
  const day = createCalendar(settings.timeZone).dayOf(Date.now() as Instant)
  const entries: unknown[] = []
  for (let seed = 1; entries.length < count; seed++) {
    for (const entry of simulateDay({ settings, day, seed })) entries.push(storedEntry(entry))
  }
  return entries.slice(0, count)
}

/** A paired device that pushes what it is given, without a device's own work: the hub is what is measured. */
export interface Poster {
  push(entries: readonly unknown[]): Promise<void>
  close(): void
}

export async function openPoster(hub: Pick<HubProcess, 'port'>, pairing: Pairing): Promise<Poster> {
  const device = await pairing.device('manager')
  const { cursor } = await device.hello()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const head = `{"cursor":${JSON.stringify(formatCursor(cursor))},"horizon":null,"unsent":0,"entries":[`
  const options = { agent, port: hub.port, host: '127.0.0.1', method: 'POST', path: '/api/v1/entries' }

  function post(body: string): Promise<{ readonly status: number; readonly text: string }> {
    const headers = {
      Cookie: device.client.options.cookie,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    }
    return new Promise((resolve, reject) => {
      const asked = request({ ...options, headers }, (answer) => {
        let text = ''
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      })
      asked.once('error', reject)
      asked.end(body)
    })
  }

  return {
    push: async (entries) => {
      const carried = entries.map((entry) => `{"receipt":null,"entry":${JSON.stringify(entry)}}`)
      const { status, text } = await post(`${head}${carried.join()}]}`)
      const isTaken = text.includes('"refused":[]') && text.includes('"quarantined":[]')
      if (status !== 200 || !isTaken) throw new Error(`${status}: ${text.slice(0, 300)}`)
    },
    close: () => agent.destroy(),
  }
}

/** Pushes a whole list, 200 at a time. */
export async function fillHub(hub: HubProcess, pairing: Pairing, entries: readonly unknown[]): Promise<void> {
  const poster = await openPoster(hub, pairing)
  for (let from = 0; from < entries.length; from += 200) await poster.push(entries.slice(from, from + 200))
  poster.close()
}
