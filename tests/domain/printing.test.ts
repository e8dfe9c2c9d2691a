import { describe, expect, test } from 'vitest'
import defaultDocument from '#domain/bpi.json' with { type: 'json' }
import { parsePrinting, printingOf } from '#domain/printing.ts'

const hall = { id: 'hall', fr: 'Entrée', en: 'Hall', host: '192.168.1.50', commands: 'escpos', dots: 576 }

function documentWith(printing: unknown): unknown {
  return { ...defaultDocument, printing }
}

function problemsOf(printing: unknown): readonly string[] {
  const parsed = parsePrinting(documentWith(printing))
  return parsed.ok ? [] : parsed.error.map(({ problem, path }) => `${problem} at ${path}`)
}

const hostProblems = (host: unknown) => problemsOf({ printers: [{ ...hall, host }] })

describe('printing in the settings', () => {
  test('a site that says nothing of it prints nothing', () => {
    const nothing = { when: 'always', printers: [], browserPaperMm: null }
    expect(parsePrinting(defaultDocument)).toEqual({ ok: true, value: nothing })
    expect(printingOf({ document: defaultDocument })).toEqual(nothing)
  })

  test('a printer needs an id and a host; the rest has its usual value', () => {
    const parsed = parsePrinting(
      documentWith({ when: 'request', browserPaperMm: 58, printers: [{ id: 'p', host: 'epson' }] }),
    )
    expect(parsed).toEqual({
      ok: true,
      value: {
        when: 'request',
        browserPaperMm: 58,
        printers: [{ id: 'p', labels: {}, host: 'epson', port: 9100, commands: 'escpos', dots: 576, tells: true }],
      },
    })
  })

  test.each([
    '10.0.0.1',
    '172.16.0.9',
    '172.31.255.255',
    '192.168.1.50',
    '169.254.7.7',
    '127.0.0.1',
    'fd12:3456::1',
    'fe80::1',
    '::1',
    'printer',
    'tm-m30.local',
    'imprimante.bibliotheque.example.org',
  ])('%s is a printer’s place', (host) => {
    expect(hostProblems(host)).toEqual([])
  })

  test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '11.0.0.1', '2001:db8::1', '2606:4700::1111'])(
    '%s is on the internet',
    (host) => {
      expect(hostProblems(host)).toEqual(['NotPrivate at printing.printers[0].host'])
    },
  )

  test.each([
    '',
    ' 10.0.0.1',
    'http://10.0.0.1',
    '10.0.0.1:9100',
    '192.168.1',
    '192.168.1.300',
    '2130706433',
    '0x7f000001',
    'a printer',
    'user@printer',
    '-printer',
    'é',
    `${'a'.repeat(64)}.local`,
    `${'a.'.repeat(130)}local`,
    undefined,
    7,
  ])('%s is no place', (host) => {
    expect(hostProblems(host)).toEqual(['NotAnAddress at printing.printers[0].host'])
  })

  test('all that is wrong is told at once, each at its place', () => {
    const printers = [
      hall,
      { ...hall, port: 70_000, dots: 512, commands: 'zpl', tells: 'yes' },
      { id: 'a b', host: 'x' },
    ]
    expect([...problemsOf({ when: 'sometimes', browserPaperMm: 79, printers })].sort()).toEqual([
      'Duplicate at printing.printers[1].id',
      'NotABoolean at printing.printers[1].tells',
      'NotAChoice at printing.browserPaperMm',
      'NotAChoice at printing.printers[1].commands',
      'NotAChoice at printing.printers[1].dots',
      'NotAChoice at printing.when',
      'NotAnId at printing.printers[2].id',
      'OutOfRange at printing.printers[1].port',
    ])
    expect(problemsOf({ printers: Array.from({ length: 21 }, (_, n) => ({ ...hall, id: `p${n}` })) })).toEqual([
      'TooMany at printing.printers',
    ])
    expect(problemsOf([])).toContain('NotAnObject at printing')
  })

  test('whoever only prints leaves out what cannot be read, and takes the first of two with one id', () => {
    const other = { ...hall, host: '192.168.1.51' }
    const { printers, when } = printingOf({
      document: documentWith({ when: 7, printers: [{ ...hall, host: '8.8.8.8' }, hall, other, 'printer', null] }),
    })
    expect([when, printers.map(({ id, host }) => [id, host])]).toEqual(['always', [['hall', '192.168.1.50']]])
    for (const document of [null, 7, 'x', [], documentWith(null), documentWith({ printers: 'many' })]) {
      expect(printingOf({ document }).printers).toEqual([])
    }
  })
})
