import type { DemoControlOptions, OpenableDemo } from './demo-control.ts'

/** The demonstration's control, loaded when somebody asks for it: a kiosk in earnest never does. */
export function createLazyDemo(options: DemoControlOptions): OpenableDemo {
  let loading: Promise<OpenableDemo> | null = null
  function load(): Promise<OpenableDemo> {
    loading ??= import('./demo-control.ts').then(({ createDemoControl }) => createDemoControl(options))
    return loading
  }

  return {
    active: options.active,
    open: async () => (await load()).open(),
    play: async (seed, moment) => (await load()).play(seed, moment),
    discard: async () => (await load()).discard(),
    exists: async () => (await load()).exists(),
  }
}
