import type { Catalogue } from './translate.ts'

const fr = {
  'needs.add': 'Ajouter un besoin',
  'needs.many': {
    one: '{count} besoin\u00a0: au-delà de sept, un visiteur ne les lit plus en deux secondes. Regroupez si vous pouvez.',
    other:
      '{count} besoins\u00a0: au-delà de sept, un visiteur ne les lit plus en deux secondes. Regroupez si vous pouvez.',
  },
  'needs.removed': {
    one: '{count} visiteur a aujourd’hui un ticket pour un besoin que vous retirez. Il reste dans la file\u00a0; transférez-le.',
    other:
      '{count} visiteurs ont aujourd’hui un ticket pour un besoin que vous retirez. Ils restent dans la file\u00a0; transférez-les.',
  },
  'needs.words': 'Mots à la borne',
  'needs.letter': 'Lettre',
  'needs.letter.hint':
    'Premier signe du numéro, comme {label}. Sans I, O, Q, S, Z, G, qui se confondent avec des chiffres.',
  'needs.pictogram': 'Pictogramme',
  'needs.demoWeight': 'Part dans une journée de démonstration (0 à 1)',
  'needs.topics': 'Sujets',
  'needs.topics.hint': 'Plus précis que le besoin\u00a0; l’agent peut les noter, le visiteur ne les voit pas.',
  'needs.topicCount': { one: '{count} sujet', other: '{count} sujets' },
  'topics.add': 'Ajouter un sujet',
  'topics.words': 'Mots du sujet',
  'outcomes.title': 'Issues',
  'outcomes.add': 'Ajouter une issue',
  'outcomes.words': 'Mots sur le bouton',
  'outcomes.reference': 'Compte comme renseignement documentaire',
  'outcomes.reference.hint': 'Au sens de la norme NISO Z39.7\u00a0; sinon, renseignement pratique.',
  'outcomes.asks': 'Demander ensuite',
  'outcomes.asks.none': 'rien',
  'outcomes.asks.referral': 'vers quel partenaire',
  'outcomes.asks.workshopType': 'quel atelier',
  'outcomes.system': 'Posée par l’application quand un visiteur part avant l’appel\u00a0: l’agent ne la voit pas.',
  'outcomes.system.badge': 'automatique',
  'outcomes.notReference': 'pratique',
  'referrals.title': 'Partenaires',
  'referrals.hint': 'Proposés quand l’issue demande vers quel partenaire.',
  'referrals.add': 'Ajouter un partenaire',
  'workshopTypes.title': 'Types d’atelier',
  'workshopTypes.hint': 'Proposés quand l’issue demande quel atelier.',
  'workshopTypes.add': 'Ajouter un type d’atelier',
  'choices.words': 'Mots',
  'choices.hint': 'Laissés vides, ce sont les mots en gris qui s’affichent.',
} as const

export type ListSettingsKey = keyof typeof fr

/** Needs, outcomes, partners and workshop types in the settings. */
export const listSettingsText: Catalogue<ListSettingsKey> = {
  fr,
  en: {
    'needs.add': 'Add a need',
    'needs.many': {
      one: '{count} need: beyond seven, a visitor no longer reads them in two seconds. Group them if you can.',
      other: '{count} needs: beyond seven, a visitor no longer reads them in two seconds. Group them if you can.',
    },
    'needs.removed': {
      one: '{count} visitor holds a ticket of today for a need that you remove. It stays in the queue; transfer it.',
      other:
        '{count} visitors hold a ticket of today for a need that you remove. They stay in the queue; transfer them.',
    },
    'needs.words': 'Words at the kiosk',
    'needs.letter': 'Letter',
    'needs.letter.hint':
      'The first sign of the label, as in {label}. Without I, O, Q, S, Z, G, which look like digits.',
    'needs.pictogram': 'Pictogram',
    'needs.demoWeight': 'Share in a demonstration day (0 to 1)',
    'needs.topics': 'Topics',
    'needs.topics.hint': 'Finer than the need; an agent may note them, the visitor does not see them.',
    'needs.topicCount': { one: '{count} topic', other: '{count} topics' },
    'topics.add': 'Add a topic',
    'topics.words': 'Words of the topic',
    'outcomes.title': 'Outcomes',
    'outcomes.add': 'Add an outcome',
    'outcomes.words': 'Words on the button',
    'outcomes.reference': 'Counts as a reference transaction',
    'outcomes.reference.hint': 'In the sense of NISO Z39.7; otherwise directional information.',
    'outcomes.asks': 'Ask next',
    'outcomes.asks.none': 'nothing',
    'outcomes.asks.referral': 'to which partner',
    'outcomes.asks.workshopType': 'which workshop',
    'outcomes.system': 'Set by the application when a visitor leaves before the call: agents do not see it.',
    'outcomes.system.badge': 'automatic',
    'outcomes.notReference': 'directional',
    'referrals.title': 'Partners',
    'referrals.hint': 'Offered when the outcome asks to which partner.',
    'referrals.add': 'Add a partner',
    'workshopTypes.title': 'Kinds of workshop',
    'workshopTypes.hint': 'Offered when the outcome asks which workshop.',
    'workshopTypes.add': 'Add a kind of workshop',
    'choices.words': 'Words',
    'choices.hint': 'Left empty, the words in grey are shown.',
  },
}
