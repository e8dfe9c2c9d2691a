import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import defaultDocument from '#domain/bpi.json' with { type: 'json' }
import { clearLetters, defaultSettings, maxNeeds, parseSettings, settingsVersion } from '#domain/settings.ts'
import type { SettingsProblem } from '#domain/settings.ts'

// Tests break the document in every way that its type forbids.
interface Loose {
  [key: string | number]: Loose
}

function problemsAfter(change: (document: Loose) => void): readonly SettingsProblem[] {
  const document = structuredClone(defaultDocument) as unknown as Loose
  change(document)
  const parsed = parseSettings(document)
  return parsed.ok ? [] : parsed.error
}

function set(path: readonly (string | number)[], value: unknown) {
  return (document: Loose) => {
    let place: Loose = document
    for (const part of path.slice(0, -1)) place = place[part] as Loose
    place[path.at(-1) ?? ''] = value as Loose
  }
}

function remove(path: readonly (string | number)[]) {
  return (document: Loose) => {
    let place: Loose = document
    for (const part of path.slice(0, -1)) place = place[part] as Loose
    Reflect.deleteProperty(place, String(path.at(-1)))
  }
}

describe('the default configuration', () => {
  test('is read without a problem, as the Bpi has it', () => {
    const settings = defaultSettings()
    expect(settings.siteId).toBe('bpi-cdm')
    expect(settings.languages).toEqual(['fr', 'en'])
    expect(settings.timeZone).toBe('Europe/Paris')
    expect(settings.needs.map(({ letter }) => letter).join('')).toBe('ABCDEHK')
    expect(settings.needs[2]?.labels).toEqual({ fr: 'Trouver un emploi', en: 'Find a job' })
    expect(settings.needs[2]?.topics.map(({ id }) => id)).toContain('job.cv')
    expect(settings.desks.map(({ number, needs }) => [number, needs])).toEqual([
      [1, null],
      [2, null],
      [3, null],
    ])
    expect(settings.hoursEnforced).toBe(false)
    expect(settings.threshold).toBe(5)
    expect(settings.retentionHours).toBe(24)
    expect(settings.audience.map(({ id }) => id)).toEqual(['status'])
  })

  test('knows what an outcome asks, what counts as reference, and what the application sets itself', () => {
    const outcomes = new Map(defaultSettings().outcomes.map((outcome) => [String(outcome.id), outcome]))
    expect(outcomes.get('referred')).toMatchObject({ asks: 'referral', reference: true, system: false })
    expect(outcomes.get('workshop')).toMatchObject({ asks: 'workshopType' })
    expect(outcomes.get('directional')).toMatchObject({ asks: null, reference: false })
    expect(outcomes.get('abandoned')).toMatchObject({ system: true })
  })

  test('reads hours as minutes of the local day, a closed day as null', () => {
    const { deskHours, libraryHours } = defaultSettings()
    expect(deskHours.week.wed).toEqual({ opens: 14 * 60, closes: 19 * 60 })
    expect(deskHours.week.tue).toBeNull()
    expect(deskHours.closedDates).toEqual([])
    expect(libraryHours.closedDates).toEqual(['--05-01'])
  })

  test('every need has a letter of its own that is heard and read apart', () => {
    for (const { letter } of defaultSettings().needs) expect(clearLetters).toContain(letter)
    expect([...clearLetters].filter((letter) => 'IOQSZG'.includes(letter))).toEqual([])
  })
})

