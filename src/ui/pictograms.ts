import arrowsSplit from '@phosphor-icons/core/assets/regular/arrows-split.svg?raw'
import baby from '@phosphor-icons/core/assets/regular/baby.svg?raw'
import books from '@phosphor-icons/core/assets/regular/books.svg?raw'
import briefcase from '@phosphor-icons/core/assets/regular/briefcase.svg?raw'
import chatCircle from '@phosphor-icons/core/assets/regular/chat-circle.svg?raw'
import coins from '@phosphor-icons/core/assets/regular/coins.svg?raw'
import fileText from '@phosphor-icons/core/assets/regular/file-text.svg?raw'
import globe from '@phosphor-icons/core/assets/regular/globe.svg?raw'
import graduationCap from '@phosphor-icons/core/assets/regular/graduation-cap.svg?raw'
import handshake from '@phosphor-icons/core/assets/regular/handshake.svg?raw'
import heart from '@phosphor-icons/core/assets/regular/heart.svg?raw'
import house from '@phosphor-icons/core/assets/regular/house.svg?raw'
import monitor from '@phosphor-icons/core/assets/regular/monitor.svg?raw'
import question from '@phosphor-icons/core/assets/regular/question.svg?raw'
import rocket from '@phosphor-icons/core/assets/regular/rocket.svg?raw'
import scales from '@phosphor-icons/core/assets/regular/scales.svg?raw'
import signpost from '@phosphor-icons/core/assets/regular/signpost.svg?raw'
import translate from '@phosphor-icons/core/assets/regular/translate.svg?raw'
import users from '@phosphor-icons/core/assets/regular/users.svg?raw'
import wheelchair from '@phosphor-icons/core/assets/regular/wheelchair.svg?raw'
import wrench from '@phosphor-icons/core/assets/regular/wrench.svg?raw'

import { iconPaths, type IconPaths } from './icon-paths.ts'

/** What a site may choose to draw beside a need, by the name its configuration uses. */
export const pictograms = {
  'arrows-split': iconPaths(arrowsSplit),
  baby: iconPaths(baby),
  books: iconPaths(books),
  briefcase: iconPaths(briefcase),
  'chat-circle': iconPaths(chatCircle),
  coins: iconPaths(coins),
  'file-text': iconPaths(fileText),
  globe: iconPaths(globe),
  'graduation-cap': iconPaths(graduationCap),
  handshake: iconPaths(handshake),
  heart: iconPaths(heart),
  house: iconPaths(house),
  monitor: iconPaths(monitor),
  question: iconPaths(question),
  rocket: iconPaths(rocket),
  scales: iconPaths(scales),
  signpost: iconPaths(signpost),
  translate: iconPaths(translate),
  users: iconPaths(users),
  wheelchair: iconPaths(wheelchair),
  wrench: iconPaths(wrench),
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
