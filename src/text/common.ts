import type { Catalogue } from './translate.ts'

const fr = {
  'nav.name': 'Écrans',
  'nav.home': 'Accueil',
  'nav.kiosk': 'Borne',
  'nav.desk': 'Guichet',
  'nav.board': 'Affichage',
  'nav.statistics': 'Statistiques',
  'nav.settings': 'Réglages',
  'frame.skip': 'Aller au contenu',
  'language.name': 'Langue',
  'theme.light': 'Thème clair\u00a0; passer au thème sombre',
  'theme.dark': 'Thème sombre\u00a0; passer au contraste fort',
  'theme.contrast': 'Contraste fort\u00a0; passer au thème clair',
  'pin.title': 'Réservé au personnel',
  'pin.label': 'Code du personnel',
  'pin.delete': 'Effacer un chiffre',
  'pin.submit': 'Valider le code',
  'pin.wrong': 'Ce n’est pas le bon code.',
  'pin.impossible':
    'Ce navigateur ne peut pas vérifier le code à cette adresse. Ouvrez l’application à son adresse https, ou prévenez le responsable.',
  'pin.paused': {
    one: 'Trop d’essais. Réessayez dans {count} seconde.',
    other: 'Trop d’essais. Réessayez dans {count} secondes.',
  },
} as const

/** Words that the staff screens share. */
export const commonText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    'nav.name': 'Screens',
    'nav.home': 'Home',
    'nav.kiosk': 'Kiosk',
    'nav.desk': 'Desk',
    'nav.board': 'Board',
    'nav.statistics': 'Statistics',
    'nav.settings': 'Settings',
    'frame.skip': 'Go to the content',
    'language.name': 'Language',
    'theme.light': 'Light theme; switch to the dark theme',
    'theme.dark': 'Dark theme; switch to high contrast',
    'theme.contrast': 'High contrast; switch to the light theme',
    'pin.title': 'Staff only',
    'pin.label': 'Staff PIN',
    'pin.delete': 'Delete a digit',
    'pin.submit': 'Confirm the PIN',
    'pin.wrong': 'That is not the right PIN.',
    'pin.impossible':
      'This browser cannot check the PIN at this address. Open the application at its https address, or tell the manager.',
    'pin.paused': {
      one: 'Too many tries. Try again in {count} second.',
      other: 'Too many tries. Try again in {count} seconds.',
    },
  },
}