describe('a document goes in and out without a loss', () => {
  test('the document is kept as it was given, and reads the same again', () => {
    const parsed = parseSettings(defaultDocument)
    expect(parsed.ok && parsed.value.document).toBe(defaultDocument)
    const again = parseSettings(JSON.parse(JSON.stringify(parsed.ok && parsed.value.document)))
    expect(again).toEqual(parsed)
  })

  test('fields that this version does not know stay, at every depth', () => {
    const document = structuredClone(defaultDocument) as unknown as Loose
    set(['futureField'], { a: [1, null] })(document)
    set(['site', 'futureField'], 'x')(document)
    set(['needs', 0, 'futureField'], true)(document)
    set(['site', 'deskHours', 'publicHoliday'], null)(document)
    const parsed = parseSettings(document)
    expect(parsed.ok && parsed.value.document).toEqual(document)
    expect(parsed.ok && JSON.stringify(parsed.value.document)).toBe(JSON.stringify(document))
  })

  test('reading changes nothing in the document', () => {
    const before = JSON.stringify(defaultDocument)
    parseSettings(defaultDocument)
    expect(JSON.stringify(defaultDocument)).toBe(before)
  })

  test('optional parts fall back to the default values', () => {
    const document = structuredClone(defaultDocument) as unknown as Loose
    for (const path of [
      ['queue'],
      ['privacy'],
      ['audience'],
      ['referrals'],
      ['workshopTypes'],
      ['site', 'hoursEnforced'],
    ])
      remove(path)(document)
    const parsed = parseSettings(document)
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        callTimeoutMinutes: 4,
        targetWaitMinutes: 10,
        threshold: 5,
        retentionHours: 24,
        hourBandMinutes: 120,
        hoursEnforced: false,
        audience: [],
        referrals: [],
        workshopTypes: [],
      },
    })
  })

  test('a partner is an id, or an id with words of the site', () => {
    const document = structuredClone(defaultDocument) as unknown as Loose
    set(['referrals'], ['apec', { id: 'town_hall', fr: 'Mairie' }])(document)
    const parsed = parseSettings(document)
    expect(parsed.ok && parsed.value.referrals).toEqual([
      { id: 'apec', labels: {} },
      { id: 'town_hall', labels: { fr: 'Mairie' } },
    ])
  })

  test('words of any language are kept, and fields beside them are no words', () => {
    const document = structuredClone(defaultDocument) as unknown as Loose
    set(['needs', 0, 'ar'], 'أختار')(document)
    set(['needs', 0, 'pt-BR'], 'Escolher')(document)
    const parsed = parseSettings(document)
    expect(parsed.ok && Object.keys(parsed.value.needs[0]?.labels ?? {}).sort()).toEqual(['ar', 'en', 'fr', 'pt-BR'])
  })

  test('a desk serves the needs it names, all where it names none', () => {
    const document = structuredClone(defaultDocument) as unknown as Loose
    set(
      ['site', 'desks'],
      [
        { number: 7, needs: ['job', 'train'] },
        { number: 8, needs: null },
      ],
    )(document)
    const parsed = parseSettings(document)
    expect(parsed.ok && parsed.value.desks).toEqual([
      { number: 7, needs: ['job', 'train'] },
      { number: 8, needs: null },
    ])
  })
})

