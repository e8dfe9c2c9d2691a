import { get } from 'node:http'
import { createGunzip } from 'node:zlib'
import { formatCursor } from '#protocol/cursor.ts'
import type { Cursor } from '#protocol/cursor.ts'
import { page } from '#protocol/messages.ts'
import type { Page } from '#protocol/messages.ts'
import { pairWith, startHub } from '../support/hub-process.ts'
import type { Measurement } from './distribution.ts'
import { fillHub, todaysEntries } from './hub-load.ts'

const count = 100_000

/** A new desk reads 100,000 entries in compressed pages, and understands them. */
export async function benchCatchUp(report: (measurement: Measurement) => void): Promise<void> {
  const hub = await startHub()
  try {
    const pairing = await pairWith(hub)
    await fillHub(hub, pairing, todaysEntries(count))
    const desk = await pairing.device('desk')
    let { cursor } = await desk.hello()
    let bytes = 0
    let entries = 0
    const from = performance.now()
    for (let more = true; more;) {
      const read = await readPage(hub.port, desk.client.options.cookie, cursor, (size) => (bytes += size))
      entries += read.entries.length
      cursor = read.cursor
      more = read.more
    }
    const seconds = Math.round(performance.now() - from) / 1_000
    if (entries !== count) throw new Error(`${entries} entries of ${count}`)
    report({ measure: 'catch_up_100k', condition: 'seconds', value: seconds })
    report({ measure: 'catch_up_100k', condition: 'bytes, gzip', value: bytes })
    report({ measure: 'hub_memory_mb', condition: 'after a catch-up of 100,000 entries', value: hub.memoryMb() })
  } finally {
    await hub.dispose()
  }
}

function readPage(port: number, cookie: string, after: Cursor, heard: (bytes: number) => void): Promise<Page> {
  const headers = { Cookie: cookie, 'Accept-Encoding': 'gzip' }
  const path = `/api/v1/entries?after=${formatCursor(after)}`
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`The page is answered ${answer.statusCode}`))
      answer.on('data', (chunk: Buffer) => heard(chunk.byteLength))
      const plain = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer
      const chunks: Buffer[] = []
      plain.on('data', (chunk: Buffer) => chunks.push(chunk))
      plain.once('error', reject)
      plain.once('end', () => {
        const read = page.parse(JSON.parse(Buffer.concat(chunks).toString()))
        if (read === undefined) reject(new Error('A page that cannot be read'))
        else resolve(read)
      })
    }).once('error', reject)
  })
}
