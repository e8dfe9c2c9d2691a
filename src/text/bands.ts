import type { Catalogue } from './translate.ts'

const fr = {
  'freshness.alone': 'Seul appareil',
  'freshness.live': 'En direct',
  'freshness.stale': 'Pas de réseau depuis {time}',
  'freshness.cut': 'Pas de réseau',
  'demo.name': 'Démonstration',
  'demo.notice': 'Démonstration\u00a0: rien de ceci n’est réel.',
  'demo.leave': 'Quitter la démonstration',
  'trouble.full':
    'Le disque de cet appareil est plein\u00a0: rien de nouveau ne peut être enregistré. Libérez de la place, puis réessayez.',
  'trouble.inMemory': {
    one: 'Disque plein\u00a0: {count} fait n’existe que dans cette fenêtre. Ne la fermez pas et libérez de la place.',
    other:
      'Disque plein\u00a0: {count} faits n’existent que dans cette fenêtre. Ne la fermez pas et libérez de la place.',
  },
  'trouble.newerStore': 'Une version plus récente est déjà en service sur cet appareil. Rechargez cette fenêtre.',
  'trouble.lost':
    'Les données de cet appareil ne répondent plus. Rechargez cette fenêtre\u00a0; si cela dure, prévenez le responsable.',
  'trouble.public': 'Cet appareil a besoin d’un agent. Adressez-vous à un guichet.',
  'trouble.reload': 'Recharger',
} as const

/** What every screen says of its state, the kiosk's too. */
export const bandText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    'freshness.alone': 'Only device',
    'freshness.live': 'Live',
    'freshness.stale': 'Cut off since {time}',
    'freshness.cut': 'Cut off',
    'demo.name': 'Demonstration',
    'demo.notice': 'Demonstration: nothing here is real.',
    'demo.leave': 'Leave the demonstration',
    'trouble.full': 'The disk of this device is full: nothing new can be stored. Free some space, then try again.',
    'trouble.inMemory': {
      one: 'Disk full: {count} fact exists in this window only. Do not close it, and free some space.',
      other: 'Disk full: {count} facts exist in this window only. Do not close it, and free some space.',
    },
    'trouble.newerStore': 'A newer version is already in use on this device. Reload this window.',
    'trouble.lost': 'The data of this device no longer answer. Reload this window; if it lasts, tell the manager.',
    'trouble.public': 'This device needs a member of staff. Please ask at a desk.',
    'trouble.reload': 'Reload',
  },
}