type Found = readonly [
  problem: SettingsProblem['problem'],
  path: string,
  change: (document: Loose) => void,
  found?: string,
]
const found: readonly Found[] = [
  ['NotAnObject', 'site', set(['site'], 'Bpi'), '"Bpi"'],
  ['NotAnObject', 'needs[1]', set(['needs', 1], 3), '3'],
  ['NotAnObject', 'site.name', set(['site', 'name'], ['Bpi']), '["Bpi"]'],
  ['NotAList', 'needs', set(['needs'], {}), '{}'],
  ['NotAList', 'needs', remove(['needs']), ''],
  ['NotAList', 'site.languages', set(['site', 'languages'], 'fr'), '"fr"'],
  ['NotAList', 'needs[0].sub', set(['needs', 0, 'sub'], 'x'), '"x"'],
  ['NotAList', 'site.deskHours.mon', set(['site', 'deskHours', 'mon'], '14:00-18:00'), '"14:00-18:00"'],
  ['NotAList', 'audience.fields.status', set(['audience', 'fields', 'status'], 'x'), '"x"'],
  ['NotText', 'needs[2].fr', set(['needs', 2, 'fr'], '  '), '"  "'],
  ['NotText', 'needs[2].en', set(['needs', 2, 'en'], 12), '12'],
  ['NotText', 'needs[0].icon', set(['needs', 0, 'icon'], null), 'null'],
  ['NotText', 'needs[0].sub[1].fr', set(['needs', 0, 'sub', 1, 'fr'], ''), '""'],
  ['NotText', 'site.name.fr', set(['site', 'name', 'fr'], 'x'.repeat(201))],
  ['NotAnId', 'site.id', remove(['site', 'id']), ''],
  ['NotAnId', 'needs[1].id', set(['needs', 1, 'id'], 'trouver une formation'), '"trouver une formation"'],
  ['NotAnId', 'outcomes[0].id', set(['outcomes', 0, 'id'], '1st'), '"1st"'],
  ['NotAnId', 'referrals[3]', set(['referrals', 3], 'à voir'), '"à voir"'],
  ['NotAnId', 'workshopTypes[0]', set(['workshopTypes', 0], ''), '""'],
  ['NotAnId', 'site.languages[1]', set(['site', 'languages', 1], 'English'), '"English"'],
  ['NotAnId', 'audience.fields.status[0]', set(['audience', 'fields', 'status', 0], 'élève'), '"élève"'],
  ['NotALetter', 'needs[2].letter', set(['needs', 2, 'letter'], 'O'), '"O"'],
  ['NotALetter', 'needs[2].letter', set(['needs', 2, 'letter'], 'CC'), '"CC"'],
  ['NotALetter', 'needs[2].letter', set(['needs', 2, 'letter'], ''), '""'],
  ['NotALetter', 'needs[2].letter', remove(['needs', 2, 'letter']), ''],
  ['NotANumber', 'schemaVersion', remove(['schemaVersion']), ''],
  ['NotANumber', 'site.desks[0].number', set(['site', 'desks', 0, 'number'], '1'), '"1"'],
  ['NotANumber', 'privacy.threshold', set(['privacy', 'threshold'], null), 'null'],
  ['NotANumber', 'queue.targetWaitMinutes', set(['queue', 'targetWaitMinutes'], '10'), '"10"'],
  ['NotABoolean', 'site.hoursEnforced', set(['site', 'hoursEnforced'], 'no'), '"no"'],
  ['NotABoolean', 'outcomes[0].reference', set(['outcomes', 0, 'reference'], 1), '1'],
  ['NotATime', 'site.deskHours.mon[0]', set(['site', 'deskHours', 'mon', 0], '14h00'), '"14h00"'],
  ['NotATime', 'site.deskHours.mon[1]', set(['site', 'deskHours', 'mon', 1], '24:30'), '"24:30"'],
  ['NotATime', 'site.libraryHours.sun[0]', set(['site', 'libraryHours', 'sun', 0], 9), '9'],
  [
    'ClosesBeforeOpening',
    'site.deskHours.mon',
    set(['site', 'deskHours', 'mon'], ['18:00', '14:00']),
    '["18:00","14:00"]',
  ],
  ['ClosesBeforeOpening', 'site.deskHours.tue', set(['site', 'deskHours', 'tue'], ['14:00', '14:00'])],
  ['NotADate', 'site.libraryHours.closedDates[0]', set(['site', 'libraryHours', 'closedDates', 0], '01/05'), '"01/05"'],
  ['NotADate', 'site.deskHours.closedDates[0]', set(['site', 'deskHours', 'closedDates'], [20261225]), '20261225'],
  ['UnknownTimeZone', 'site.timezone', set(['site', 'timezone'], 'Europe/Pari'), '"Europe/Pari"'],
  ['UnknownTimeZone', 'site.timezone', remove(['site', 'timezone']), ''],
  ['OutOfRange', 'privacy.threshold', set(['privacy', 'threshold'], 2), '2'],
  ['OutOfRange', 'privacy.rawTimestampRetentionHours', set(['privacy', 'rawTimestampRetentionHours'], 24 * 31 + 1)],
  ['OutOfRange', 'privacy.hourBandMinutes', set(['privacy', 'hourBandMinutes'], 30)],
  ['OutOfRange', 'needs[0].demoWeight', set(['needs', 0, 'demoWeight'], 1.5), '1.5'],
  ['OutOfRange', 'site.desks[2].number', set(['site', 'desks', 2, 'number'], 100), '100'],
  ['Empty', 'needs', set(['needs'], []), '[]'],
  ['Empty', 'site.desks', set(['site', 'desks'], []), '[]'],
  ['Empty', 'site.languages', set(['site', 'languages'], [])],
  ['Empty', 'outcomes', set(['outcomes'], [])],
  ['Empty', 'site.name', set(['site', 'name'], {}), '{}'],
  ['Empty', 'outcomes[1]', set(['outcomes', 1], { id: 'resources' })],
  ['Empty', 'site.desks[0].needs', set(['site', 'desks', 0, 'needs'], [])],
  ['Empty', 'site.deskHours.mon', set(['site', 'deskHours', 'mon'], ['14:00'])],
  ['TooMany', 'audience.enabled', set(['audience', 'enabled'], ['status', 'age', 'firstVisit', 'homeArea'])],
  ['TooMany', 'site.deskHours.mon', set(['site', 'deskHours', 'mon'], ['10:00', '12:00', '14:00', '18:00'])],
  ['Duplicate', 'needs[3].letter', set(['needs', 3, 'letter'], 'C'), '"C"'],
  ['Duplicate', 'needs[3].id', set(['needs', 3, 'id'], 'job'), '"job"'],
  ['Duplicate', 'needs[0].sub[1].id', set(['needs', 0, 'sub', 1, 'id'], 'orient.studies')],
  ['Duplicate', 'outcomes[4].id', set(['outcomes', 4, 'id'], 'answered')],
  ['Duplicate', 'site.desks[1].number', set(['site', 'desks', 1, 'number'], 1), '1'],
  ['UnknownNeed', 'site.desks[0].needs[1]', set(['site', 'desks', 0, 'needs'], ['job', 'jobs']), '"jobs"'],
  ['UnknownField', 'audience.enabled[0]', set(['audience', 'enabled', 0], 'income'), '"income"'],
  ['NewerVersion', 'schemaVersion', set(['schemaVersion'], settingsVersion + 1), String(settingsVersion + 1)],
]

