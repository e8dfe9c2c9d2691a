import type { Catalogue } from './translate.ts'

const fr = {
  span: 'D’après les visites de',
  'span.weeks': { one: '{count} semaine', other: '{count} semaines' },
  'span.days': 'Du {start} au {end}.',
  tooFew: {
    one: '{count} ticket pendant ces semaines\u00a0: il en faut {least} pour que le plan ne doive rien au hasard. Choisissez plus de semaines, ou revenez plus tard.',
    other:
      '{count} tickets pendant ces semaines\u00a0: il en faut {least} pour que le plan ne doive rien au hasard. Choisissez plus de semaines, ou revenez plus tard.',
  },
  'lacking.title': 'Il manquait des guichets',
  'ample.title': 'Moins de guichets auraient suffi',
  'fits.title': 'Il y avait assez de guichets',
  fits: 'Partout où l’on peut le dire, il y avait autant de guichets qu’il en faut.',
  'cell.sentence': {
    one: '{weekday} de {from} à {to}\u00a0: {count} guichet, il y en avait {there}.',
    other: '{weekday} de {from} à {to}\u00a0: {count} guichets, il y en avait {there}.',
  },
  'cell.more': {
    one: 'Et {count} autre tranche, dans le tableau.',
    other: 'Et {count} autres tranches, dans le tableau.',
  },
  'cell.between': '{low} ou {high}',
  'grid.title': 'Guichets nécessaires',
  'grid.sentence':
    'En grand, ce qu’il faut pour que {share}\u00a0% des visiteurs soient appelés en {target} au plus\u00a0; en petit, ce qu’il y avait. Le signe + dit combien il en manquait, le signe − combien étaient de trop.',
  'grid.weekday': 'Jour',
  'grid.there': 'il y en avait {there}',
  'grid.thereShort': 'avant\u00a0: {there}',
  'grid.unknown': 'avant\u00a0: inconnu',
  'grid.tooFew': 'trop peu',
  'grid.tooFewWhy': 'tickets\u00a0: {tickets}, jours\u00a0: {days}',
  'grid.tooMany': 'plus de 40',
  'grid.nobody': 'personne',
  'detail.hours': 'Heures',
  'detail.days': 'Jours',
  'detail.arrivals': 'Tickets par heure',
  'detail.service': 'Au guichet (min)',
  'detail.desks': 'Guichets nécessaires',
  'detail.share': 'Appelés à temps',
  'detail.there': 'Il y en avait',
  'detail.unknown': 'inconnu',
  'model.title': 'Comment c’est calculé',
  'model.what':
    'On suppose que les visiteurs arrivent au hasard, au rythme mesuré à ces heures, que les visites durent au guichet ce qu’elles y ont duré, et que certains repartent quand l’attente est longue (en moyenne après {patience})\u00a0: c’est le modèle «\u00a0Erlang\u00a0A\u00a0». Le plan donne le plus petit nombre de guichets avec lequel l’objectif du lieu est tenu.',
  'model.limits':
    'Il ne connaît ni les pauses, ni les visites sans ticket, ni ce qui se passe en dehors du guichet. Il ne dit rien d’une tranche où il y a eu moins de {tickets} tickets ou de {days} jours.',
  'model.otherBands': {
    one: '{count} jour est laissé de côté\u00a0: ses heures ont été notées par tranches d’une autre durée.',
    other: '{count} jours sont laissés de côté\u00a0: leurs heures ont été notées par tranches d’une autre durée.',
  },
} as const

/** Words of the part that says how many desks are needed, and when. */
export const planText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    span: 'Out of the visits of',
    'span.weeks': { one: '{count} week', other: '{count} weeks' },
    'span.days': '{start} to {end}.',
    tooFew: {
      one: '{count} ticket in these weeks: {least} are needed for a plan that owes nothing to chance. Choose more weeks, or come back later.',
      other:
        '{count} tickets in these weeks: {least} are needed for a plan that owes nothing to chance. Choose more weeks, or come back later.',
    },
    'lacking.title': 'Desks were missing',
    'ample.title': 'Fewer desks would have done',
    'fits.title': 'There were enough desks',
    fits: 'Wherever it can be said, there were as many desks as are needed.',
    'cell.sentence': {
      one: '{weekday} from {from} to {to}: {count} desk, there were {there}.',
      other: '{weekday} from {from} to {to}: {count} desks, there were {there}.',
    },
    'cell.more': {
      one: 'And {count} more, in the table.',
      other: 'And {count} more, in the table.',
    },
    'cell.between': '{low} or {high}',
    'grid.title': 'Desks needed',
    'grid.sentence':
      'Large: what it takes for {share}% of the visitors to be called within {target}; small: what was there. A + says how many were missing, a − how many were too many.',
    'grid.weekday': 'Day',
    'grid.there': 'there were {there}',
    'grid.thereShort': 'before: {there}',
    'grid.unknown': 'before: unknown',
    'grid.tooFew': 'too few',
    'grid.tooFewWhy': 'tickets: {tickets}, days: {days}',
    'grid.tooMany': 'over 40',
    'grid.nobody': 'nobody',
    'detail.hours': 'Hours',
    'detail.days': 'Days',
    'detail.arrivals': 'Tickets an hour',
    'detail.service': 'At the desk (min)',
    'detail.desks': 'Desks needed',
    'detail.share': 'Called in time',
    'detail.there': 'There were',
    'detail.unknown': 'unknown',
    'model.title': 'How it is worked out',
    'model.what':
      'It is assumed that visitors come at random, at the pace measured in these hours, that visits take as long at the desk as they took, and that some leave when the wait is long (after {patience} on average): this is the “Erlang A” model. The plan gives the fewest desks with which the aim of this place is met.',
    'model.limits':
      'It knows nothing of breaks, of visits without a ticket, nor of what goes on elsewhere. It says nothing of hours with fewer than {tickets} tickets or {days} days.',
    'model.otherBands': {
      one: '{count} day is left out: its hours were noted in bands of another length.',
      other: '{count} days are left out: their hours were noted in bands of another length.',
    },
  },
}
