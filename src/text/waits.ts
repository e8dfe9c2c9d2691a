import type { Catalogue, Language } from './translate.ts'
import { createTranslate } from './translate.ts'

const fr = {
  'wait.between': 'Attente\u00a0: environ {from} à {to}\u00a0minutes',
  'wait.upTo': 'Attente\u00a0: jusqu’à {to}\u00a0minutes environ',
  'wait.least': 'Attente\u00a0: moins de {to}\u00a0minutes',
  'wait.byNeed': '{wait}, selon le besoin',
  'last.between': 'encore {from} à {to}\u00a0min pour le dernier',
  'last.upTo': 'encore {to}\u00a0min au plus pour le dernier',
  'last.least': 'encore moins de {to}\u00a0min pour le dernier',
} as const

export type WaitKey = keyof typeof fr

/** How long it will be: always a range, "about", never a minute. Loaded late: no first screen waits for it. */
export const waitText: Catalogue<WaitKey> = {
  fr,
  en: {
    'wait.between': 'Wait: about {from} to {to} minutes',
    'wait.upTo': 'Wait: up to about {to} minutes',
    'wait.least': 'Wait: less than {to} minutes',
    'wait.byNeed': '{wait}, depending on the need',
    'last.between': 'another {from} to {to} min for the last',
    'last.upTo': 'up to another {to} min for the last',
    'last.least': 'less than another {to} min for the last',
  },
}

interface Minutes {
  readonly fromMinutes: number
  readonly toMinutes: number
}

/** A range in words: of a visitor who comes, or of the last in line. */
export function waitWords(about: 'wait' | 'last', { fromMinutes, toMinutes }: Minutes, language: Language): string {
  const say = createTranslate(waitText, language)
  const parts = { from: fromMinutes, to: toMinutes }
  if (fromMinutes > 0) return say(`${about}.between`, parts)
  // The smallest that is ever told stands for "at once, or nearly".
  return say(toMinutes <= 5 ? `${about}.least` : `${about}.upTo`, parts)
}
