import type { Catalogue } from './translate.ts'

const fr = {
  ask: 'Imprimer mon numéro',
  printing: 'Votre numéro s’imprime aussi sur papier.',
  printed: 'Prenez votre papier\u00a0: votre numéro y est écrit.',
  failed: 'Pas de papier pour l’instant\u00a0: retenez bien votre numéro.',
  number: 'Votre numéro',
  keep: 'Gardez ce papier et regardez l’écran\u00a0: il dira quand venir, et à quel guichet.',
} as const

/** What visitors are told of paper, and what stands on it beside the number. Loaded late. */
export const paperText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    ask: 'Print my number',
    printing: 'Your number is also being printed.',
    printed: 'Take your paper: your number is on it.',
    failed: 'No paper for now: please remember your number.',
    number: 'Your number',
    keep: 'Keep this paper and watch the screen: it says when to come, and to which desk.',
  },
}
