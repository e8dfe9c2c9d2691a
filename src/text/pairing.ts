import type { Catalogue } from './translate.ts'

const fr = {
  title: 'Relier cet appareil',
  connecting: 'Connexion de cet appareil…',
  connected: 'Cet appareil est relié. Son écran s’ouvre…',
  failed: 'L’appareil n’est pas encore relié',
  code: 'Code',
  'code.hint': 'Huit lettres et chiffres, comme ABCD-EF23. Un code sert une seule fois, pendant dix minutes.',
  'code.empty': 'Écrivez d’abord le code.',
  join: 'Relier cet appareil',
  alone: 'Travailler sans hub',
  before: 'Continuer comme avant',
  'role.kiosk': 'Borne',
  'role.board': 'Affichage',
  'role.desk': 'Guichet',
  'role.manager': 'Responsable',
  'is.kiosk': 'Cet appareil est maintenant une borne.',
  'is.board': 'Cet appareil est maintenant un affichage.',
  'is.desk': 'Cet appareil est maintenant un guichet.',
  'is.manager': 'Cet appareil est maintenant celui du responsable.',
  'past.tickets': { one: '{count} ticket', other: '{count} tickets' },
  'past.days': { one: '{count} journée close', other: '{count} journées closes' },
  'past.both': '{tickets} et {days}',
  'past.few': 'quelques entrées, sans ticket',
  'past.stays':
    'Il avait déjà travaillé seul\u00a0: {past}. Tout reste dans ce navigateur, à part, jusqu’à ce qu’un responsable le confie au hub, depuis un fichier.',
  'past.save': 'Enregistrer en fichier',
  'past.saved': 'Le fichier est dans les téléchargements. Un responsable l’ouvre dans Réglages, Appareils.',
  'past.nothing': 'Il n’y a rien à enregistrer.',
  'past.failed': 'Le fichier n’a pas pu être préparé. Réessayez\u00a0; rien n’est perdu.',
  go: 'Ouvrir son écran',
  noHub:
    'Il n’y a pas de hub à cette adresse\u00a0: l’application y travaille seule. Ouvrez le lien que le hub a donné.',
  unreachable: 'Le hub ne répond pas. Vérifiez le réseau, puis réessayez.',
  wrongCode:
    'Ce code n’est pas valable\u00a0: mal recopié, déjà utilisé, ou passé ses dix minutes. Un responsable peut en donner un autre.',
  tooManyTries: 'Trop d’essais. Attendez une minute, puis réessayez.',
  notAllowed: 'Seul un appareil du responsable peut faire cela.',
  notPaired: 'Cet appareil n’est plus relié au hub. Un responsable peut donner un nouveau code.',
  storeFull: 'Il n’y a plus de place sur le hub. Rien n’est perdu\u00a0: libérez de la place, puis réessayez.',
  unreadableFile:
    'Ce fichier n’est pas de ceux que «\u00a0Enregistrer en fichier\u00a0» prépare, ou il est abîmé. Rien n’a changé.',
  unknown:
    'Cela n’a pas marché, et le hub ne dit pas pourquoi. Réessayez\u00a0; si cela dure, prévenez le responsable.',
} as const

export type PairingKey = keyof typeof fr

/** Joining a hub: what the code is, what went wrong, what the device has become. */
export const pairingText: Catalogue<PairingKey> = {
  fr,
  en: {
    title: 'Pair this device',
    connecting: 'Connecting this device…',
    connected: 'This device is paired. Its screen is opening…',
    failed: 'The device is not paired yet',
    code: 'Code',
    'code.hint': 'Eight letters and digits, like ABCD-EF23. A code works once, for ten minutes.',
    'code.empty': 'Type the code first.',
    join: 'Pair this device',
    alone: 'Work without a hub',
    before: 'Go on as before',
    'role.kiosk': 'Kiosk',
    'role.board': 'Board',
    'role.desk': 'Desk',
    'role.manager': 'Manager',
    'is.kiosk': 'This device is a kiosk now.',
    'is.board': 'This device is a board now.',
    'is.desk': 'This device is a desk now.',
    'is.manager': 'This device is the manager’s now.',
    'past.tickets': { one: '{count} ticket', other: '{count} tickets' },
    'past.days': { one: '{count} closed day', other: '{count} closed days' },
    'past.both': '{tickets} and {days}',
    'past.few': 'a few entries, no tickets',
    'past.stays':
      'It had worked alone before: {past}. All of it stays in this browser, kept apart, until a manager moves it to the hub from a file.',
    'past.save': 'Save as a file',
    'past.saved': 'The file is in the downloads. A manager opens it in Settings, Devices.',
    'past.nothing': 'There is nothing to save.',
    'past.failed': 'The file could not be prepared. Try again; nothing is lost.',
    go: 'Open its screen',
    noHub: 'There is no hub at this address: the application works alone here. Open the link that the hub gave you.',
    unreachable: 'The hub does not answer. Check the network, then try again.',
    wrongCode:
      'This code is not valid: mistyped, used before, or past its ten minutes. A manager can give you another.',
    tooManyTries: 'Too many tries. Wait a minute, then try again.',
    notAllowed: 'Only a manager’s device can do this.',
    notPaired: 'This device is no longer paired with the hub. A manager can give you a new code.',
    storeFull: 'There is no space left on the hub. Nothing is lost: free some space, then try again.',
    unreadableFile: 'This file is not one that “Save as a file” prepares, or it is damaged. Nothing has changed.',
    unknown: 'This did not work, and the hub does not say why. Try again; if it lasts, tell the manager.',
  },
}
