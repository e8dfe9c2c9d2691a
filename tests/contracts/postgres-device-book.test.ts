import { afterAll, beforeAll, describe, test } from 'vitest'
import { openPostgresBook } from '#hub/access/postgres-book.ts'
import { startPostgres } from '../support/postgres-server.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { deviceBookContract } from './device-book-contract.ts'

let server: PostgresServer

beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.stop(), 60_000)

describe('the book of devices in PostgreSQL', () => {
  for (const { name, run } of deviceBookContract) {
    test(name, { timeout: 60_000 }, async () => {
      const url = await server.database()
      await run({ lasting: true, open: () => openPostgresBook({ url, connections: 4 }) })
    })
  }
})
