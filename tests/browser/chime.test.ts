import { describe, expect, test, vi } from 'vitest'
import { chimeLengthS, chimeTones } from '#browser/chime-tones.ts'
import { createChime } from '#browser/chime.ts'

describe('the tones', () => {
  test('are two notes, the second lower, and end with the chime', () => {
    const tones = chimeTones(1)
    const notes = [...new Set(tones.map(({ startS }) => startS))]
    expect(notes).toHaveLength(2)
    expect(Math.max(...tones.map(({ endS }) => endS))).toBe(chimeLengthS)
    const lowest = notes.map((start) => Math.min(...tones.filter((t) => t.startS === start).map((t) => t.frequencyHz)))
    expect(lowest[1]).toBeLessThan(lowest[0] ?? 0)
  })

  test('never sum to more than the loudspeaker can give', () => {
    for (let time = 0; time < chimeLengthS; time += 0.01) {
      const loudness = chimeTones(1)
        .filter(({ startS, endS }) => time >= startS && time < endS)
        .reduce((sum, { startS, attackS, endS, peak }) => {
          const fading = Math.max(0, time - startS - attackS) / (endS - startS - attackS)
          return sum + peak * 0.001 ** fading
        }, 0)
      expect(loudness).toBeLessThanOrEqual(1)
    }
  })

  test('are as loud as asked, and no volume is too large', () => {
    expect(chimeTones(0.5)[0]?.peak).toBeCloseTo((chimeTones(1)[0]?.peak ?? 0) / 2)
    expect(chimeTones(7)).toEqual(chimeTones(1))
    expect(chimeTones(-1).every(({ peak }) => peak === 0)).toBe(true)
  })
})

describe('the sound', () => {
  test('is missing where the browser has none, and nothing fails', async () => {
    const chime = createChime(null)
    expect(chime.state()).toBe('missing')
    await chime.unlock()
    await chime.play(1)
    const broken = createChime(() => {
      throw new Error('no audio device')
    })
    expect(broken.state()).toBe('missing')
    await broken.play(1)
  })

  test('waits for a tap where the browser wants one, and tells when it may sound', async () => {
    const context = fakeContext('suspended')
    const chime = createChime(() => context as unknown as AudioContext)
    const listener = vi.fn()
    chime.watch(listener)
    expect(chime.state()).toBe('blocked')
    await chime.play(1)
    expect(context.started).toEqual([])
    await chime.unlock()
    expect(chime.state()).toBe('on')
    expect(listener).toHaveBeenCalled()
  })

  test('is heard to its end by the audio clock', async () => {
    const context = fakeContext('running')
    const chime = createChime(() => context as unknown as AudioContext)
    const heard = vi.fn()
    const playing = chime.play(0.8).then(heard)
    expect(context.started).toHaveLength(chimeTones(1).length + 1)
    await Promise.resolve()
    expect(heard).not.toHaveBeenCalled()
    context.end()
    await playing
    expect(heard).toHaveBeenCalled()
  })

  test('that fails does not hold up the next announcement', async () => {
    const context = {
      ...fakeContext('running'),
      createGain: () => {
        throw new Error('lost')
      },
    }
    await createChime(() => context as unknown as AudioContext).play(1)
  })
})

function fakeContext(state: AudioContextState) {
  const started: number[] = []
  const ends: (() => void)[] = []
  const param = {
    value: 0,
    setValueAtTime: vi.fn(),
    linearRampToValueAtTime: vi.fn(),
    exponentialRampToValueAtTime: vi.fn(),
  }
  const node = () => ({
    frequency: param,
    gain: param,
    offset: param,
    connect: (next: unknown) => next,
    start: (at: number) => void started.push(at),
    stop: vi.fn(),
    addEventListener: (_: string, listener: () => void) => void ends.push(listener),
  })
  return {
    state,
    currentTime: 10,
    destination: {},
    started,
    end: () => ends.forEach((listener) => listener()),
    addEventListener: vi.fn(),
    createOscillator: node,
    createGain: node,
    createConstantSource: node,
    resume() {
      this.state = 'running'
      return Promise.resolve()
    },
  }
}
