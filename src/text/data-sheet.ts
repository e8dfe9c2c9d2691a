import type { Catalogue } from './translate.ts'

const fr = {
  title: 'Fiche de traitement',
  subtitle:
    'Registre des activités de traitement (article\u00a030 du RGPD), à l’attention du délégué à la protection des données',
  made: 'Établie le {date} par Guichet Libre {version}, avec les réglages de ce site',
  demo: 'Démonstration\u00a0: cette fiche ne décrit aucun lieu réel.',
  'row.site': 'Lieu et traitement',
  site: '{site}\u00a0: file d’attente d’un guichet sans rendez-vous, et statistiques de ses visites.',
  'row.controller': 'Responsable du traitement',
  'controller.blank': 'À écrire par la bibliothèque\u00a0:',
  'row.officer': 'Délégué à la protection des données',
  'row.basis': 'Base légale',
  'basis.blank': 'À déterminer par la bibliothèque\u00a0:',
  'row.purposes': 'Finalités',
  'purposes.queue': 'Appeler les visiteurs dans l’ordre et annoncer une attente.',
  'purposes.statistics':
    'Compter visites, besoins, issues et attentes, pour organiser le service et en rendre compte par des tableaux anonymes.',
  'purposes.never':
    'Aucune décision ne porte sur une personne, aucun profil n’est formé, personne n’est reconnu d’une visite à l’autre.',
  'row.people': 'Personnes concernées',
  people:
    'Les visiteurs du guichet, sans identité. Les agents, connus seulement comme un numéro de guichet\u00a0: là où une même personne tient toujours le même, les heures exactes de la journée disent aussi son travail, jusqu’à leur effacement.',
  'row.data': 'Données, lieu et durée',
  'data.what': 'Données',
  'data.where': 'Où',
  'data.until': 'Jusqu’à',
  'data.day':
    'La journée\u00a0: numéro du ticket, besoin, attente annoncée, priorité (sans motif), heures d’arrivée, d’appel, de début et de fin, guichet, sujets, issue, orientations, type d’atelier.',
  'data.audience': 'Si la personne le dit d’elle-même\u00a0: {fields}.',
  'data.day.until': {
    one: '{count}\u00a0heure après la fin de la journée, puis effacement\u00a0; un appareil éteint le fait à sa réouverture',
    other:
      '{count}\u00a0heures après la fin de la journée, puis effacement\u00a0; un appareil éteint le fait à sa réouverture',
  },
  'data.batch':
    'Ce qui reste d’une visite\u00a0: jour, tranche de {band}, besoins, sujets, issue, orientations, minutes d’attente et de guichet (60 au plus){audience}\u00a0; sans numéro, heure exacte ni guichet, dans un ordre tiré au hasard. Nombre de guichets ouverts par tranche, totaux saisis, participants aux ateliers',
  'data.batch.audience': ', réponses données',
  'data.ledger': 'Le registre de ce qui a été donné\u00a0: les tableaux complets, petits nombres compris',
  'data.kept': 'Sans limite, ou jusqu’à ce que la bibliothèque les efface\u00a0:',
  'data.ledger.until': 'Sans limite\u00a0: il protège ce qui a déjà été publié',
  'data.devices':
    'Les appareils, non les personnes\u00a0: nom donné, rôle, empreinte de leur secret, version, dernier contact',
  'data.devices.until': 'Leur suppression par la bibliothèque',
  'data.where.alone': 'Ce navigateur',
  'data.where.hub': 'Hub et appareils, selon leur rôle',
  'data.where.onlyHub': 'Hub',
  'data.where.managers': 'Hub, pour les responsables',
  'row.never': 'Jamais enregistrés',
  never:
    'Nom, coordonnées, date de naissance, numéro de lecteur, texte libre, image, voix, identifiant d’agent, adresse réseau, traceur. Aucun champ ne peut les contenir.',
  'row.recipients': 'Destinataires',
  'recipients.staff': 'Les agents (leur file) et les responsables (tous les chiffres) de la bibliothèque.',
  'recipients.public':
    'Le public\u00a0: les seuls tableaux protégés, et l’écran d’appel, qui montre numéros et guichets.',
  'recipients.blank': 'Hébergeur ou prestataire, s’il y en a\u00a0:',
  'row.transfers': 'Transferts hors de l’Union européenne',
  transfers:
    'Aucun par l’application\u00a0: elle n’appelle aucun service tiers, ne mesure pas son usage et n’échange qu’avec le serveur d’où elle est chargée.',
  'transfers.blank': 'Ce serveur, s’il est hors de l’Union\u00a0:',
  'row.security': 'Sécurité',
  'security.pin': 'Code des écrans du personnel sur cet appareil\u00a0: en place, gardé sous forme d’empreinte.',
  'security.noPin': 'Code des écrans du personnel sur cet appareil\u00a0: aucun n’est posé (Réglages, Cet appareil).',
  'security.hub':
    'Chaque appareil est jumelé par un code à usage unique, révocable, et ne reçoit que ce que son rôle demande. Les journaux techniques du hub ne contiennent ni adresse ni donnée de visite.',
  'security.alone': 'Tout reste dans ce navigateur\u00a0; rien n’est envoyé. La session de l’appareil protège l’accès.',
  'security.policy':
    'L’application ne charge rien d’ailleurs\u00a0; l’effacement du soir est vérifié par des tests qui lisent les fichiers.',
  'security.backup':
    'Les sauvegardes du hub contiennent la journée en cours\u00a0: leur durée est fixée par la bibliothèque\u00a0:',
  'row.anonymity': 'Anonymat de ce qui sort',
  'anonymity.small':
    'Nombres de 1 à {internal} non écrits pour la maison, de 1 à {public} pour le public, ni ceux qui désignent un groupe entier\u00a0; d’autres sont masqués avec eux. Moyennes à partir de {mean} visites, médianes à partir de {median}.',
  'anonymity.audit':
    'Chaque fichier est vérifié avant d’être écrit, avec tout ce qui a déjà été donné\u00a0: le calcul d’un nombre masqué laisse au moins {internalWidth} visites de marge (maison) ou {publicWidth} (public).',
  'anonymity.grain':
    'Totaux par jour\u00a0; croisements par mois, trimestre ou année seulement. Aucune ligne par visite ne sort.',
  'row.checks': 'Contrôles (avis 05/2014)',
  'checks.ran': 'Lancés le {date}\u00a0:',
  'checks.result': '{check}\u00a0: {verdict}',
  'checks.none': 'Non lancés avant l’impression de cette fiche.',
  'row.rights': 'Droits des personnes',
  'rights.day':
    'Le jour même, le numéro du ticket permet de retrouver la visite et de l’annuler, en le demandant à un agent.',
  'rights.after':
    'Ensuite plus rien ne relie une visite à une personne\u00a0: la bibliothèque ne peut plus l’identifier (article\u00a011 du RGPD).',
  'rights.inform': 'L’information des visiteurs (affiche, site) est à la charge de la bibliothèque.',
  'row.limits': 'Limites à connaître',
  'limits.present':
    'Les journées gardées ne sont pas anonymes pour qui était présent\u00a0: un jour calme, une visite peut y être reconnue. Elles restent donc dans la maison.',
  'limits.checks':
    'Les contrôles ne voient ni les autres appareils, ni les sauvegardes, ni ce qui a été publié autrement.',
  'limits.sheet': 'Cette fiche décrit l’application et ses réglages\u00a0; elle ne remplace pas l’avis du délégué.',
  'sign.date': 'Date',
  'sign.controller': 'Pour la bibliothèque',
  'sign.officer': 'Avis du délégué',
} as const

