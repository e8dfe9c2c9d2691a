import type { Language } from './languages.ts'
import { createTranslate } from './translate.ts'
import type { Catalogue, Translate, VisitorCatalogue } from './translate.ts'

const fr = {
  between: 'Attente\u00a0: environ {from} à {to}\u00a0minutes',
  upTo: 'Attente\u00a0: jusqu’à {to}\u00a0minutes environ',
  least: 'Attente\u00a0: moins de {to}\u00a0minutes',
  byNeed: '{wait}, selon le besoin',
} as const

/** How long it will be: always a range, "about", never a minute. Loaded late: no first screen waits for it. */
export const waitText: VisitorCatalogue<keyof typeof fr> = {
  fr,
  en: {
    between: 'Wait: about {from} to {to} minutes',
    upTo: 'Wait: up to about {to} minutes',
    least: 'Wait: less than {to} minutes',
    byNeed: '{wait}, depending on the need',
  },
}

/** How much longer the last in line waits, for staff. */
export const lastWaitText: Catalogue<RangeForm> = {
  fr: {
    between: 'encore {from} à {to}\u00a0min pour le dernier',
    upTo: 'encore {to}\u00a0min au plus pour le dernier',
    least: 'encore moins de {to}\u00a0min pour le dernier',
  },
  en: {
    between: 'another {from} to {to} min for the last',
    upTo: 'up to another {to} min for the last',
    least: 'less than another {to} min for the last',
  },
}

type RangeForm = 'between' | 'upTo' | 'least'

interface Minutes {
  readonly fromMinutes: number
  readonly toMinutes: number
}

/** A range in words: of a visitor who comes (`waitText`), or of the last in line. */
export function rangeWords({ fromMinutes, toMinutes }: Minutes, say: Translate<RangeForm>): string {
  // The smallest that is ever told stands for "at once, or nearly".
  return say(fromMinutes > 0 ? 'between' : toMinutes <= 5 ? 'least' : 'upTo', { from: fromMinutes, to: toMinutes })
}

export function waitWords(range: Minutes, language: Language): string {
  return rangeWords(range, createTranslate(waitText[language], language))
}
