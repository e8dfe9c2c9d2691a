import { expect, test } from 'vitest'
import { declaredNames } from './declared-names.ts'
import { readSourceFiles } from './source-files.ts'

/** The drawings, and the sentences that say what each of them shows. */
const pictogramNames = /^src\/(ui\/[\w-]+|text\/settings-pictograms)\.ts$/

/** Words to avoid that a file may use in its own names after all, each with the reason. */
const allowed: readonly { readonly word: string; readonly in: RegExp; readonly because: string }[] = [
  { word: 'monitor', in: pictogramNames, because: 'pictograms keep the names that their makers gave them' },
  { word: 'user', in: pictogramNames, because: 'pictograms keep the names that their makers gave them' },
  { word: 'counter', in: /^src\/ui\/[\w-]+\.ts$/, because: 'pictograms keep the names that their makers gave them' },
  { word: 'counter', in: /^src\/journal\/hybrid-clock\.ts$/, because: 'the counter of a hybrid logical clock' },
  { word: 'history', in: /^src\/(domain|screens\/desk)\//, because: 'the facts of one subject, not the whole journal' },
  {
    word: 'missing',
    in: /^src\/(app\/|journal\/|service-worker\.ts$)/,
    because: 'an entry, a part or a file that is not there, not a visitor',
  },
  {
    word: 'missing',
    in: /^src\/export\/descriptor\.ts$/,
    because: 'the Table Schema specification says missingValues',
  },
  { word: 'node', in: /^src\/statistics\/protection\/highs-solver\.ts$/, because: 'an option of the solver' },
  { word: 'redirect', in: /^src\/service-worker\.ts$/, because: 'an answer of the host, not a visitor sent on' },
  { word: 'code', in: /^src\/screens\/desk\/use-(desk-keys|key-queue)\.ts$/, because: 'the place of a key' },
  { word: 'employee', in: /^src\/text\/site-words\.ts$/, because: 'an occupation that a visitor may answer' },
  { word: 'hold', in: /^src\/(app|browser)\//, because: 'a lock on the screen or the store, not a ticket' },
  {
    word: 'code',
    in: /^src\/(domain\/visits|statistics)\//,
    because: 'a small integer of a batch, read by its dictionary',
  },
  { word: 'stream', in: /^src\/(protocol|hub|browser)\//, because: 'server-sent events, not a subject' },
  { word: 'code', in: /^src\/(protocol|hub|browser|app|screens|text)\//, because: 'what pairs a device, not a label' },
  { word: 'prefix', in: /^src\/(browser|screens\/shared)\//, because: 'the beginning of a database name or key' },
  { word: 'window', in: /^src\/(app|browser|screens)\//, because: 'a window of the browser, not a desk' },
]

const [glossary] = readSourceFiles('src/domain', /GLOSSARY\.md$/)
const words = glossaryWords(glossary?.text ?? '')
const sources = readSourceFiles('src', /\.tsx?$/)

test('the glossary has words and words to avoid, none of them both', () => {
  const avoided = words.flatMap(({ avoid }) => avoid)
  expect(words.length).toBeGreaterThan(20)
  expect(avoided.length).toBeGreaterThan(20)
  expect(words.map(({ word }) => word).filter((word) => avoided.includes(word))).toEqual([])
})

test('no name in the code uses a word to avoid', () => {
  const found = sources.flatMap((source) =>
    declaredNames(source).flatMap((name) =>
      words.flatMap(({ word, avoid }) =>
        avoid
          .filter((bad) => uses(name, bad) && !isAllowed(source.path, bad))
          .map((bad) => `${source.path}: ${name} says "${bad}", the glossary says "${word}"`),
      ),
    ),
  )
  expect(sources.length).toBeGreaterThan(50)
  expect(found).toEqual([])
})

test('what is allowed after all is still used', () => {
  const unused = allowed.filter(
    ({ word, in: path }) =>
      !sources.some((source) => path.test(source.path) && declaredNames(source).some((name) => uses(name, word))),
  )
  expect(unused.map(({ word }) => word)).toEqual([])
})

test.each([
  ['customerName', 'customer', true],
  ['nextCustomers', 'customer', true],
  ['CUSTOMER_LIMIT', 'customer', true],
  ['accustomed', 'customer', false],
  ['theQueueType', 'queueType', true],
  ['queueOfType', 'queueType', false],
])('%s, searched for %s: %s', (name, word, expected) => {
  expect(uses(name, word)).toBe(expected)
})

function isAllowed(path: string, word: string): boolean {
  return allowed.some((exception) => exception.word === word && exception.in.test(path))
}

/** Rows of `| word | meaning | avoid |`; words are parted by commas, `→` names the event. */
function glossaryWords(text: string): readonly { readonly word: string; readonly avoid: readonly string[] }[] {
  return text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 5 && cells[1] !== 'word' && !/^-*$/.test(cells[1] ?? ''))
    .map(([, word = '', , avoid = '']) => ({
      word,
      avoid: avoid
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    }))
}

/** Whether a name holds a word as whole parts of its camel case, in the singular or the plural. */
function uses(name: string, word: string): boolean {
  const parts = partsOf(name)
  const sought = partsOf(word)
  return parts.some((_, start) =>
    sought.every((part, offset) => [part, `${part}s`, `${part}es`].includes(parts[start + offset] ?? '')),
  )
}

function partsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase())
}