export type DataSheetKey = keyof typeof fr

/** The data protection officer's sheet: what it says of a site, and the lines that the library fills in. */
export const dataSheetText: Catalogue<DataSheetKey> = {
  fr,
  en: {
    title: 'Processing sheet',
    subtitle: 'Record of processing activities (article 30 of the GDPR), for the data protection officer',
    made: 'Made on {date} by Guichet Libre {version}, with the settings of this site',
    demo: 'Demonstration: this sheet describes no real place.',
    'row.site': 'Place and processing',
    site: '{site}: queue of a desk without appointments, and statistics of its visits.',
    'row.controller': 'Controller',
    'controller.blank': 'To be written by the library:',
    'row.officer': 'Data protection officer',
    'row.basis': 'Legal basis',
    'basis.blank': 'To be determined by the library:',
    'row.purposes': 'Purposes',
    'purposes.queue': 'To call visitors in order and to announce a wait.',
    'purposes.statistics':
      'To count visits, needs, outcomes and waits, in order to organise the service and to account for it by anonymous tables.',
    'purposes.never':
      'No decision is about a person, no profile is formed, nobody is recognised from one visit to another.',
    'row.people': 'People concerned',
    people:
      'The visitors of the desk, without identity. Agents, known only as the number of a desk: where one person always has the same one, the exact times of the day tell of their work too, until they are erased.',
    'row.data': 'Data, place and term',
    'data.what': 'Data',
    'data.where': 'Where',
    'data.until': 'Until',
    'data.day':
      'The day: label of the ticket, need, announced wait, priority (without a reason), times of arrival, call, start and end, desk, topics, outcome, referrals, kind of workshop.',
    'data.audience': 'Where the person says it of their own accord: {fields}.',
    'data.day.until': {
      one: '{count} hour after the end of the day, then erased; a device that is switched off does so when it is opened again',
      other:
        '{count} hours after the end of the day, then erased; a device that is switched off does so when it is opened again',
    },
    'data.batch':
      'What remains of a visit: day, band of {band}, needs, topics, outcome, referrals, minutes of waiting and service (60 at most){audience}; without label, exact time or desk, in an order drawn by chance. Number of desks at work by band, typed totals, heads at workshops',
    'data.batch.audience': ', answers given',
    'data.ledger': 'The ledger of what was given: the whole tables, small numbers among them',
    'data.kept': 'Without limit, or until the library erases them:',
    'data.ledger.until': 'Without limit: it protects what was published before',
    'data.devices': 'Devices, not people: the name given, role, hash of their secret, version, last contact',
    'data.devices.until': 'Their removal by the library',
    'data.where.alone': 'This browser',
    'data.where.hub': 'Hub and devices, by their role',
    'data.where.onlyHub': 'Hub',
    'data.where.managers': 'Hub, for managers',
    'row.never': 'Never recorded',
    never:
      'Name, contact, date of birth, library card, free text, picture, voice, id of an agent, network address, tracker. No field can hold them.',
    'row.recipients': 'Recipients',
    'recipients.staff': 'Agents (their queue) and managers (all figures) of the library.',
    'recipients.public': 'The public: protected tables alone, and the board, which shows labels and desks.',
    'recipients.blank': 'Host or contractor, if there is one:',
    'row.transfers': 'Transfers outside the European Union',
    transfers:
      'None by the application: it calls no third-party service, does not measure its use, and speaks with the server alone that it was loaded from.',
    'transfers.blank': 'That server, if it is outside the Union:',
    'row.security': 'Security',
    'security.pin': 'PIN of the staff screens on this device: in place, kept as a hash.',
    'security.noPin': 'PIN of the staff screens on this device: none is set (Settings, This device).',
    'security.hub':
      'Each device is paired by a code that serves once, can be revoked, and receives only what its role needs. The technical logs of the hub hold neither addresses nor data of visits.',
    'security.alone': 'Everything stays in this browser; nothing is sent. The session of the device protects it.',
    'security.policy':
      'The application loads nothing from elsewhere; the evening’s erasure is proved by tests that read the files.',
    'security.backup': 'Backups of the hub hold the running day: how long they are kept is for the library to fix:',
    'row.anonymity': 'Anonymity of what leaves',
    'anonymity.small':
      'Numbers from 1 to {internal} are not written for the house, from 1 to {public} for the public, nor those that point to a whole group; others are hidden with them. Means from {mean} visits, medians from {median}.',
    'anonymity.audit':
      'Each file is checked before it is written, with all that was given before: calculation leaves a hidden number a margin of at least {internalWidth} visits (house) or {publicWidth} (public).',
    'anonymity.grain': 'Totals by day; crossings by month, quarter or year alone. No row of a single visit leaves.',
    'row.checks': 'Checks (opinion 05/2014)',
    'checks.ran': 'Run on {date}:',
    'checks.result': '{check}: {verdict}',
    'checks.none': 'Not run before this sheet was printed.',
    'row.rights': 'Rights of people',
    'rights.day': 'On the day itself the label of the ticket finds the visit, and an agent cancels it on request.',
    'rights.after':
      'Afterwards nothing ties a visit to a person: the library can no longer identify them (article 11 of the GDPR).',
    'rights.inform': 'Informing visitors (poster, website) is for the library to do.',
    'row.limits': 'Limits to know',
    'limits.present':
      'The days that are kept are not anonymous for who was present: on a quiet day a visit may be recognised in them. So they stay in the house.',
    'limits.checks': 'The checks see neither other devices, nor backups, nor what was published otherwise.',
    'limits.sheet': 'This sheet describes the application and its settings; it does not replace the officer’s opinion.',
    'sign.date': 'Date',
    'sign.controller': 'For the library',
    'sign.officer': 'Opinion of the officer',
  },
}
