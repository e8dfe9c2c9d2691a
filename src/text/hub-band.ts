import type { Catalogue } from './translate.ts'

const fr = {
  'alone.why': 'Cet appareil travaille seul\u00a0: tout ce qu’il montre est à jour.',
  'live.why': 'Cet appareil est relié au hub\u00a0: tout ce qu’il montre est à jour.',
  stale:
    'Le hub ne répond plus depuis {time}\u00a0: ce qui vient des autres appareils date de là, et celui-ci continue seul.',
  'stale.never':
    'Le hub n’a pas encore répondu\u00a0: l’écran montre ce que cet appareil savait déjà, et il continue seul.',
  unsent: {
    one: '{count} entrée partira dès que le réseau revient.',
    other: '{count} entrées partiront dès que le réseau revient.',
  },
  notPaired:
    'Cet appareil n’est plus relié au hub et continue seul. Pour le relier, il lui faut un nouveau code\u00a0: Réglages, Appareils.',
  'notPaired.open': 'Relier de nouveau',
  outdated:
    'L’application de cet appareil est trop ancienne pour le hub\u00a0: elle continue seule. Rechargez cette page.',
  'outdated.reload': 'Recharger',
} as const

/** What staff are told of the hub; visitors are only told the time. */
export const hubBandText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    'alone.why': 'This device works alone: everything it shows is up to date.',
    'live.why': 'This device is connected to the hub: everything it shows is up to date.',
    stale:
      'The hub has not answered since {time}: what comes from other devices is as of then, and this one goes on alone.',
    'stale.never':
      'The hub has not answered yet: the screen shows what this device already knew, and it goes on alone.',
    unsent: {
      one: '{count} entry will be sent when the network is back.',
      other: '{count} entries will be sent when the network is back.',
    },
    notPaired:
      'This device is no longer paired with the hub and goes on alone. To pair it again it needs a new code: Settings, Devices.',
    'notPaired.open': 'Pair again',
    outdated: 'The application on this device is too old for the hub: it goes on alone. Reload this page.',
    'outdated.reload': 'Reload',
  },
}