describe('each problem names its place and what stood there', () => {
  const rows = found.map(([problem, path, change, what]) => ({ problem, path, change, what }))
  test.each(rows)('$problem at $path', ({ problem, path, change, what }) => {
    const problems = problemsAfter(change)
    expect(problems.map((one) => `${one.problem} at ${one.path}`)).toContain(`${problem} at ${path}`)
    const reported = problems.find((one) => one.problem === problem && one.path === path)
    if (what !== undefined) expect(reported?.found).toBe(what)
    expect(reported?.found.length).toBeLessThanOrEqual(60)
  })

  test('the list above has every problem there is', () => {
    const known = {
      NotAnObject: true,
      NotAList: true,
      NotText: true,
      NotAnId: true,
      NotALetter: true,
      NotANumber: true,
      NotABoolean: true,
      NotATime: true,
      ClosesBeforeOpening: true,
      NotADate: true,
      UnknownTimeZone: true,
      OutOfRange: true,
      Empty: true,
      TooMany: true,
      Duplicate: true,
      UnknownNeed: true,
      UnknownField: true,
      NewerVersion: true,
      // What a printer's place may have wrong is told in printing.test.ts.
    } satisfies Readonly<
      Record<Exclude<SettingsProblem['problem'], 'NotAnAddress' | 'NotPrivate' | 'NotAChoice'>, true>
    >
    expect([...new Set(found.map(([problem]) => problem))].sort()).toEqual(Object.keys(known).sort())
  })

  test('a tenth need is too many', () => {
    const extra = (letter: string) => ({
      id: `extra_${letter}`,
      letter,
      fr: 'Encore',
      icon: 'question',
      demoWeight: 0,
      sub: [],
    })
    const needs = [...defaultDocument.needs, ...['L', 'M', 'N'].map(extra)]
    expect(needs.length).toBe(maxNeeds + 1)
    expect(problemsAfter(set(['needs'], needs))).toMatchObject([{ path: 'needs', problem: 'TooMany' }])
    expect(problemsAfter(set(['needs'], needs.slice(0, maxNeeds)))).toEqual([])
  })

  test('closing at midnight and a closed date of one year or of every year are no problem', () => {
    expect(problemsAfter(set(['site', 'deskHours', 'mon'], ['00:00', '24:00']))).toEqual([])
    expect(problemsAfter(set(['site', 'deskHours', 'closedDates'], ['2026-12-25', '--12-25']))).toEqual([])
  })
})

