import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import defaultDocument from '#domain/bpi.json' with { type: 'json' }
import { documentProblems } from '#screens/settings/document-problems.ts'
import type { SettingsProblem } from '#domain/settings.ts'
import { changedParts } from '#screens/settings/document-changes.ts'
import { appendAt, isSame, moveItem, parsePath, pathText, readAt, writeAt } from '#screens/settings/document-path.ts'
import { findJsonError } from '#screens/settings/json-position.ts'
import { limits, limitsAt } from '#screens/settings/limits.ts'
import { mergeDocuments } from '#screens/settings/merge-documents.ts'
import {
  newChoice,
  newDesk,
  newNeed,
  newOutcome,
  newTopic,
  removeNeed,
  writeChoiceWord,
} from '#screens/settings/new-items.ts'
import { describeProblem } from '#screens/settings/problem-words.ts'
import { readTime } from '#screens/settings/read-time.ts'
import { sectionOf } from '#screens/settings/sections.ts'
import { readSettingsFile, writeSettingsFile } from '#screens/settings/settings-file.ts'

const json = JSON.stringify(defaultDocument, null, 1)

function problemsOf(document: unknown): readonly SettingsProblem[] {
  return documentProblems(document)
}

/** As a site that prints has it. */
const whole = { ...defaultDocument, printing: { printers: [{ id: 'hall', host: '192.168.1.50', port: 9100 }] } }

