import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { readSourceFiles } from './source-files.ts'

const names = readSourceFiles('src', /\.module\.css$/).map(({ path }) => basename(path, '.module.css'))

// A class is called after its sheet (`button_primary`), without a hash: two of one name would style each other.
test('no two style sheets have one name, and none runs into the names of its classes', () => {
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  expect(names.filter((name) => name.includes('_'))).toEqual([])
})
