import { get } from 'node:http'
import { createInterface } from 'node:readline'

/** Opens streams, notes when each entry arrives at each of them, and prints all of it when everything has arrived. */
interface Order {
  readonly port: number
  readonly path: string
  readonly cookies: readonly string[]
  readonly events: number
}

const { value } = await createInterface({ input: process.stdin })[Symbol.asyncIterator]().next()
const order = JSON.parse(String(value)) as Order
const seen: (readonly [number, number])[] = []
let open = 0

for (const [index, cookie] of order.cookies.entries()) {
  await new Promise<void>((resolve, reject) => {
    get({ port: order.port, host: '127.0.0.1', path: order.path, headers: { Cookie: cookie } }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`Stream ${index} is answered ${answer.statusCode}`))
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        if (!text.includes('event: page')) return
        const at = performance.timeOrigin + performance.now()
        for (const [, n] of text.matchAll(/"id":"[a-z0-9]{10}:(\d+)"/g)) seen.push([Number(n), at])
        if (seen.length === order.cookies.length * order.events) process.stdout.write(`${JSON.stringify(seen)}\n`)
      })
      open += 1
      resolve()
    }).once('error', reject)
  })
}
// The greeting of the last ones.
await new Promise((resolve) => setTimeout(resolve, 1_000))
process.stdout.write(open === order.cookies.length ? 'open\n' : 'some\n')
