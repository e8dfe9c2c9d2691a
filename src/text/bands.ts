import type { Catalogue } from './translate.ts'

const fr = {
  'freshness.alone': 'Seul appareil',
  'freshness.live': 'En direct',
  'freshness.stale': 'Pas de réseau depuis {time}',
  'freshness.cut': 'Pas de réseau',
  'demo.name': 'Démonstration',
  'demo.notice': 'Démonstration\u00a0: rien de ceci n’est réel.',
  'demo.leave': 'Quitter la démonstration',
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
    'trouble.public': 'This device needs a member of staff. Please ask at a desk.',
    'trouble.reload': 'Reload',
  },
}