describe('places of a document', () => {
  test('a path is written as the parser writes it, and read back', () => {
    expect(pathText(['needs', 2, 'sub', 0, 'fr'])).toBe('needs[2].sub[0].fr')
    expect(parsePath('site.deskHours.mon[1]')).toEqual(['site', 'deskHours', 'mon', 1])
  })

  test('writing one place keeps everything else, and its place in the order', () => {
    const changed = writeAt(defaultDocument, ['needs', 2, 'letter'], 'L')
    expect(readAt(changed, ['needs', 2, 'letter'])).toBe('L')
    expect(JSON.stringify(changed)).toBe(JSON.stringify(defaultDocument).replace('"letter":"C"', '"letter":"L"'))
    expect(readAt(defaultDocument, ['needs', 2, 'letter'])).toBe('C')
  })

  test('undefined takes a place away; what is not there stays not there', () => {
    expect(writeAt({ a: { b: 1, c: 2 } }, ['a', 'b'], undefined)).toEqual({ a: { c: 2 } })
    expect(writeAt([1, 2, 3], [1], undefined)).toEqual([1, 3])
    expect(writeAt({ a: 1 }, ['x', 'y'], undefined)).toEqual({ a: 1 })
    expect(writeAt({}, ['x', 0, 'y'], 1)).toEqual({ x: [{ y: 1 }] })
  })

  test('items move within their list and not beyond its ends', () => {
    expect(moveItem({ l: [1, 2, 3] }, ['l'], 0, 1)).toEqual({ l: [2, 1, 3] })
    expect(moveItem({ l: [1, 2, 3] }, ['l'], 2, 1)).toEqual({ l: [1, 2, 3] })
    expect(appendAt({}, ['l'], 1)).toEqual({ l: [1] })
  })

  test('two documents are the same whatever the order of their keys', () => {
    expect(isSame({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true)
    expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false)
    expect(isSame([], {})).toBe(false)
  })

  test('what was read and written back is the same document', () => {
    const places = fc.constantFrom('site.name.fr', 'needs[0].sub[1]', 'queue', 'outcomes[8].system', 'referrals[3]')
    fc.assert(
      fc.property(places, (place) => {
        const path = parsePath(place)
        expect(writeAt(defaultDocument, path, readAt(defaultDocument, path))).toEqual(defaultDocument)
      }),
    )
  })
})

describe('the limits that fields show', () => {
  // Every place that has limits, in a document that can bear the longest lists.
  test.each(Object.entries(limits))('%s holds from %j', (place, [min, max]) => {
    const path = parsePath(place.replaceAll('[]', '[0]'))
    const before = readAt(whole, path)
    const isList = Array.isArray(before) || place === 'site.desks[].needs'
    const write = (value: unknown) => problemsOf(writeAt(whole, path, value)).map((one) => `${one.path} ${one.problem}`)
    const name = pathText(path)
    if (isList) {
      const many = (count: number) =>
        Array.from({ length: count }, () => (Array.isArray(before) ? before[0] : 'job') as unknown)
      expect(write(many(max))).not.toContain(`${name} TooMany`)
      expect(write(many(max + 1))).toContain(`${name} TooMany`)
      if (min > 0) expect(write([])).toContain(`${name} Empty`)
      else expect(write([])).not.toContain(`${name} Empty`)
    } else {
      expect(write(min)).not.toContain(`${name} OutOfRange`)
      expect(write(max)).not.toContain(`${name} OutOfRange`)
      expect(write(min - 1)).toContain(`${name} OutOfRange`)
      expect(write(max + 1)).toContain(`${name} OutOfRange`)
    }
  })

  test('are found for any item of a list', () => {
    expect(limitsAt('site.desks[12].number')).toEqual([1, 99])
    expect(limitsAt('needs')).toEqual([1, 9])
    expect(limitsAt('site.toString')).toBeUndefined()
  })
})

describe('new items', () => {
  test('a new need takes a free letter and a free id, and only misses its words', () => {
    const need = newNeed(defaultDocument)
    expect(need).toMatchObject({ letter: 'F', icon: 'question', sub: [] })
    expect(problemsOf(appendAt(defaultDocument, ['needs'], need))).toMatchObject([
      { path: 'needs[7]', problem: 'Empty' },
    ])
  })

  test('a new desk takes the next free number; new topics, outcomes and partners free ids', () => {
    expect(newDesk(defaultDocument)).toEqual({ number: 4 })
    expect(newDesk({ site: { desks: [{ number: 2 }] } })).toEqual({ number: 1 })
    expect(newTopic(defaultDocument, ['needs', 2])).toEqual({ id: 'job.topic_6' })
    expect(newOutcome(defaultDocument)).toMatchObject({ id: 'outcome_10' })
    expect(newChoice(defaultDocument, 'referrals')).toEqual({ id: 'partner_21' })
  })

  test('a need that goes is no longer named by any desk', () => {
    const desks = [{ number: 1, needs: ['job', 'train'] }, { number: 2, needs: ['job'] }, { number: 3 }]
    const document = removeNeed(writeAt(defaultDocument, ['site', 'desks'], desks), 2)
    expect(readAt(document, ['site', 'desks'])).toEqual([{ number: 1, needs: ['train'] }, { number: 2 }, { number: 3 }])
    expect(problemsOf(document)).toEqual([])
  })

  test('a partner with words is an object, without any its bare id again', () => {
    const named = writeChoiceWord('apec', 'fr', 'Apec cadres')
    expect(named).toEqual({ id: 'apec', fr: 'Apec cadres' })
    expect(writeChoiceWord(named, 'fr', undefined)).toBe('apec')
    expect(writeChoiceWord({ id: 'x', fr: 'a', since: 2024 }, 'fr', undefined)).toEqual({ id: 'x', since: 2024 })
  })
})

describe('what differs between two documents', () => {
  test('is told part by part, lists with counts', () => {
    let after = writeAt(defaultDocument, ['site', 'name', 'fr'], 'Médiathèque')
    after = writeAt(after, ['needs', 0, 'fr'], 'Autrement')
    after = writeAt(after, ['needs', 6], undefined)
    after = appendAt(after, ['referrals'], 'mairie')
    after = writeAt(after, ['futureField'], 1)
    expect(changedParts(defaultDocument, after)).toEqual([
      { part: 'site', counts: null },
      { part: 'needs', counts: { added: 0, removed: 1, changed: 1 } },
      { part: 'referrals', counts: { added: 1, removed: 0, changed: 0 } },
      { part: 'other', counts: null },
    ])
  })

  test('is nothing between a document and its copy; an order counts', () => {
    expect(changedParts(defaultDocument, JSON.parse(json))).toEqual([])
    expect(changedParts(defaultDocument, moveItem(defaultDocument, ['needs'], 0, 1))).toEqual([
      { part: 'needs', counts: { added: 0, removed: 0, changed: 0 } },
    ])
  })
})

describe('changes of two windows', () => {
  test('to different places are both kept', () => {
    const mine = writeAt(defaultDocument, ['needs', 2, 'fr'], 'Emploi')
    const theirs = writeAt(writeAt(defaultDocument, ['needs', 2, 'letter'], 'L'), ['site', 'hoursEnforced'], true)
    const merged = mergeDocuments(defaultDocument, mine, theirs)
    expect(readAt(merged, ['needs', 2])).toMatchObject({ fr: 'Emploi', letter: 'L' })
    expect(readAt(merged, ['site', 'hoursEnforced'])).toBe(true)
  })

  test('to the same value: mine counts', () => {
    const merged = mergeDocuments({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 3, b: 4 })
    expect(merged).toEqual({ a: 2, b: 4 })
  })

  test('a field that either side took away stays away', () => {
    expect(mergeDocuments({ a: 1, b: 1, c: 1 }, { b: 1, c: 1 }, { a: 1, b: 1, d: 1 })).toEqual({ b: 1, d: 1 })
  })

  test('a list in which items came or went is taken whole from me', () => {
    const base = { l: [{ id: 'a' }, { id: 'b' }] }
    expect(mergeDocuments(base, { l: [{ id: 'a' }] }, { l: [{ id: 'a', x: 1 }, { id: 'b' }] })).toEqual({
      l: [{ id: 'a' }],
    })
  })

  test('merging without a change on one side is the other side', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (base, other) => {
        expect(mergeDocuments(base, base, other)).toEqual(other)
        expect(mergeDocuments(base, other, base)).toEqual(other)
      }),
    )
  })
})

