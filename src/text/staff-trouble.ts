import type { Catalogue } from './translate.ts'

const fr = {
  full: 'Le disque de cet appareil est plein\u00a0: rien de nouveau ne peut être enregistré. Libérez de la place, puis réessayez.',
  inMemory: {
    one: 'Disque plein\u00a0: {count} fait n’existe que dans cette fenêtre. Ne la fermez pas et libérez de la place.',
    other:
      'Disque plein\u00a0: {count} faits n’existent que dans cette fenêtre. Ne la fermez pas et libérez de la place.',
  },
  newerStore: 'Une version plus récente est déjà en service sur cet appareil. Rechargez cette fenêtre.',
  lost: 'Les données de cet appareil ne répondent plus. Rechargez cette fenêtre\u00a0; si cela dure, prévenez le responsable.',
} as const

/** What staff do about a store that cannot be written; the public only learns whom to ask. */
export const staffTroubleText: Catalogue<keyof typeof fr> = {
  fr,
  en: {
    full: 'The disk of this device is full: nothing new can be stored. Free some space, then try again.',
    inMemory: {
      one: 'Disk full: {count} fact exists in this window only. Do not close it, and free some space.',
      other: 'Disk full: {count} facts exist in this window only. Do not close it, and free some space.',
    },
    newerStore: 'A newer version is already in use on this device. Reload this window.',
    lost: 'The data of this device no longer answer. Reload this window; if it lasts, tell the manager.',
  },
}
