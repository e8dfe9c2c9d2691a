import type { Catalogue } from './translate.ts'

const fr = {
  'nav.name': 'Parties des statistiques',
  'section.figures': 'Chiffres',
  'section.plan': 'Prévoir',
  'lead.plan': 'Combien de guichets ouvrir, quels jours et à quelles heures, pour tenir l’objectif du lieu.',
  'section.amend': 'Compléter',
  'lead.amend': 'Ce qui manque aux chiffres d’un jour, ou s’y trouve par erreur. Rien ne s’y note sur les personnes.',
  'section.package': 'Relire',
  'lead.package':
    'Un paquet déjà exporté, ici ou ailleurs, relu tel qu’il a été donné. Rien n’en est ajouté aux chiffres.',
  'section.anonymity': 'Anonymat',
  'lead.anonymity': 'Ce qui est noté d’une visite, quand c’est oublié, et ce qui protège les fichiers qui sortent.',
} as const

/** What the parts of the statistics screen are called, and what each of them is for. */
export const statisticsSectionsText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    'nav.name': 'Parts of the statistics',
    'section.figures': 'Figures',
    'section.plan': 'Plan',
    'lead.plan': 'How many desks to open, on which days and at which hours, to meet the aim of this place.',
    'section.amend': 'Amend',
    'lead.amend': 'What the figures of a day lack, or have by mistake. Nothing about people is noted.',
    'section.package': 'Read back',
    'lead.package':
      'A package that was exported, here or elsewhere, read as it was told. Nothing of it is added to the figures.',
    'section.anonymity': 'Anonymity',
    'lead.anonymity': 'What is noted of a visit, when it is forgotten, and what protects the files that leave.',
  },
}
