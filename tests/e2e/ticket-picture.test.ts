import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TicketContent } from '#screens/shared/paper/ticket-content.ts'
import { launchChromium } from '../support/browser.ts'
import { servePage } from '../support/page-bundle.ts'
import type { BundledPage } from '../support/page-bundle.ts'
import type { PicturePage } from './ticket-picture-page.ts'

declare global {
  interface Window {
    readonly page: PicturePage
  }
}

/** A ticket's words in the languages of a kiosk: need, caption, queue, what to do, moment. */
const spoken: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  fr: [
    'Trouver un emploi',
    'Votre numéro',
    '3 personnes avant vous',
    'Gardez ce papier et regardez l’écran\u00a0: il dira quand venir, et à quel guichet.',
    'lundi 23 novembre 2026 à 14:02',
  ],
  en: [
    'Find a job',
    'Your number',
    '3 people before you',
    'Keep this paper and watch the screen: it says when to come, and to which desk.',
    'Monday, 23 November 2026 at 14:02',
  ],
  es: [
    'Encontrar un empleo',
    'Su número',
    '3 personas antes que usted',
    'Guarde este papel y mire la pantalla: dirá cuándo venir y a qué mesa.',
    'lunes, 23 de noviembre de 2026, 14:02',
  ],
  pt: [
    'Encontrar um emprego',
    'O seu número',
    '3 pessoas antes de si',
    'Guarde este papel e olhe para o ecrã: dirá quando vir e a que balcão.',
    'segunda-feira, 23 de novembro de 2026 às 14:02',
  ],
  de: [
    'Arbeit finden',
    'Ihre Nummer',
    '3 Personen vor Ihnen',
    'Behalten Sie dieses Papier und achten Sie auf die Anzeige: Sie sagt, wann und an welchen Schalter Sie kommen.',
    'Montag, 23. November 2026 um 14:02',
  ],
  it: [
    'Trovare un lavoro',
    'Il suo numero',
    '3 persone prima di lei',
    'Tenga questo foglio e guardi lo schermo: dirà quando venire e a quale sportello.',
    'lunedì 23 novembre 2026 alle ore 14:02',
  ],
  ar: [
    'البحث عن عمل',
    'رقمك',
    '3 أشخاص قبلك',
    'احتفظ بهذه الورقة وانظر إلى الشاشة: ستخبرك متى تأتي وإلى أي مكتب.',
    'الاثنين، 23 نوفمبر 2026 في 14:02',
  ],
  uk: [
    'Знайти роботу',
    'Ваш номер',
    '3 особи перед вами',
    'Збережіть цей папір і дивіться на екран: він скаже, коли й до якого столу підійти.',
    'понеділок, 23 листопада 2026 р. о 14:02',
  ],
  tr: [
    'İş bulmak',
    'Numaranız',
    'Sizden önce 3 kişi var',
    'Bu kâğıdı saklayın ve ekrana bakın: ne zaman ve hangi masaya geleceğinizi söyler.',
    '23 Kasım 2026 Pazartesi 14:02',
  ],
  zh: [
    '找工作',
    '您的号码',
    '您前面有3人',
    '请保留此纸并留意屏幕：屏幕会告诉您何时来以及到哪个柜台。',
    '2026年11月23日星期一 14:02',
  ],
}

function contentIn(language: string, label = 'C07'): TicketContent {
  const [need = '', caption = '', queue = '', todo = '', moment = ''] = spoken[language] ?? []
  return {
    language,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    site: 'Bpi – Centre associé de la Cité des métiers',
    need,
    icon: ['M32,32H224V224H32Z'],
    caption,
    label,
    queue: [queue],
    todo,
    moment,
  }
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly isBlack: (x: number, y: number) => boolean
}

let browser: Browser
let served: BundledPage
let page: Page

beforeAll(async () => {
  served = await servePage('tests/e2e/ticket-picture-page.ts')
  browser = await launchChromium()
  page = await browser.newPage()
  await page.goto(served.url)
  await page.waitForFunction(() => 'page' in window)
})
afterAll(async () => {
  await browser.close()
  await served.stop()
})

