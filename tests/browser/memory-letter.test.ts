import { expect, test } from 'vitest'
import { claimMemoryLetter } from '#browser/memory-letter.ts'
import { createBrowserLocks } from './windows-locks.ts'

test('[N5] windows of one browser claim different letters, the reserved ones first', async () => {
  const locks = createBrowserLocks()
  const letters = await Promise.all(Array.from({ length: 6 }, () => claimMemoryLetter('site', locks)))
  expect(letters.slice(0, 3)).toEqual(['U', 'V', 'W'])
  expect(new Set(letters).size).toBe(6)
  expect(await claimMemoryLetter('demo', locks)).toBe('U')
})

test('[N5] without locks a letter is one of the reserved', async () => {
  expect(['U', 'V', 'W']).toContain(await claimMemoryLetter('site', undefined))
})