describe('the place where a text stops being JSON', () => {
  test.each([
    ['', 1, 1, ''],
    ['{', 1, 2, ''],
    ['{"a": 1,}', 1, 9, '}'],
    ['{"a" 1}', 1, 6, '1}'],
    ["{'a': 1}", 1, 2, "'a': 1}"],
    ['{\n "a": 1,\n "b": tru\n}', 3, 7, 'tru'],
    ['{\r\n"a": 01}', 2, 7, '1}'],
    ['["a\tb"]', 1, 4, '\tb"]'],
    ['[1, 2] x', 1, 8, 'x'],
    ['nombre;visites', 1, 1, 'nombre;visites'],
    ['{"a": NaN}', 1, 7, 'NaN}'],
    ['{"a": "b', 1, 9, ''],
  ])('%j: line %i, column %i', (text, line, column, found) => {
    expect(findJsonError(text)).toEqual({ line, column, found })
  })

  test('is nowhere exactly where JSON.parse reads the text', () => {
    const broken = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '\\', 'x', '0', ' ', '\n', ':'),
      )
      .map(
        ([text, at, sign]) => text.slice(0, at % (text.length + 1)) + sign + text.slice((at % (text.length + 1)) + 1),
      )
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
        expect(findJsonError(text) === null).toBe(isJson(text))
      }),
      { numRuns: 500 },
    )
  })

  test('nesting that would exhaust the stack is refused', () => {
    expect(findJsonError('['.repeat(100_000))).toMatchObject({ line: 1 })
  })
})

describe('a settings file', () => {
  test('that was written is read back whole, also with a byte-order mark', () => {
    const read = readSettingsFile(writeSettingsFile(defaultDocument))
    expect(read.ok && read.value.document).toEqual(defaultDocument)
    expect(readSettingsFile(`\uFEFF${json}`).ok).toBe(true)
  })

  test.each([
    ['[1]', { type: 'NotSettings', found: 'list' }],
    ['"x"', { type: 'NotSettings', found: 'text' }],
    ['7', { type: 'NotSettings', found: 'number' }],
    ['null', { type: 'NotSettings', found: 'other' }],
    ['{"name": "package"}', { type: 'NotSettings', found: 'foreign' }],
    ['{"schemaVersion": 2, "site": 7}', { type: 'NewerVersion', version: 2 }],
    ['{"schemaVersion": }', { type: 'NotJson', position: { line: 1, column: 19, found: '}' } }],
  ])('%s is refused with one sentence', (text, problem) => {
    const read = readSettingsFile(text)
    expect(read.ok ? null : read.error.problem).toEqual(problem)
  })
})

