import { describe, expect, test } from 'vitest'
import type { StoreRefusal } from '#app/dispatch.ts'
import type { Refusal } from '#domain/commands.ts'
import type { DeskNumber, Label, TicketId } from '#domain/ids.ts'
import { refusalSentence } from '#screens/shared/refusals.ts'
import { siteWord } from '#screens/shared/site-words.ts'
import { refusalText } from '#text/refusals.ts'
import { staffLanguages } from '#text/languages.ts'
import { createTranslate } from '#text/translate.ts'

const label = 'C07' as Label
const states = ['waiting', 'called', 'serving', 'parked', 'noShow', 'finished', 'withdrawn', 'cancelled'] as const
const fields = ['referrals', 'workshopType', 'moreNeeds', 'topics', 'audience'] as const

const refusals: readonly (Refusal | StoreRefusal)[] = [
  { type: 'UnknownNeed' },
  { type: 'UnknownTicket' },
  { type: 'UnknownOutcome' },
  ...fields.map((field) => ({ type: 'UnknownDetail', field }) as const),
  { type: 'TicketingIsPaused' },
  { type: 'OutsideHours' },
  { type: 'DayIsClosed' },
  { type: 'DayIsOpen' },
  { type: 'NobodyWaiting' },
  { type: 'DeskIsWaiting', ticketId: 'aaaaaaaaaa:1' as TicketId, label },
  { type: 'CalledElsewhere', label, desk: 3 as DeskNumber },
  ...states.map((state) => ({ type: 'NotInThatState', label, state }) as const),
  { type: 'OfAnotherDay', label },
  { type: 'OfAnotherDay', label: null },
  { type: 'NothingToUndo' },
  { type: 'SettingsAreBroken', problems: [{ path: 'needs', problem: 'Empty', found: '' }] },
  { type: 'StoreRefuses', trouble: 'full' },
  { type: 'StoreRefuses', trouble: 'newerStore' },
  { type: 'StoreRefuses', trouble: 'lost' },
]

describe('refusals', () => {
  test.each(staffLanguages)('every one is a sentence of its own in %s', (language) => {
    const say = createTranslate(refusalText[language], language)
    const sentences = refusals.map((refusal) => refusalSentence(refusal, say))
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-ZÀ-Ý].*[.?]$/)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  test('the sentence names the visitor and the desk', () => {
    const say = createTranslate(refusalText.fr, 'fr')
    expect(refusalSentence({ type: 'CalledElsewhere', label, desk: 3 as DeskNumber }, say)).toBe(
      'C07 est déjà au guichet\u00a03.',
    )
  })
})

describe('words of the site', () => {
  test('its own come first, in the language of the window', () => {
    expect(siteWord('referral', 'apec', { fr: 'L’Apec d’ici' }, 'fr', ['fr', 'en'])).toEqual({
      text: 'L’Apec d’ici',
      lang: 'fr',
      dir: 'ltr',
    })
  })

  test('a well-known id has words in every language of the application', () => {
    expect(siteWord('referral', 'apec', {}, 'en', ['fr']).text).toContain('Apec')
  })

  test('where the window’s language is missing, the site’s other words carry their own language', () => {
    expect(siteWord('referral', 'maison', { ar: 'البيت' }, 'en', ['fr'])).toEqual({
      text: 'البيت',
      lang: 'ar',
      dir: 'rtl',
    })
  })

  test('an unknown id stands for itself', () => {
    expect(siteWord('workshopType', 'yoga_2030', {}, 'fr', ['fr']).text).toBe('yoga_2030')
  })
})
