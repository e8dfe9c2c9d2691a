import type { Chime, SoundState } from '#app/ports.ts'
import { chimeLengthS, chimeTones } from './chime-tones.ts'
import { createListeners } from './listeners.ts'

/** An audio clock that stops in the middle (a headset is pulled out) must not stop the announcements. */
const giveUpMs = 3_000

/** The chime of the board, made by Web Audio: no file to load, and its end is told by the audio clock. Never throws. */
export function createChime(makeContext: (() => AudioContext) | null = browserContext()): Chime {
  const listeners = createListeners()
  let context: AudioContext | null | undefined

  /** Made when a board first asks: other screens need no sound, and the browser complains of contexts without a tap. */
  function audio(): AudioContext | null {
    if (context !== undefined) return context
    try {
      context = makeContext?.() ?? null
      context?.addEventListener('statechange', listeners.tell)
    } catch {
      context = null
    }
    return context
  }

  function state(): SoundState {
    const found = audio()
    if (found === null) return 'missing'
    return found.state === 'running' ? 'on' : 'blocked'
  }

  return {
    state,
    watch: listeners.watch,
    unlock: async () => {
      await audio()
        ?.resume()
        .catch(() => undefined)
      listeners.tell()
    },
    play: async (volume) => {
      const found = audio()
      if (found === null || found.state !== 'running' || volume <= 0) return
      try {
        await Promise.race([sound(found, volume), new Promise((resolve) => setTimeout(resolve, giveUpMs))])
      } catch {
        // A lost device makes no sound; the call is on the board all the same.
      }
    },
  }
}

function sound(context: AudioContext, volume: number): Promise<void> {
  // A little ahead of now, so that no attack is cut by the block that is being rendered.
  const startS = context.currentTime + 0.02
  for (const tone of chimeTones(volume)) {
    const oscillator = context.createOscillator()
    const envelope = context.createGain()
    oscillator.frequency.value = tone.frequencyHz
    envelope.gain.setValueAtTime(0, startS + tone.startS)
    envelope.gain.linearRampToValueAtTime(tone.peak, startS + tone.startS + tone.attackS)
    // An exponential ramp never reaches 0; a thousandth is silence.
    envelope.gain.exponentialRampToValueAtTime(tone.peak / 1000, startS + tone.endS)
    oscillator.connect(envelope).connect(context.destination)
    oscillator.start(startS + tone.startS)
    oscillator.stop(startS + tone.endS)
  }
  const end = context.createConstantSource()
  end.offset.value = 0
  end.connect(context.destination)
  return new Promise((resolve) => {
    end.addEventListener('ended', () => resolve(), { once: true })
    end.start(startS)
    end.stop(startS + chimeLengthS)
  })
}

function browserContext(): (() => AudioContext) | null {
  return 'AudioContext' in globalThis ? () => new AudioContext() : null
}
