import type { Catalogue } from './translate.ts'

const fr = {
  title: 'Guichet Libre',
  what: 'À la borne, chacun prend un numéro sans dire son nom\u00a0; un agent l’appelle dès qu’un guichet est libre.',
  how: 'Tout se passe sur cet appareil, même sans réseau\u00a0: ouvrez chaque écran dans sa propre fenêtre.',
  screens: 'Ouvrir un écran',
  kiosk: 'Borne',
  'kiosk.what': 'Les visiteurs touchent leur besoin et reçoivent un numéro.',
  desks: 'Guichets',
  'desks.what': 'Un agent appelle, accueille et note la suite donnée.',
  desk: 'Guichet\u00a0{desk}',
  board: 'Affichage',
  'board.what': 'Les appels, à lire et à entendre du fond de la salle.',
  statistics: 'Statistiques',
  'statistics.what': 'Les chiffres du jour et les fichiers à télécharger.',
  settings: 'Réglages',
  'settings.what': 'Besoins, guichets, horaires, langues, appareil.',
  demo: 'Essayer avec une journée de démonstration',
  'demo.what': 'Des visiteurs inventés, à part des vrais. Rien à installer, tout s’efface.',
  'demo.again': 'Rejouer la journée',
  'demo.discard': 'Jeter la démonstration',
  'demo.running': 'Une journée inventée est en cours\u00a0: ouvrez un écran et essayez.',
  'demo.failed':
    'La journée de démonstration n’a pas pu être préparée. Il manque sans doute de la place sur cet appareil.',
  version: 'Version {version}',
} as const

export type ChooserKey = keyof typeof fr

/** Words of the first page: a welcome in two sentences, then the doors. */
export const chooserText: Catalogue<ChooserKey> = {
  fr,
  en: {
    title: 'Guichet Libre',
    what: 'At the kiosk everyone takes a number without saying their name; an agent calls it when a desk is free.',
    how: 'It all happens on this device, even without a network: open each screen in a window of its own.',
    screens: 'Open a screen',
    kiosk: 'Kiosk',
    'kiosk.what': 'Visitors touch their need and get a number.',
    desks: 'Desks',
    'desks.what': 'An agent calls, helps, and notes how it ended.',
    desk: 'Desk\u00a0{desk}',
    board: 'Board',
    'board.what': 'The calls, to be read and heard from the back of the hall.',
    statistics: 'Statistics',
    'statistics.what': 'Today’s figures, and files to download.',
    settings: 'Settings',
    'settings.what': 'Needs, desks, hours, languages, this device.',
    demo: 'Try it with a demonstration day',
    'demo.what': 'Invented visitors, apart from the real ones. Nothing to install, all of it can be erased.',
    'demo.again': 'Play the day again',
    'demo.discard': 'Throw the demonstration away',
    'demo.running': 'An invented day is under way: open a screen and try it.',
    'demo.failed': 'The demonstration day could not be prepared. This device is probably short of space.',
    version: 'Version {version}',
  },
}
