import type { Catalogue } from './translate.ts'

const fr = {
  'nav.name': 'Parties des statistiques',
  'section.figures': 'Chiffres',
} as const

/** What the parts of the statistics screen are called, and what each of them is for. */
export const statisticsSectionsText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    'nav.name': 'Parts of the statistics',
    'section.figures': 'Figures',
  },
}
