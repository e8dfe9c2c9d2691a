import { expect, test } from 'vitest'
import { readSourceFiles } from './source-files.ts'
import type { SourceFile } from './source-files.ts'

const specs = readSourceFiles('src', /\/SPEC\.md$/)
// Contract suites name rules too, in files that several tests run.
const tests = readSourceFiles('tests', /\.tsx?$/).filter(({ path }) => !path.includes('/spec-rules.test.'))

const rulesBySpec = specs.map((spec) => ({ path: spec.path, rules: rulesIn(spec) }))
const specified = rulesBySpec.flatMap(({ rules }) => rules)
const tested = new Set(tests.flatMap(rulesNamedBy))

test('every SPEC.md states rules, and there are some', () => {
  expect(rulesBySpec.length).toBeGreaterThan(0)
  expect(rulesBySpec.filter(({ rules }) => rules.length === 0).map(({ path }) => path)).toEqual([])
})

test('a rule has one number and a number one rule', () => {
  expect(specified.filter((rule, index) => specified.indexOf(rule) !== index)).toEqual([])
})

test('every rule has a test that carries its number', () => {
  const untested = rulesBySpec.flatMap(({ path, rules }) =>
    rules.filter((rule) => !tested.has(rule)).map((rule) => `${path} ${rule}`),
  )
  expect(untested).toEqual([])
})

test('every number that a test carries is a rule', () => {
  const unknown = tests.flatMap((file) =>
    rulesNamedBy(file)
      .filter((rule) => !specified.includes(rule))
      .map((rule) => `${file.path} [${rule}]`),
  )
  expect(unknown).toEqual([])
})

/** A rule is a list item that begins with its number: `- **Q7** The first desk to call a ticket keeps it.` */
function rulesIn({ text }: SourceFile): readonly string[] {
  return [...text.matchAll(/^- \*\*([A-Z]+\d+[a-z]?)\*\* /gm)].map(([, rule]) => String(rule))
}

/** The numbers in the names of a file's tests: `test('[Q7] the first desk to call a ticket keeps it', …)`. */
function rulesNamedBy({ text }: SourceFile): readonly string[] {
  return text
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line))
    .flatMap((line) => [...line.matchAll(/(?<=['"`].*)\[([A-Z]+\d+[a-z]?)\]/g)].map(([, rule]) => String(rule)))
}
