import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAppFiles } from '#hub/app-files.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guichet-files-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'manifest.webmanifest'), '{}')
  writeFileSync(join(folder, 'assets', 'a.js'), 'a')
  writeFileSync(join(folder, 'assets', 'b.js'), 'b')
  writeFileSync(join(folder, 'assets', 'odd.bin'), 'b')
  writeFileSync(join(folder, 'assets', 'solver.wasm'), 'w')
  writeFileSync(join(folder, '.vite', 'build.json'), '{}')
})

afterAll(() => rmSync(folder, { recursive: true }))

test('every file of the app is known by its path, hidden ones are not', async () => {
  const files = await readAppFiles(folder)
  expect([...files.keys()].sort()).toEqual([
    '/assets/a.js',
    '/assets/b.js',
    '/assets/odd.bin',
    '/assets/solver.wasm',
    '/index.html',
    '/manifest.webmanifest',
  ])
})

test('a file has its type, and a hash of its content', async () => {
  const files = await readAppFiles(folder)
  expect(files.get('/manifest.webmanifest')?.type).toBe('application/manifest+json; charset=utf-8')
  expect(files.get('/assets/a.js')?.type).toBe('text/javascript; charset=utf-8')
  // Anything else, and a browser does not compile it while it arrives.
  expect(files.get('/assets/solver.wasm')?.type).toBe('application/wasm')
  expect(files.get('/assets/odd.bin')?.type).toBe('application/octet-stream')
  expect(files.get('/assets/b.js')?.etag).toBe(files.get('/assets/odd.bin')?.etag)
  expect(files.get('/assets/a.js')?.etag).not.toBe(files.get('/assets/b.js')?.etag)
})
