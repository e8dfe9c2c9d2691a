/** One partial of the chime; seconds count from the beginning of the chime. */
export interface Tone {
  readonly frequencyHz: number
  readonly startS: number
  readonly attackS: number
  readonly endS: number
  /** Loudness at the end of the attack, 0 to 1. */
  readonly peak: number
}

export const chimeLengthS = 1.4

// A falling third, E5 to C5: known from stations and heard as friendly; both lie where old ears still hear well.
const notes = [
  { frequencyHz: 659.25, startS: 0, endS: 0.9 },
  { frequencyHz: 523.25, startS: 0.38, endS: chimeLengthS },
]
// A struck bar: the octave and the twelfth fade sooner than the note itself.
const partials = [
  { multiple: 1, share: 0.6, lasts: 1 },
  { multiple: 2, share: 0.12, lasts: 0.6 },
  { multiple: 3, share: 0.05, lasts: 0.35 },
]
const attackS = 0.012

/** The warm two-note chime at a volume of 0 to 1. Sums to less than 1 where the notes overlap: it never clips. */
export function chimeTones(volume: number): readonly Tone[] {
  const loudness = Math.min(1, Math.max(0, volume))
  return notes.flatMap(({ frequencyHz, startS, endS }) =>
    partials.map(({ multiple, share, lasts }) => ({
      frequencyHz: frequencyHz * multiple,
      startS,
      attackS,
      endS: startS + (endS - startS) * lasts,
      peak: share * loudness,
    })),
  )
}
