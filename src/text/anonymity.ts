import type { Catalogue } from './translate.ts'

const fr = {
  'collected.title': 'Ce qui est noté',
  'collected.never':
    'Jamais\u00a0: un nom, une adresse, une carte de lecteur, une phrase, une image, une voix, un agent. Aucun champ ne peut les contenir\u00a0: tout ce qui se note est un choix dans une liste, un nombre ou un moment.',
  'collected.kiosk':
    'À la borne\u00a0: le besoin choisi, l’heure, et la priorité si elle est demandée, sans son motif. L’attente annoncée, pour savoir si elle était juste.',
  'collected.desk':
    'Au guichet\u00a0: le numéro du guichet, l’heure de l’appel, du début et de la fin, les sujets, l’issue, deux orientations au plus, le type d’atelier.',
  'collected.audience':
    'Sur la personne, seulement si elle le dit d’elle-même\u00a0: {fields}. L’agent peut toujours ne rien noter.',
  'collected.noAudience': 'Sur la personne\u00a0: rien, aucune question n’est posée.',
  'forgotten.title': 'Ce qui est oublié, et quand',
  'forgotten.day':
    'Pendant la journée, les tickets gardent leurs heures exactes\u00a0: il les faut pour appeler dans l’ordre.',
  'forgotten.night': {
    one: '{count}\u00a0heure après la fin de la journée, numéros, heures exactes et guichets sont effacés {where}. Un appareil éteint le fait dès qu’il est rouvert.',
    other:
      '{count}\u00a0heures après la fin de la journée, numéros, heures exactes et guichets sont effacés {where}. Un appareil éteint le fait dès qu’il est rouvert.',
  },
  'forgotten.here': 'ici',
  'forgotten.hub': 'ici comme au hub',
  'forgotten.kept':
    'Ce qui reste d’une visite\u00a0: le jour, une tranche de {band}, besoins, sujets, issue, orientations, minutes d’attente et de guichet arrondies (60 au plus){answers}. Les visites d’un jour sont mélangées\u00a0: rien ne dit qui est venu avant qui.',
  'forgotten.answers': ', réponses données',
  'forgotten.house':
    'Ces journées ne sont pas encore anonymes pour qui était là\u00a0: un jour calme, un collègue pourrait y reconnaître une visite. Elles restent dans la maison, aussi longtemps que vous les gardez\u00a0; seuls des tableaux protégés en sortent.',
  'files.title': 'Ce qui protège les fichiers',
  'files.small':
    'Les petits nombres ne sont pas écrits\u00a0: de 1 à {internal} dans les fichiers pour la maison, de 1 à {public} dans ceux que l’on publie.',
  'files.group':
    'Un groupe entier non plus\u00a0: quand toutes les visites d’une ligne sont dans une seule case, savoir qu’une personne est venue dirait le reste d’elle.',
  'files.companions':
    'D’autres nombres sont masqués avec eux, pour qu’aucun ne se retrouve par soustraction. Une même marque pour tous\u00a0: le fichier ne dit pas lequel est petit.',
  'files.audit':
    'Avant d’écrire, l’application cherche elle-même chaque nombre masqué, par le calcul et avec tout ce qui a déjà été donné. S’il se laisse approcher de trop près (moins de {internalWidth} visites de marge pour la maison, {publicWidth} pour le public), le fichier n’est pas écrit.',
  'files.ledger':
    'Ce qui est sorti compte pour toujours\u00a0: un registre garde chaque tableau donné, pour qu’un fichier d’aujourd’hui comparé à un ancien ne désigne personne. Le registre contient aussi les petits nombres\u00a0; il reste dans la maison.',
  'files.grain':
    'Pas de détail fin\u00a0: des totaux par jour, des croisements par mois, trimestre ou année. Une moyenne à partir de {mean} visites, une médiane à partir de {median}, jamais l’attente la plus courte ni la plus longue.',
  'checks.title': 'Trois contrôles, ici et maintenant',
  'checks.lead':
    'Ce sont les trois questions des autorités européennes de protection des données (avis 05/2014). L’application les pose à tout ce qui a été donné jusqu’ici et à tout ce qui est gardé ici.',
  'checks.run': 'Lancer les contrôles',
  'checks.again': 'Relancer les contrôles',
  'checks.stop': 'Arrêter',
  'checks.reading': 'Lecture de ce qui a été donné et de ce qui est gardé…',
  'checks.searching': 'Recherche des nombres masqués, par le calcul…',
  'checks.working': 'Recherche des nombres masqués, par le calcul… {done} sur {all}',
  'checks.progress': 'Avancement des contrôles',
  'checks.allPassed': 'Les trois contrôles ont réussi ({time}).',
  'checks.notAll': {
    one: '{count} contrôle n’a pas réussi ({time}). Ne publiez rien avant d’en connaître la raison.',
    other: '{count} contrôles n’ont pas réussi ({time}). Ne publiez rien avant d’en connaître la raison.',
  },
  'verdict.passed': 'Réussi',
  'verdict.failed': 'Pas réussi',
  'verdict.notRun': 'Pas fait',
  'verdict.none': 'Pas encore lancé',
  'check.singlingOut': 'Individualisation',
  'check.singlingOut.question': 'Un nombre ou une journée désigne-t-il une seule personne\u00a0?',
  'check.singlingOut.blind':
    'Ce qu’il ne voit pas\u00a0: ce qu’ont vu les personnes présentes, et ce que disent d’autres sources (caméras, agendas).',
  'check.linkability': 'Corrélation',
  'check.linkability.question': 'Peut-on relier une visite à une autre, ou à son moment exact\u00a0?',
  'check.linkability.blind':
    'Ce qu’il ne voit pas\u00a0: les autres appareils, les sauvegardes, les fichiers recopiés ailleurs. Sur une journée de peu de visites, un ordre ne se distingue pas du hasard.',
  'check.inference': 'Inférence',
  'check.inference.question': 'Peut-on retrouver un nombre masqué par le calcul\u00a0?',
  'check.inference.blind':
    'Ce qu’il ne voit pas\u00a0: ce qui a été publié sans cette application, ce que l’on sait déjà d’une personne, et le fait que les nombres sont entiers, ce qui resserre un peu la marge.',
  'found.nothingTold': 'Aucun fichier n’a encore été donné.',
  'found.told': {
    one: '{count} nombre donné jusqu’ici\u00a0; il vaut {smallest}.',
    other: '{count} nombres donnés jusqu’ici\u00a0; le plus petit, hors zéro, est {smallest}.',
  },
  'found.noDays': 'Aucune journée n’est encore gardée.',
  'found.days': {
    one: '{count} journée gardée lue, chaque mot et chaque nombre.',
    other: '{count} journées gardées lues, chaque mot et chaque nombre.',
  },
  'found.formerWords': {
    one: '{count} mot vient d’anciens réglages\u00a0: c’est permis.',
    other: '{count} mots viennent d’anciens réglages\u00a0: c’est permis.',
  },
  'found.shuffled': {
    one: '{count} journée gardée examinée\u00a0: son ordre et ses mots.',
    other: '{count} journées gardées examinées\u00a0: leur ordre et leurs mots.',
  },
  'found.forgotten': 'Aucune heure exacte n’est ici au-delà de son délai.',
  'found.hidden': {
    one: '{count} nombre masqué dans ce qui a été donné.',
    other: '{count} nombres masqués dans ce qui a été donné.',
  },
  'found.audited': {
    one: '{count} recherche par le calcul, avec tout ce qui a été donné\u00a0: elle laisse au moins {width} visites de marge.',
    other:
      '{count} recherches par le calcul, avec tout ce qui a été donné\u00a0: chacune laisse au moins {width} visites de marge.',
  },
  'found.searched': {
    one: '{count} recherche par le calcul, avec tout ce qui a été donné.',
    other: '{count} recherches par le calcul, avec tout ce qui a été donné.',
  },
  'wrong.tooSmall': {
    one: '{count} nombre a été donné alors qu’il est trop petit ou désigne un groupe entier.',
    other: '{count} nombres ont été donnés alors qu’ils sont trop petits ou désignent un groupe entier.',
  },
  'wrong.foreignFields': {
    one: '{count} champ ou nombre inattendu dans les journées gardées.',
    other: '{count} champs ou nombres inattendus dans les journées gardées.',
  },
  'wrong.foreignWords': {
    one: '{count} mot qui n’est d’aucun réglage dans les journées gardées.',
    other: '{count} mots qui ne sont d’aucun réglage dans les journées gardées.',
  },
  'wrong.foreignNames': {
    one: '{count} ligne ou colonne donnée porte un nom inconnu.',
    other: '{count} lignes ou colonnes données portent un nom inconnu.',
  },
  'wrong.daysInOrder': {
    one: '{count} journée gardée est rangée dans l’ordre des arrivées.',
    other: '{count} journées gardées sont rangées dans l’ordre des arrivées.',
  },
  'wrong.overdueDays': {
    one: '{count} journée a encore ses heures exactes ici, au-delà de son délai.',
    other: '{count} journées ont encore leurs heures exactes ici, au-delà de leur délai.',
  },
  'wrong.tooNarrow': {
    one: '{count} nombre masqué se laisse approcher de trop près.',
    other: '{count} nombres masqués se laissent approcher de trop près.',
  },
  'notRun.why':
    'Le calcul ne peut pas se faire ici\u00a0: il faut le réseau la première fois, et un navigateur qui le permet. Un contrôle qui n’est pas fait ne compte pas comme réussi.',
  'refused.ledger':
    'Le registre de ce qui a déjà été donné n’est pas joignable\u00a0: sans lui, aucun contrôle n’est fait. Réessayez quand le hub répond.',
  'refused.ledger.unreadable':
    'Le registre de ce qui a déjà été donné vient d’une version plus récente\u00a0: mettez cette application à jour, puis réessayez.',
  'refused.ledger.notAllowed': 'Les contrôles se lancent sur l’appareil d’un responsable.',
  'refused.desk':
    'Les contrôles n’ont pas abouti\u00a0: les données de cet appareil ne répondent pas. Rechargez la fenêtre, puis réessayez.',
  'sheet.title': 'Pour le délégué à la protection des données',
  'sheet.lead':
    'Une fiche de deux pages pour le registre des traitements (article\u00a030 du RGPD), remplie avec les réglages de ce site. La base légale et les noms restent à écrire par la bibliothèque. Lancez d’abord les contrôles\u00a0: leur résultat y figure.',
  'sheet.show': 'Voir la fiche',
  'sheet.hide': 'Cacher la fiche',
  'sheet.print': 'Imprimer la fiche',
  'hours.whole': { one: '{count}\u00a0heure', other: '{count}\u00a0heures' },
  'hours.minutes': { one: '{count}\u00a0minute', other: '{count}\u00a0minutes' },
} as const

