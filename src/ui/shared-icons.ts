import { publicIcons } from './public-icons.ts'

/** Drawings of several screens and of the components themselves. */
export const sharedIcons = {
  ...publicIcons,
  arrowCounterClockwise: 'arrow-counter-clockwise',
  arrowUUpLeft: 'arrow-u-up-left',
  backspace: 'backspace',
  bell: 'bell',
  caretDown: 'caret-down',
  caretLeft: 'caret-left',
  caretRight: 'caret-right',
  lock: 'lock',
  moon: 'moon',
  printer: 'printer',
  sun: 'sun',
  wifiSlash: 'wifi-slash',
  x: 'x',
} as const