describe('all problems are told at once', () => {
  test('each with its own path, in one reading', () => {
    const problems = problemsAfter((document) => {
      set(['schemaVersion'], 99)(document)
      set(['site', 'timezone'], 'Mars/Olympus')(document)
      set(['site', 'deskHours', 'fri'], ['18:00', '9'])(document)
      set(['needs', 0, 'letter'], 'I')(document)
      set(['needs', 1, 'sub', 0, 'id'], '')(document)
      set(['outcomes', 0, 'fr'], null)(document)
      set(['privacy', 'threshold'], 0)(document)
    })
    expect(problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'schemaVersion',
        'site.timezone',
        'site.deskHours.fri[1]',
        'needs[0].letter',
        'needs[1].sub[0].id',
        'outcomes[0].fr',
        'privacy.threshold',
      ]),
    )
  })

  test('no place says the same thing twice', () => {
    const problems = problemsAfter((document) => {
      set(['needs'], 'none')(document)
      set(['site', 'desks'], 7)(document)
    })
    const told = problems.map(({ path, problem }) => `${path} ${problem}`)
    expect(told).toEqual([...new Set(told)])
  })

  test.each([undefined, null, 7, 'settings', [], {}, [[]], { site: null, needs: [null], outcomes: [[]] }])(
    'what is no configuration at all is refused with problems: %j',
    (document) => {
      const parsed = parseSettings(document)
      expect(parsed.ok).toBe(false)
      expect(parsed.ok ? [] : parsed.error).not.toEqual([])
    },
  )

  test('no document makes the reading fail, and every problem has a path and a short finding', () => {
    const keys = fc.constantFrom(
      'schemaVersion',
      'site',
      'needs',
      'outcomes',
      'audience',
      'fields',
      'enabled',
      'mon',
      'id',
      'fr',
      'x',
    )
    const documents = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.dictionary(keys, tie('value')),
        fc.array(tie('value')),
      ),
    })).value
    fc.assert(
      // As a file would bring them: plain objects, nothing that JSON cannot say.
      fc.property(documents, (document) => {
        const parsed = parseSettings(JSON.parse(JSON.stringify(document)))
        for (const { path, found: what } of parsed.ok ? [] : parsed.error) {
          expect(path).not.toBe('')
          expect(what.length).toBeLessThanOrEqual(60)
        }
      }),
    )
  })

  test('one part of the default replaced by anything never makes the reading fail', () => {
    const places = fc.constantFrom(
      ...[
        ...Object.keys(defaultDocument),
        'site.name',
        'site.desks',
        'site.deskHours',
        'needs.0',
        'needs.0.sub',
        'outcomes.3',
      ].map((path) => path.split('.').map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part))),
    )
    fc.assert(
      fc.property(places, fc.json({ maxDepth: 3 }), (path, json) => {
        const document = structuredClone(defaultDocument) as unknown as Loose
        set(path, JSON.parse(json))(document)
        const parsed = parseSettings(document)
        if (parsed.ok) expect(parsed.value.document).toBe(document)
        else expect(parsed.error.length).toBeGreaterThan(0)
      }),
    )
  })
})
