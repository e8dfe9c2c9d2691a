import type { SetupText } from './setup-text.ts'

export const french: SetupText = {
  language: 'fr',
  other: { language: 'en', name: 'English' },
  title: 'Préparer un appareil',
  lead:
    'Tablette, ordinateur ou téléviseur : avant d’utiliser Guichet Libre sur le réseau de la bibliothèque, chaque appareil apprend une fois à reconnaître le hub, la machine que tous partagent. ' +
    'Il lui faut pour cela le certificat du hub ; rien ne sort du réseau local.',
  qrName: 'Code QR de l’adresse de cette page',
  qrCaption: 'Ouvrir cette page sur un autre appareil :',
  standing: {
    unknown: 'Cet appareil fait-il déjà confiance au hub ? Oui, si cette adresse s’ouvre sans avertissement :',
    notYet: 'Cet appareil ne fait pas encore confiance au hub. Suivez les étapes : cette page le verra d’elle‑même.',
    trusted: 'Cet appareil fait confiance au hub.',
  },
  download: {
    title: 'Télécharger le certificat',
    which: 'Le même certificat, sous la forme que chaque système attend.',
    apple: 'Profil pour iPad et iPhone',
    others: 'Certificat pour les autres appareils',
  },
  install: {
    title: 'L’installer',
    which:
      'Accepter un avertissement du navigateur ne suffit pas : sans certificat installé, l’appareil ne saurait pas continuer hors ligne.',
  },
  systems: [
    {
      id: 'ipados',
      name: 'iPad et iPhone',
      steps: [
        'Dans Safari, touchez « Profil pour iPad et iPhone », puis « Autoriser ».',
        'Ouvrez Réglages ▸ Profil téléchargé ▸ Installer.',
        'Ouvrez Réglages ▸ Général ▸ Informations ▸ Réglages des certificats et activez la confiance totale pour « Guichet Libre ». Sans cette étape, le profil ne sert à rien.',
        'Revenez à cette page.',
      ],
      removal: 'Réglages ▸ Général ▸ VPN et gestion de l’appareil ▸ Guichet Libre ▸ Supprimer le profil.',
    },
    {
      id: 'android',
      name: 'Android',
      steps: [
        'Téléchargez le certificat.',
        'Ouvrez Paramètres ▸ Sécurité ▸ Chiffrement et identifiants ▸ Installer un certificat ▸ Certificat CA. Les noms changent d’un fabricant à l’autre : cherchez « certificat CA » dans les paramètres.',
        'Touchez « Installer quand même » et choisissez guichet-libre.crt. Android demande un verrouillage de l’écran et signale ensuite que le réseau « peut être surveillé » : il le dit de toute autorité ajoutée.',
        'Revenez à cette page, dans Chrome ou Edge.',
      ],
      removal:
        'Même menu ▸ Identifiants utilisateur (ou Certificats de confiance ▸ Utilisateur) ▸ Guichet Libre ▸ Désinstaller.',
    },
    {
      id: 'windows',
      name: 'Windows',
      steps: [
        'Téléchargez le certificat, ouvrez-le et choisissez « Installer un certificat… ».',
        'Choisissez « Utilisateur actuel », ou « Ordinateur local » pour tous les comptes.',
        'Choisissez « Placer tous les certificats dans le magasin suivant » ▸ Parcourir ▸ « Autorités de certification racines de confiance ».',
        'Confirmez, puis redémarrez le navigateur. Pour un parc : certutil -addstore -f Root guichet-libre.crt, ou une stratégie de groupe.',
      ],
      removal:
        'certmgr.msc ▸ Autorités de certification racines de confiance ▸ Certificats ▸ Guichet Libre ▸ Supprimer.',
    },
    {
      id: 'cros',
      name: 'ChromeOS',
      steps: [
        'Téléchargez le certificat.',
        'Ouvrez chrome://certificate-manager ▸ Certificats locaux ▸ Installés par vous ▸ Importer, et choisissez guichet-libre.crt.',
        'Appareils gérés : console d’administration ▸ Appareils ▸ Réseaux ▸ Certificats.',
      ],
      removal: 'Au même endroit, le menu du certificat ▸ Supprimer.',
    },
    {
      id: 'macos',
      name: 'macOS',
      steps: [
        'Téléchargez le certificat pour les autres appareils et ouvrez-le : Trousseaux d’accès l’ajoute.',
        'Double-cliquez sur « Guichet Libre » ▸ Se fier ▸ « Toujours approuver », puis fermez la fenêtre et confirmez.',
      ],
      removal: 'Trousseaux d’accès ▸ Certificats ▸ Guichet Libre ▸ Supprimer.',
    },
    {
      id: 'linux',
      name: 'Linux',
      steps: [
        'Téléchargez le certificat.',
        'Chrome et Chromium : ouvrez chrome://certificate-manager ▸ Certificats locaux ▸ Installés par vous ▸ Importer.',
      ],
      removal: 'Au même endroit, le menu du certificat ▸ Supprimer.',
    },
    {
      id: 'firefox',
      name: 'Firefox',
      steps: [
        'Sous Windows et macOS, Firefox reprend les certificats du système : suivez les étapes du système.',
        'Ailleurs : Paramètres ▸ Vie privée et sécurité ▸ Certificats ▸ Afficher les certificats ▸ Autorités ▸ Importer, et cochez « Confirmer cette AC pour identifier des sites web ».',
      ],
      removal: 'Au même endroit ▸ Guichet Libre ▸ Supprimer ou ne plus faire confiance.',
    },
  ],
  removal: 'Pour le retirer :',
  compare: {
    title: 'Comparer l’empreinte',
    why: 'Le hub a affiché cette empreinte (SHA-256) à son démarrage, dans son terminal ou son journal. Comparez-la avec celle que l’appareil montre dans les détails du certificat (Windows ne la dit que par : certutil -hashfile guichet-libre.crt SHA256) :',
    name: 'Empreinte SHA-256 du certificat',
    where:
      'Si un seul caractère diffère, retirez aussitôt le certificat : quelqu’un se trouve peut‑être entre cet appareil et le hub.',
  },
  goOn: {
    title: 'Continuer',
    words: 'L’application est à cette adresse ; c’est celle à mettre en favori ou sur l’écran d’accueil :',
    button: 'Continuer',
  },
  power: {
    title: 'Ce que ce certificat peut, et ne peut pas',
    words:
      'Il porte sa limite en lui-même : il ne peut garantir que les noms et adresses du réseau local ci-dessous. Il ne peut se faire passer pour aucun site d’internet, et ne signe ni programme ni courriel.',
    addresses: 'adresses privées',
    key: 'Sa clé ne quitte jamais le hub, et le hub ne voit rien de ce que l’appareil fait ailleurs.',
  },
  television: {
    title: 'Téléviseurs',
    words: 'L’écran d’appel se passe de certificat :',
  },
}
