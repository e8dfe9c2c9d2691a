import type { DevicePreferences, Ports, SoundState, UpdateState } from '#app/ports.ts'
import type { Instant, OriginId } from '#domain/ids.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import type { MemoryJournal } from '#journal/memory-journal.ts'
import { vi } from 'vitest'
import { fakeHub } from './fake-hub.ts'
import type { FakeHub } from './fake-hub.ts'

/** A clock that stands still until it is set or moved; under fake timers it follows the fake time. */
export interface SettableClock {
  now(): Instant
  readonly offsetMs: number
  set(at: Instant): void
  advance(ms: number): void
}

export interface SavedFile {
  readonly name: string
  readonly type: string
  readonly content: string | Uint8Array
}

/** Ports that remember what was asked of them. */
export interface FakePorts extends Ports {
  readonly store: MemoryJournal
  readonly clock: SettableClock
  readonly chime: FakeChime
  readonly updates: FakeUpdates
  readonly wakeLock: Ports['wakeLock'] & { readonly held: () => number }
  readonly files: Ports['files'] & { readonly saved: readonly SavedFile[] }
  readonly demo: Ports['demo'] & { readonly played: readonly number[]; readonly discarded: () => number }
  readonly hub: FakeHub
}

export interface FakeChime {
  state(): SoundState
  watch(listener: () => void): () => void
  unlock(): Promise<void>
  play(volume: number): Promise<void>
  /** The volumes of every chime asked for, in order. */
  readonly played: readonly number[]
  setState(state: SoundState): void
  /** How long each chime sounds; 0 by default. */
  setDuration(ms: number): void
}

export interface FakeUpdates {
  state(): UpdateState
  watch(listener: () => void): () => void
  setIdle(idle: boolean): void
  readonly isIdle: () => boolean
  setState(state: UpdateState): void
}

export const defaultDevice: DevicePreferences = {
  theme: 'light',
  series: '',
  pin: null,
  pxPerMm: null,
  soundVolume: 0.6,
}

export function fakePorts(start: Instant, device: Partial<DevicePreferences> = {}): FakePorts {
  return {
    store: createMemoryJournal('testorigin' as OriginId),
    clock: settableClock(start),
    random: () => 0.5,
    windowMemory: sessionStorage,
    device: fakeDevice({ ...defaultDevice, ...device }),
    // The digits turned round are secret enough for a test.
    pins: {
      hash: (pin) => Promise.resolve({ salt: 'salt', hash: [...pin].reverse().join('') }),
      matches: (pin, { hash }) => Promise.resolve([...pin].reverse().join('') === hash),
    },
    storage: {
      report: () =>
        Promise.resolve({
          persisted: true,
          usedBytes: 1_000_000,
          quotaBytes: 1e9,
          lostStore: false,
          installedAt: start,
        }),
      askToPersist: () => Promise.resolve(true),
      acknowledgeLoss: () => undefined,
    },
    chime: fakeChime(),
    updates: fakeUpdates(),
    wakeLock: fakeWakeLock(),
    files: fakeFiles(),
    version: '0.0.0+test',
    builtAt: 0 as Instant,
    demo: fakeDemo(),
    hub: fakeHub(),
  }
}

function settableClock(start: Instant): SettableClock {
  let setTo: number = start
  let setWhen = Date.now()
  const now = (): Instant => (setTo + (vi.isFakeTimers() ? Date.now() - setWhen : 0)) as Instant
  const set = (at: number): void => {
    setTo = at
    setWhen = Date.now()
  }
  return { now, offsetMs: 0, set, advance: (ms) => set(now() + ms) }
}

function fakeDevice(start: DevicePreferences): Ports['device'] {
  let preferences = start
  const listeners = listenerSet()
  return {
    get: () => preferences,
    set: (change) => {
      preferences = { ...preferences, ...change }
      listeners.tell()
    },
    watch: listeners.watch,
  }
}

function fakeChime(): FakeChime {
  const listeners = listenerSet()
  const played: number[] = []
  let state: SoundState = 'on'
  let durationMs = 0
  const setState = (next: SoundState): void => {
    state = next
    listeners.tell()
  }
  return {
    state: () => state,
    watch: listeners.watch,
    unlock: () => {
      setState('on')
      return Promise.resolve()
    },
    play: (volume) => {
      played.push(volume)
      return durationMs === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, durationMs))
    },
    played,
    setState,
    setDuration: (ms) => {
      durationMs = ms
    },
  }
}

function fakeUpdates(): FakeUpdates {
  const listeners = listenerSet()
  let state: UpdateState = 'current'
  let idle = false
  return {
    state: () => state,
    watch: listeners.watch,
    setIdle: (now) => {
      idle = now
    },
    isIdle: () => idle,
    setState: (next) => {
      state = next
      listeners.tell()
    },
  }
}

function fakeWakeLock(): FakePorts['wakeLock'] {
  let held = 0
  return {
    hold: () => {
      held += 1
      return () => {
        held -= 1
      }
    },
    held: () => held,
  }
}

function fakeFiles(): FakePorts['files'] {
  const saved: SavedFile[] = []
  return { save: (name, type, content) => void saved.push({ name, type, content }), saved }
}

function fakeDemo(): FakePorts['demo'] {
  const played: number[] = []
  let discarded = 0
  return {
    active: false,
    play: (seed) => {
      played.push(seed)
      return Promise.resolve()
    },
    discard: () => {
      discarded += 1
      return Promise.resolve()
    },
    exists: () => Promise.resolve(played.length > 0),
    played,
    discarded: () => discarded,
  }
}

function listenerSet(): { readonly watch: (listener: () => void) => () => void; readonly tell: () => void } {
  const listeners = new Set<() => void>()
  return {
    watch: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: () => {
      for (const listener of listeners) listener()
    },
  }
}
