import { afterEach, expect, test } from 'vitest'
import { createStorageHealth } from '#browser/storage-health.ts'
import type { Instant } from '#domain/ids.ts'
import { at } from '../support/given.ts'

afterEach(() => localStorage.clear())

const open = (wasPresent: boolean | null, time = '14:30') => createStorageHealth(wasPresent, () => at(time))

test('a fresh device has lost nothing, and remembers the day it began, not the hour', async () => {
  const report = await open(false).report()
  expect(report).toMatchObject({ lostStore: false, installedAt: Date.UTC(2026, 10, 23) as Instant })
  expect((await open(true, '2026-11-24 09:00').report()).installedAt).toBe(report.installedAt)
})

test('a device whose databases have gone says so until somebody has read it', async () => {
  open(false)
  open(true)
  expect((await open(false).report()).lostStore).toBe(true)
  const later = open(true)
  expect((await later.report()).lostStore).toBe(true)
  later.acknowledgeLoss()
  expect((await later.report()).lostStore).toBe(false)
  expect((await open(true).report()).lostStore).toBe(false)
})

test('a browser that cannot tell raises no alarm', async () => {
  open(true)
  expect((await open(null).report()).lostStore).toBe(false)
})

test('without the browser’s storage interface the figures are unknown', async () => {
  const health = open(true)
  expect(await health.report()).toMatchObject({ persisted: null, usedBytes: null, quotaBytes: null })
  expect(await health.askToPersist()).toBe(false)
})
