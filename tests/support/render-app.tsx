import { act, render } from '@testing-library/react'
import type { RenderResult } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { onTestFinished, vi } from 'vitest'
import type { App } from '#app/app.ts'
import { startApp } from '#app/app.ts'
import { momentOf } from '#app/dispatch.ts'
import type { Dispatched } from '#app/dispatch.ts'
import type { DevicePreferences, HubStanding } from '#app/ports.ts'
import { isForVisitors, readSession } from '#app/session.ts'
import type { Session } from '#app/session.ts'
import { WindowPlace } from '#screens/shared/window-place.tsx'
import type { Command } from '#domain/commands.ts'
import type { Instant, TicketId } from '#domain/ids.ts'
import { languages, resolveLanguage, staffLanguages } from '#text/languages.ts'
import { loadVisitorText } from '#text/visitor/visitor-text.ts'
import defaultDocument from '../../src/domain/bpi.json' with { type: 'json' }
import { fakePorts } from './fake-ports.ts'
import type { FakePorts, SettableClock } from './fake-ports.ts'
import { at } from './given.ts'

export type ConfigurationDocument = typeof defaultDocument

/** Someone acting elsewhere before the screen opens: a time (`14:02`) and a command, or several. */
export type Before = readonly (readonly [time: string, command: Command])[]

export interface RenderOptions {
  /** `kiosk` or `board`, where it matters that the window is for visitors: only they speak all languages. */
  readonly path?: 'kiosk' | 'board'
  /** The address's query: `?desk=2&lang=en`. */
  readonly search?: string
  /** `14:00` on Monday 2026-11-23 in Paris, or `2026-11-24 09:03`, or an instant. Default: Monday 14:00. */
  readonly clock?: string | Instant
  readonly device?: Partial<DevicePreferences>
  /** Changes a copy of the Bpi configuration, which the site then has. */
  readonly settings?: (document: ConfigurationDocument) => void
  /** What has happened before the screen opens, each at its time. */
  readonly before?: Before
  readonly ports?: Partial<FakePorts>
  /** How the device stands to its hub. Default: alone. */
  readonly hub?: Partial<HubStanding>
}

export interface RenderedScreen extends RenderResult {
  readonly app: App
  readonly ports: FakePorts
  readonly journal: FakePorts['store']
  readonly clock: SettableClock
  readonly session: Session
  readonly user: UserEvent
  /** Does something elsewhere on the site, as another window would, and lets the screen follow. */
  readonly perform: (command: Command) => Promise<Dispatched>
  /** The ticket with this label, as the site knows it now. */
  readonly ticketId: (label: string) => TicketId
  /** Sets the clock and lets the screens look at it. */
  readonly passTo: (time: string | Instant) => Promise<void>
}

/**
 * Mounts one screen over a memory journal and fake ports, as the browser would: `await renderScreen(<KioskScreen />)`.
 * With `vi.useFakeTimers({ shouldAdvanceTime: true })` before it, the clock follows the fake time.
 */
export async function renderScreen(screen: ReactElement, options: RenderOptions = {}): Promise<RenderedScreen> {
  const { app, session, ...rest } = await openApp(options.path ?? '', options)
  const { languages: order } = app.store.getState().replay.site.settings
  const words = await loadVisitorText(
    resolveLanguage(session.language, order, isForVisitors(session) ? languages : staffLanguages),
  )
  const view = render(
    <WindowPlace app={app} session={session} words={words}>
      {screen}
    </WindowPlace>,
  )
  return { ...view, ...rest, app, session }
}

/** Mounts the whole application at a path (`kiosk`, `desk?desk=2`, or empty: the chooser), lazy chunks and all. */
export async function renderRoot(path: string, options: RenderOptions = {}): Promise<RenderedScreen> {
  const { app, session, ...rest } = await openApp(path, options)
  const { Root } = await import('#screens/root.tsx')
  const view = await act(async () => render(<Root app={app} session={session} />))
  return { ...view, ...rest, app, session }
}

type Opened = Omit<RenderedScreen, keyof RenderResult>

async function openApp(path: string, options: RenderOptions): Promise<Opened> {
  const start = typeof options.clock === 'number' ? options.clock : at(options.clock ?? '14:00')
  const defaults = fakePorts(start, options.device)
  const ports: FakePorts = { ...defaults, ...options.ports }
  const { clock } = ports
  if (options.hub !== undefined) ports.hub.setStanding(options.hub)
  const base = new URL('http://library.test/')
  const session = readSession(new URL(`${path}${options.search ?? ''}`, base), base)
  const app = startApp(ports)
  onTestFinished(() => app.stop())
  await app.refresh()
  const now = clock.now()
  if (options.settings !== undefined) await configure(app, options.settings)
  for (const [time, command] of options.before ?? []) {
    clock.set(at(time))
    await mustSucceed(app, command)
  }
  clock.set(now)
  await app.refresh()
  return {
    app,
    ports,
    journal: ports.store,
    clock,
    session,
    user: userEvent.setup(vi.isFakeTimers() ? { advanceTimers: (ms) => vi.advanceTimersByTime(ms) } : {}),
    perform: async (command) => await act(async () => await app.dispatch(command)),
    ticketId: (label) => {
      for (const ticket of app.store.getState().replay.site.tickets.values())
        if (ticket.label === label) return ticket.id
      throw new Error(`No ticket ${label}`)
    },
    passTo: async (time) => {
      clock.set(typeof time === 'number' ? time : at(time))
      await act(async () => {
        await app.refresh()
        const { replay, head, setMoment } = app.store.getState()
        const moment = momentOf(replay, head, ports)
        setMoment(moment.now, moment.day)
      })
    },
  }
}

async function configure(app: App, change: (document: ConfigurationDocument) => void): Promise<void> {
  const document = structuredClone(defaultDocument)
  change(document)
  await mustSucceed(app, { type: 'ChangeSettings', document })
}

async function mustSucceed(app: App, command: Command): Promise<void> {
  const dispatched = await app.dispatch(command)
  if (!dispatched.ok) throw new Error(`${command.type}: ${JSON.stringify(dispatched.error)}`)
}