export type AnonymityKey = keyof typeof fr

/** What is collected, forgotten and protected, in plain words, and what the three checks found. */
export const anonymityText: Catalogue<AnonymityKey> = {
  fr,
  en: {
    'collected.title': 'What is noted',
    'collected.never':
      'Never: a name, an address, a library card, a sentence, a picture, a voice, an agent. No field can hold them: all that is noted is a choice from a list, a number or a moment.',
    'collected.kiosk':
      'At the kiosk: the need that was chosen, the time, and priority where it is asked for, without its reason. The wait that was announced, to know whether it was right.',
    'collected.desk':
      'At the desk: the number of the desk, the time of the call, the start and the end, topics, outcome, two referrals at most, the kind of workshop.',
    'collected.audience':
      'Of the person, only what they say of their own accord: {fields}. An agent may always note nothing.',
    'collected.noAudience': 'Of the person: nothing, no question is asked.',
    'forgotten.title': 'What is forgotten, and when',
    'forgotten.day': 'During the day tickets keep their exact times: they are needed to call in order.',
    'forgotten.night': {
      one: '{count} hour after the end of the day, labels, exact times and desks are erased {where}. A device that is switched off does so as soon as it is opened again.',
      other:
        '{count} hours after the end of the day, labels, exact times and desks are erased {where}. A device that is switched off does so as soon as it is opened again.',
    },
    'forgotten.here': 'here',
    'forgotten.hub': 'here and at the hub',
    'forgotten.kept':
      'What remains of a visit: the day, a band of {band}, needs, topics, outcome, referrals, rounded minutes of waiting and service (60 at most){answers}. The visits of a day are shuffled: nothing tells who came before whom.',
    'forgotten.answers': ', answers given',
    'forgotten.house':
      'These days are not yet anonymous for who was there: on a quiet day a colleague might recognise a visit in them. They stay in the house, as long as you keep them; only protected tables leave it.',
    'files.title': 'What protects the files',
    'files.small':
      'Small numbers are not written: from 1 to {internal} in files for the house, from 1 to {public} in those that are published.',
    'files.group':
      'Nor are whole groups: where all visits of a row are in one cell, knowing that a person came would tell the rest of them.',
    'files.companions':
      'Other numbers are hidden with them, so that none is found by subtraction. One mark for all: the file does not say which one is small.',
    'files.audit':
      'Before it writes, the application itself looks for each hidden number, by calculation and with all that was given before. Where one can be approached too closely (a margin of less than {internalWidth} visits for the house, {publicWidth} for the public), the file is not written.',
    'files.ledger':
      'What has left counts for ever: a ledger keeps each table that was given, so that a file of today beside an old one points to nobody. The ledger holds the small numbers too; it stays in the house.',
    'files.grain':
      'No fine detail: totals by day, crossings by month, quarter or year. A mean from {mean} visits, a median from {median}, never the shortest or the longest wait.',
    'checks.title': 'Three checks, here and now',
    'checks.lead':
      'They are the three questions of the European data protection authorities (opinion 05/2014). The application asks them of all that was given so far and of all that is kept here.',
    'checks.run': 'Run the checks',
    'checks.again': 'Run the checks again',
    'checks.stop': 'Stop',
    'checks.reading': 'Reading what was given and what is kept…',
    'checks.searching': 'Searching for hidden numbers, by calculation…',
    'checks.working': 'Searching for hidden numbers, by calculation… {done} of {all}',
    'checks.progress': 'Progress of the checks',
    'checks.allPassed': 'All three checks have passed ({time}).',
    'checks.notAll': {
      one: '{count} check has not passed ({time}). Publish nothing before you know why.',
      other: '{count} checks have not passed ({time}). Publish nothing before you know why.',
    },
    'verdict.passed': 'Passed',
    'verdict.failed': 'Not passed',
    'verdict.notRun': 'Not run',
    'verdict.none': 'Not run yet',
    'check.singlingOut': 'Singling out',
    'check.singlingOut.question': 'Does a number or a day point to one person?',
    'check.singlingOut.blind':
      'What it cannot see: what people present have seen, and what other sources tell (cameras, diaries).',
    'check.linkability': 'Linkability',
    'check.linkability.question': 'Can a visit be tied to another one, or to its exact moment?',
    'check.linkability.blind':
      'What it cannot see: the other devices, backups, files that were copied elsewhere. On a day of few visits an order cannot be told from chance.',
    'check.inference': 'Inference',
    'check.inference.question': 'Can a hidden number be found by calculation?',
    'check.inference.blind':
      'What it cannot see: what was published without this application, what is already known of a person, and that numbers are whole, which narrows the margin a little.',
    'found.nothingTold': 'No file has been given yet.',
    'found.told': {
      one: '{count} number given so far; it is {smallest}.',
      other: '{count} numbers given so far; the smallest, but for zero, is {smallest}.',
    },
    'found.noDays': 'No day is kept yet.',
    'found.days': {
      one: '{count} day that is kept was read, every word and every number.',
      other: '{count} days that are kept were read, every word and every number.',
    },
    'found.formerWords': {
      one: '{count} word comes from former settings: that is allowed.',
      other: '{count} words come from former settings: that is allowed.',
    },
    'found.shuffled': {
      one: '{count} day that is kept was looked at: its order and its words.',
      other: '{count} days that are kept were looked at: their order and their words.',
    },
    'found.forgotten': 'No exact time is here beyond its term.',
    'found.hidden': {
      one: '{count} number hidden in what was given.',
      other: '{count} numbers hidden in what was given.',
    },
    'found.audited': {
      one: '{count} search by calculation, with all that was given: it leaves a margin of at least {width} visits.',
      other:
        '{count} searches by calculation, with all that was given: each leaves a margin of at least {width} visits.',
    },
    'found.searched': {
      one: '{count} search by calculation, with all that was given.',
      other: '{count} searches by calculation, with all that was given.',
    },
    'wrong.tooSmall': {
      one: '{count} number was given although it is too small or points to a whole group.',
      other: '{count} numbers were given although they are too small or point to a whole group.',
    },
    'wrong.foreignFields': {
      one: '{count} unexpected field or number in the days that are kept.',
      other: '{count} unexpected fields or numbers in the days that are kept.',
    },
    'wrong.foreignWords': {
      one: '{count} word of no settings in the days that are kept.',
      other: '{count} words of no settings in the days that are kept.',
    },
    'wrong.foreignNames': {
      one: '{count} row or column that was given has an unknown name.',
      other: '{count} rows or columns that were given have unknown names.',
    },
    'wrong.daysInOrder': {
      one: '{count} day that is kept stands in the order of arrival.',
      other: '{count} days that are kept stand in the order of arrival.',
    },
    'wrong.overdueDays': {
      one: '{count} day still has its exact times here, beyond its term.',
      other: '{count} days still have their exact times here, beyond their term.',
    },
    'wrong.tooNarrow': {
      one: '{count} hidden number can be approached too closely.',
      other: '{count} hidden numbers can be approached too closely.',
    },
    'notRun.why':
      'The calculation cannot be done here: it needs the network the first time, and a browser that allows it. A check that was not run does not count as passed.',
    'refused.ledger':
      'The ledger of what was given before cannot be reached: without it no check is run. Try again when the hub answers.',
    'refused.ledger.unreadable':
      'The ledger of what was given before comes from a newer version: update this application, then try again.',
    'refused.ledger.notAllowed': 'The checks are run on a manager’s device.',
    'refused.desk':
      'The checks came to no end: the data of this device do not answer. Reload the window, then try again.',
    'sheet.title': 'For the data protection officer',
    'sheet.lead':
      'A sheet of two pages for the record of processing activities (article 30 of the GDPR), filled from the settings of this site. The legal basis and the names are left for the library to write. Run the checks first: their result stands in it.',
    'sheet.show': 'Show the sheet',
    'sheet.hide': 'Hide the sheet',
    'sheet.print': 'Print the sheet',
    'hours.whole': { one: '{count} hour', other: '{count} hours' },
    'hours.minutes': { one: '{count} minute', other: '{count} minutes' },
  },
}
