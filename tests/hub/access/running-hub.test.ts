import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRunning, removeRunning, writeRunning } from '#hub/running-hub.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guichet-running-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('[HA11] a hub that runs is found with its address, until it says that it ends', async () => {
  expect(await readRunning(folder)).toBeNull()
  await writeRunning(folder, { pid: process.pid, url: 'http://localhost:8080' })
  expect(await readRunning(folder)).toEqual({ pid: process.pid, url: 'http://localhost:8080' })
  await removeRunning(folder)
  await removeRunning(folder)
  expect(await readRunning(folder)).toBeNull()
})

test('[HA11] what a killed hub left behind does not count, nor another program under its number', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'])
  await new Promise((resolve) => child.once('spawn', resolve))
  const pid = child.pid ?? 0
  await writeRunning(folder, { pid, url: 'http://localhost:1' })
  expect(await readRunning(folder)).toEqual({ pid, url: 'http://localhost:1' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
  expect(await readRunning(folder)).toBeNull()

  await writeRunning(folder, { pid: process.pid, url: 'http://localhost:1' })
  const file = join(folder, 'running.json')
  const said = JSON.parse(await readFile(file, 'utf8')) as object
  await writeFile(file, JSON.stringify({ ...said, bornAt: '1' }))
  expect(await readRunning(folder)).toBeNull()
})

test.each(['', '{', 'null', '[]', '{"pid":"1","url":"x"}', '{"pid":-1,"url":"x"}', '{"pid":1}'])(
  '[HA11] %j is no running hub',
  async (text) => {
    await writeFile(join(folder, 'running.json'), text)
    expect(await readRunning(folder)).toBeNull()
  },
)