async function draw(content: TicketContent, dots: 384 | 576): Promise<Picture> {
  const asked = [content, dots] as const
  const { width, rows } = await page.evaluate(([words, across]) => window.page.draw(words, across), asked)
  const across = width / 8
  return {
    width,
    height: rows.length / across,
    isBlack: (x, y) => ((rows[y * across + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0,
  }
}

/** Rows that have ink between two columns, as bands from and to. */
function bandsOf({ width, height, isBlack }: Picture, from = 0, to = width): readonly (readonly [number, number])[] {
  const bands: [number, number][] = []
  for (let y = 0; y < height; y++) {
    let ink = false
    for (let x = from; x < to && !ink; x++) ink = isBlack(x, y)
    const last = bands.at(-1)
    if (ink && last?.[1] === y - 1) last[1] = y
    else if (ink) bands.push([y, y])
  }
  return bands
}

describe.each([384, 576] as const)('on paper of %i dots', (dots) => {
  test.each(Object.keys(spoken))(
    'a ticket in %s is all on the paper, and its number is its largest word',
    async (language) => {
      const picture = await draw(contentIn(language), dots)
      expect(picture.width).toBe(dots)
      // 8 dots a millimetre: no ticket is shorter than 7 cm or longer than 18.
      expect(picture.height).toBeGreaterThan(560)
      expect(picture.height).toBeLessThan(1_440)
      // Beside the notches, which are 2 mm in from both edges, nothing reaches the paper's edge.
      for (const edge of [0, 1, 2, dots - 3, dots - 2, dots - 1]) {
        const [notch, ...others] = bandsOf(picture, edge, edge + 1)
        expect(others).toEqual([])
        expect(notch === undefined ? 0 : notch[1] - notch[0]).toBeLessThanOrEqual(34)
      }
      const heights = bandsOf(picture).map(([from, to]) => to - from + 1)
      const tallest = Math.max(...heights)
      // Capitals of 12 mm on narrow paper, read at arm's length; all else is half as tall at the most.
      expect(tallest).toBeGreaterThan(dots === 384 ? 90 : 130)
      expect(heights.filter((height) => height > tallest / 2)).toHaveLength(1)
    },
  )

  test('no two languages have one picture, and the same words have the same', async () => {
    const seen = new Set<string>()
    for (const language of Object.keys(spoken)) {
      const asked = [contentIn(language), dots] as const
      const once = await page.evaluate(([words, across]) => window.page.draw(words, across), asked)
      const twice = await page.evaluate(([words, across]) => window.page.draw(words, across), asked)
      expect(twice).toEqual(once)
      seen.add(String(once.rows))
    }
    expect(seen.size).toBe(Object.keys(spoken).length)
  })

  test('what goes to the hub is what was drawn', async () => {
    const asked = [contentIn('ar'), dots] as const
    expect(await page.evaluate(([words, across]) => window.page.printed(words, across), asked)).toEqual({
      state: 'printed',
      same: true,
    })
  })
})

test('words run in their own direction: the same with signs at their end are another picture', async () => {
  // In letters that every machine has.
  const content = { ...contentIn('en'), need: 'Find a job (2 desks)!' }
  const [fromLeft, fromRight] = await Promise.all([draw(content, 576), draw({ ...content, direction: 'rtl' }, 576)])
  const inkOf = ({ width, height, isBlack }: Picture, from: number, to: number) => {
    let ink = 0
    for (let y = 0; y < height; y++) for (let x = from; x < Math.min(to, width); x++) ink += isBlack(x, y) ? 1 : 0
    return ink
  }
  expect(fromRight.height).toBe(fromLeft.height)
  expect(inkOf(fromRight, 0, 288)).not.toBe(inkOf(fromLeft, 0, 288))
})

test('a word that is wider than the paper becomes smaller, and none is cut', async () => {
  const long = 'Donaudampfschifffahrtsgesellschaftskapitän'
  const picture = await draw({ ...contentIn('de'), need: long }, 384)
  for (const edge of [3, 380]) expect(bandsOf(picture, edge, edge + 1).length).toBeLessThanOrEqual(1)
})
