import type { IconPaths } from './icon-paths.ts'

/** What a site may choose to draw beside a need, by the name its configuration uses. */
export const pictograms = {
  'arrows-split': 'arrows-split',
  baby: 'baby',
  books: 'books',
  briefcase: 'briefcase',
  'chat-circle': 'chat-circle',
  coins: 'coins',
  'file-text': 'file-text',
  globe: 'globe',
  'graduation-cap': 'graduation-cap',
  handshake: 'handshake',
  heart: 'heart',
  house: 'house',
  monitor: 'monitor',
  question: 'question',
  rocket: 'rocket',
  scales: 'scales',
  signpost: 'signpost',
  translate: 'translate',
  users: 'users',
  wheelchair: 'wheelchair',
  wrench: 'wrench',
} as const

export type PictogramName = keyof typeof pictograms

/** All names, in the order of the alphabet, for a choice in the settings. */
export const pictogramNames: readonly PictogramName[] = Object.keys(pictograms).filter(isPictogramName)

/** The drawing of that name, or the question mark: a configuration may come from a newer version. */
export function pictogram(name: string): IconPaths {
  return isPictogramName(name) ? pictograms[name] : pictograms.question
}

function isPictogramName(name: string): name is PictogramName {
  return Object.hasOwn(pictograms, name)
}
