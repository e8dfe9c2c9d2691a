import arrowCounterClockwise from '@phosphor-icons/core/assets/regular/arrow-counter-clockwise.svg?raw'
import arrowUUpLeft from '@phosphor-icons/core/assets/regular/arrow-u-up-left.svg?raw'
import backspace from '@phosphor-icons/core/assets/regular/backspace.svg?raw'
import bell from '@phosphor-icons/core/assets/regular/bell.svg?raw'
import caretDown from '@phosphor-icons/core/assets/regular/caret-down.svg?raw'
import caretLeft from '@phosphor-icons/core/assets/regular/caret-left.svg?raw'
import caretRight from '@phosphor-icons/core/assets/regular/caret-right.svg?raw'
import check from '@phosphor-icons/core/assets/regular/check.svg?raw'
import circleHalf from '@phosphor-icons/core/assets/regular/circle-half.svg?raw'
import clock from '@phosphor-icons/core/assets/regular/clock.svg?raw'
import doorOpen from '@phosphor-icons/core/assets/regular/door-open.svg?raw'
import info from '@phosphor-icons/core/assets/regular/info.svg?raw'
import lock from '@phosphor-icons/core/assets/regular/lock.svg?raw'
import moon from '@phosphor-icons/core/assets/regular/moon.svg?raw'
import printer from '@phosphor-icons/core/assets/regular/printer.svg?raw'
import speakerHigh from '@phosphor-icons/core/assets/regular/speaker-high.svg?raw'
import speakerSlash from '@phosphor-icons/core/assets/regular/speaker-slash.svg?raw'
import sun from '@phosphor-icons/core/assets/regular/sun.svg?raw'
import textAa from '@phosphor-icons/core/assets/regular/text-aa.svg?raw'
import ticket from '@phosphor-icons/core/assets/regular/ticket.svg?raw'
import warning from '@phosphor-icons/core/assets/regular/warning.svg?raw'
import wifiSlash from '@phosphor-icons/core/assets/regular/wifi-slash.svg?raw'
import x from '@phosphor-icons/core/assets/regular/x.svg?raw'

import { iconPaths } from './icon-paths.ts'

/** Drawings of the kiosk, the board and the components themselves: the kiosk downloads these and no more. */
export const sharedIcons = {
  arrowCounterClockwise: iconPaths(arrowCounterClockwise),
  arrowUUpLeft: iconPaths(arrowUUpLeft),
  backspace: iconPaths(backspace),
  bell: iconPaths(bell),
  caretDown: iconPaths(caretDown),
  caretLeft: iconPaths(caretLeft),
  caretRight: iconPaths(caretRight),
  check: iconPaths(check),
  circleHalf: iconPaths(circleHalf),
  clock: iconPaths(clock),
  doorOpen: iconPaths(doorOpen),
  info: iconPaths(info),
  lock: iconPaths(lock),
  moon: iconPaths(moon),
  printer: iconPaths(printer),
  speakerHigh: iconPaths(speakerHigh),
  speakerSlash: iconPaths(speakerSlash),
  sun: iconPaths(sun),
  textAa: iconPaths(textAa),
  ticket: iconPaths(ticket),
  warning: iconPaths(warning),
  wifiSlash: iconPaths(wifiSlash),
  x: iconPaths(x),
} as const
