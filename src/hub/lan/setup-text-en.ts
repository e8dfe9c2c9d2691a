import type { SetupText } from './setup-text.ts'

export const english: SetupText = {
  language: 'en',
  other: { language: 'fr', name: 'Français' },
  title: 'Set up a device',
  lead:
    'Tablet, desk or laptop: before it uses Guichet Libre on the library’s network, each device learns once to recognise the hub, the machine that all of them share. ' +
    'For that it needs the hub’s certificate; nothing leaves the local network.',
  qrName: 'QR code of this page’s address',
  qrCaption: 'Open this page on another device:',
  standing: {
    unknown: 'Does this device trust the hub already? It does if this address opens without a warning:',
    notYet: 'This device does not trust the hub yet. Follow the steps: this page will notice by itself.',
    trusted: 'This device trusts the hub.',
  },
  download: {
    title: 'Download the certificate',
    which: 'The same certificate, in the form that each system expects.',
    apple: 'Profile for iPad and iPhone',
    others: 'Certificate for other devices',
  },
  install: {
    title: 'Install it',
    which:
      'Clicking through a browser’s warning is not enough: without an installed certificate the device could not go on offline.',
  },
  systems: [
    {
      id: 'ipados',
      name: 'iPad and iPhone',
      steps: [
        'In Safari, tap “Profile for iPad and iPhone”, then “Allow”.',
        'Open Settings ▸ Profile Downloaded ▸ Install.',
        'Open Settings ▸ General ▸ About ▸ Certificate Trust Settings and turn on full trust for “Guichet Libre”. Without this step the profile does nothing.',
        'Come back to this page.',
      ],
      removal: 'Settings ▸ General ▸ VPN & Device Management ▸ Guichet Libre ▸ Remove Profile.',
    },
    {
      id: 'android',
      name: 'Android',
      steps: [
        'Download the certificate.',
        'Open Settings ▸ Security ▸ Encryption & credentials ▸ Install a certificate ▸ CA certificate. Names differ between makers: search the settings for “CA certificate”.',
        'Tap “Install anyway” and choose guichet-libre.crt. Android asks for a screen lock, and says afterwards that the network “may be monitored”: it says so of every added authority.',
        'Come back to this page, in Chrome or Edge.',
      ],
      removal: 'The same menu ▸ User credentials (or Trusted credentials ▸ User) ▸ Guichet Libre ▸ Uninstall.',
    },
    {
      id: 'windows',
      name: 'Windows',
      steps: [
        'Download the certificate, open it and choose “Install Certificate…”.',
        'Choose “Current User”, or “Local Machine” for all accounts.',
        'Choose “Place all certificates in the following store” ▸ Browse ▸ “Trusted Root Certification Authorities”.',
        'Confirm, then restart the browser. For a fleet: certutil -addstore -f Root guichet-libre.crt, or a group policy.',
      ],
      removal: 'certmgr.msc ▸ Trusted Root Certification Authorities ▸ Certificates ▸ Guichet Libre ▸ Delete.',
    },
    {
      id: 'cros',
      name: 'ChromeOS',
      steps: [
        'Download the certificate.',
        'Open chrome://certificate-manager ▸ Local certificates ▸ Installed by you ▸ Import, and choose guichet-libre.crt.',
        'Managed devices: Admin console ▸ Devices ▸ Networks ▸ Certificates.',
      ],
      removal: 'In the same place, the certificate’s menu ▸ Delete.',
    },
    {
      id: 'macos',
      name: 'macOS',
      steps: [
        'Download the certificate for other devices and open it: Keychain Access adds it.',
        'Double-click “Guichet Libre” ▸ Trust ▸ “Always Trust”, then close the dialog and confirm.',
      ],
      removal: 'Keychain Access ▸ Certificates ▸ Guichet Libre ▸ Delete.',
    },
    {
      id: 'linux',
      name: 'Linux',
      steps: [
        'Download the certificate.',
        'Chrome and Chromium: open chrome://certificate-manager ▸ Local certificates ▸ Installed by you ▸ Import.',
      ],
      removal: 'In the same place, the certificate’s menu ▸ Delete.',
    },
    {
      id: 'firefox',
      name: 'Firefox',
      steps: [
        'On Windows and macOS Firefox takes over the system’s certificates: follow the steps of the system.',
        'Elsewhere: Settings ▸ Privacy & Security ▸ Certificates ▸ View Certificates ▸ Authorities ▸ Import, and tick “Trust this CA to identify websites”.',
      ],
      removal: 'In the same place ▸ Guichet Libre ▸ Delete or Distrust.',
    },
  ],
  removal: 'To remove it:',
  compare: {
    title: 'Compare the fingerprint',
    why: 'The hub printed this fingerprint (SHA-256) when it started, on its terminal or in its log. Compare it with the one that the device shows in the certificate’s details (Windows tells it only by: certutil -hashfile guichet-libre.crt SHA256):',
    name: 'SHA-256 fingerprint of the certificate',
    where:
      'If a single character differs, remove the certificate at once: somebody may stand between this device and the hub.',
  },
  goOn: {
    title: 'Go on',
    words: 'The application is at this address; it is the one for a bookmark or the home screen:',
    button: 'Go on',
  },
  power: {
    title: 'What this certificate can do, and cannot',
    words:
      'It carries its own limit: it can vouch only for the names and addresses of the local network below. It can pretend to be no site of the internet, and signs neither programs nor mail.',
    addresses: 'private addresses',
    key: 'Its key never leaves the hub, and the hub sees nothing of what the device does elsewhere.',
  },
  television: {
    title: 'Televisions',
    words: 'The board needs no certificate:',
  },
}
