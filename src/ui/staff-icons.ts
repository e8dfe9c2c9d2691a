import arrowsLeftRight from '@phosphor-icons/core/assets/regular/arrows-left-right.svg?raw'
import bellSlash from '@phosphor-icons/core/assets/regular/bell-slash.svg?raw'
import chartBar from '@phosphor-icons/core/assets/regular/chart-bar.svg?raw'
import desktop from '@phosphor-icons/core/assets/regular/desktop.svg?raw'
import dotsThree from '@phosphor-icons/core/assets/regular/dots-three.svg?raw'
import downloadSimple from '@phosphor-icons/core/assets/regular/download-simple.svg?raw'
import floppyDisk from '@phosphor-icons/core/assets/regular/floppy-disk.svg?raw'
import gear from '@phosphor-icons/core/assets/regular/gear.svg?raw'
import house from '@phosphor-icons/core/assets/regular/house.svg?raw'
import list from '@phosphor-icons/core/assets/regular/list.svg?raw'
import lockOpen from '@phosphor-icons/core/assets/regular/lock-open.svg?raw'
import megaphone from '@phosphor-icons/core/assets/regular/megaphone.svg?raw'
import minus from '@phosphor-icons/core/assets/regular/minus.svg?raw'
import monitorPlay from '@phosphor-icons/core/assets/regular/monitor-play.svg?raw'
import pause from '@phosphor-icons/core/assets/regular/pause.svg?raw'
import pencilSimple from '@phosphor-icons/core/assets/regular/pencil-simple.svg?raw'
import play from '@phosphor-icons/core/assets/regular/play.svg?raw'
import plus from '@phosphor-icons/core/assets/regular/plus.svg?raw'
import star from '@phosphor-icons/core/assets/regular/star.svg?raw'
import trash from '@phosphor-icons/core/assets/regular/trash.svg?raw'
import uploadSimple from '@phosphor-icons/core/assets/regular/upload-simple.svg?raw'
import userMinus from '@phosphor-icons/core/assets/regular/user-minus.svg?raw'
import userPlus from '@phosphor-icons/core/assets/regular/user-plus.svg?raw'

import { iconPaths } from './icon-paths.ts'

/** Further drawings of the staff screens; never imported by the kiosk or the board. */
export const staffIcons = {
  arrowsLeftRight: iconPaths(arrowsLeftRight),
  bellSlash: iconPaths(bellSlash),
  chartBar: iconPaths(chartBar),
  desktop: iconPaths(desktop),
  dotsThree: iconPaths(dotsThree),
  downloadSimple: iconPaths(downloadSimple),
  floppyDisk: iconPaths(floppyDisk),
  gear: iconPaths(gear),
  house: iconPaths(house),
  list: iconPaths(list),
  lockOpen: iconPaths(lockOpen),
  megaphone: iconPaths(megaphone),
  minus: iconPaths(minus),
  monitorPlay: iconPaths(monitorPlay),
  pause: iconPaths(pause),
  pencilSimple: iconPaths(pencilSimple),
  play: iconPaths(play),
  plus: iconPaths(plus),
  star: iconPaths(star),
  trash: iconPaths(trash),
  uploadSimple: iconPaths(uploadSimple),
  userMinus: iconPaths(userMinus),
  userPlus: iconPaths(userPlus),
} as const