describe('problems in words', () => {
  const places: readonly (readonly [path: string, fr: string, en: string])[] = [
    ['needs[2].letter', 'Besoin « Trouver un emploi » › lettre', 'Need “Find a job” › letter'],
    [
      'needs[1].sub[0].fr',
      'Besoin « Trouver une formation » › sujet « Chercher une formation » › français',
      'Need “Find training” › topic “Search for a course” › French',
    ],
    [
      'site.deskHours.mon[1]',
      'Site › Horaires des guichets › lundi › fermeture',
      'Site › Desk hours › Monday › closing',
    ],
    ['site.desks[1].needs[0]', 'Site › Guichet 2 › besoins reçus « job »', 'Site › Desk 2 › needs served “job”'],
    ['referrals[0]', 'Partenaire « france_travail »', 'Partner “france_travail”'],
    ['outcomes[40]', 'Issue n° 41', 'Outcome no. 41'],
    [
      'privacy.threshold',
      'Confidentialité › plus petit nombre écrit pour la maison',
      'Privacy › smallest count written for the house',
    ],
    ['privacy.publicProtectionWidth', 'Confidentialité › marge pour publier', 'Privacy › margin for publishing'],
    ['schemaVersion', 'Version du format', 'Version of the format'],
    ['(file)', 'Le fichier', 'The file'],
    [
      'audience.fields.status[0]',
      'Public › question › status « pupil_student »',
      'Audience › question › status “pupil_student”',
    ],
  ]
  const document = writeAt(defaultDocument, ['site', 'desks', 1, 'needs'], ['job'])

  test.each(places)('%s', (path, fr, en) => {
    const problem: SettingsProblem = { path, problem: 'NotText', found: '' }
    expect(describeProblem(problem, document, 'fr').place).toBe(fr)
    expect(describeProblem(problem, document, 'en').place).toBe(en)
  })

  test('a sentence says what is expected, with the limits, and what was found', () => {
    const words = (problem: SettingsProblem['problem'], path: string, found = '') =>
      describeProblem({ path, problem, found }, document, 'en')
    expect(words('OutOfRange', 'privacy.threshold', '2')).toMatchObject({
      sentence: 'A number from 3 to 1,000 is expected.',
      found: 'Found: 2',
    })
    expect(words('TooMany', 'needs').sentence).toBe('9 at most.')
    expect(words('Empty', 'needs').sentence).toBe('At least one is needed.')
    expect(words('Empty', 'needs[0]').sentence).toBe('A text is needed in at least one language.')
    expect(words('NotALetter', 'needs[0].letter').found).toBe('Nothing is written there.')
  })

  test('a place leads to the section that edits it', () => {
    const led = [
      'site.name.fr',
      'site.deskHours.mon',
      'needs[0]',
      'referrals[1]',
      'privacy.threshold',
      'queue.x',
      'schemaVersion',
    ]
    expect(led.map(sectionOf)).toEqual(['site', 'hours', 'needs', 'outcomes', 'audience', 'site', undefined])
  })
})

describe('times as people write them', () => {
  test.each([
    ['9', '09:00'],
    ['9h', '09:00'],
    ['9h30', '09:30'],
    ['14 h 05', '14:05'],
    ['14:00', '14:00'],
    ['0930', '09:30'],
    ['9.15', '09:15'],
    ['24:00', '24:00'],
    ['24:01', undefined],
    ['12:60', undefined],
    ['12:5', undefined],
    ['midi', undefined],
    ['', undefined],
  ])('%s is %s', (text, time) => {
    expect(readTime(text)).toBe(time)
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
