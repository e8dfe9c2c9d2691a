import type { Catalogue } from './translate.ts'

const fr = {
  title: 'Affichage des appels – Guichet Libre',
  headline: 'Appels',
  desk: 'Guichet\u00a0{desk}',
  'desk.word': 'Guichet',
  'call.name': '{label}, guichet {desk}',
  'call.stands': 'appelé',
  'call.recalled': 'rappelé',
  empty: 'Personne n’est appelé pour l’instant',
  'empty.todo': 'Votre numéro s’affichera ici, avec le guichet où aller.',
  'waiting.none': 'Personne n’attend',
  waiting: { one: '{count} personne attend', other: '{count} personnes attendent' },
  'sound.on': 'Son activé',
  'sound.blocked': 'Son coupé\u00a0–\u00a0touchez pour l’activer',
  'sound.missing': 'Pas de son sur cet appareil',
} as const

export type BoardKey = keyof typeof fr

/** Words of the board: few, they are read from afar. */
export const boardText: Catalogue<BoardKey> = {
  fr,
  en: {
    title: 'Calls – Guichet Libre',
    headline: 'Calls',
    desk: 'Desk\u00a0{desk}',
    'desk.word': 'Desk',
    'call.name': '{label}, desk {desk}',
    'call.stands': 'called',
    'call.recalled': 'called again',
    empty: 'Nobody is being called just now',
    'empty.todo': 'Your number will appear here, with the desk to go to.',
    'waiting.none': 'Nobody is waiting',
    waiting: { one: '{count} person is waiting', other: '{count} people are waiting' },
    'sound.on': 'Sound on',
    'sound.blocked': 'Sound off – touch to switch it on',
    'sound.missing': 'No sound on this device',
  },
}
