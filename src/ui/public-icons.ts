/** Drawings of the kiosk, the board and what every screen loads: no more of their names come with the first load. */
export const publicIcons = {
  check: 'check',
  circleHalf: 'circle-half',
  clock: 'clock',
  doorOpen: 'door-open',
  info: 'info',
  speakerHigh: 'speaker-high',
  speakerSlash: 'speaker-slash',
  textAa: 'text-aa',
  ticket: 'ticket',
  translate: 'translate',
  warning: 'warning',
} as const
