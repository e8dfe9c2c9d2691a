import { screen } from '@testing-library/react'
import type { DeskNumber, NeedId } from '#domain/ids.ts'
import { mainSeries } from '#domain/queue/numbering.ts'
import { DeskScreen } from '#screens/desk/desk-screen.tsx'
import { renderScreen } from '../support/render-app.tsx'
import type { Before, RenderOptions, RenderedScreen } from '../support/render-app.tsx'

export const desk1 = 1 as DeskNumber
export const desk2 = 2 as DeskNumber

export function issued(time: string, need: string): Before[number] {
  return [time, { type: 'IssueTicket', need: need as NeedId, series: mainSeries }]
}

export function calledNext(time: string, desk: DeskNumber = desk2): Before[number] {
  return [time, { type: 'CallNext', desk }]
}

/** Three people wait at 14:20: C01 since 14:00, B01 since 14:05, C02 since 14:15. */
export const threeWaiting: Before = [issued('14:00', 'job'), issued('14:05', 'train'), issued('14:15', 'job')]

/** Desk 2 in the asked language at 14:20 on Monday. */
export async function openDesk(options: RenderOptions = {}): Promise<RenderedScreen> {
  const asked = { search: '?desk=2&lang=en', clock: '14:20', before: threeWaiting, ...options }
  const view = await renderScreen(<DeskScreen />, asked)
  await view.passTo(asked.clock)
  return view
}

/** By its accessible name; French no-break spaces count as spaces. */
export function button(name: string | RegExp): HTMLElement {
  const wanted = (found: string): boolean => {
    const plain = found.replaceAll(/\s+/g, ' ')
    return typeof name === 'string' ? plain === name : name.test(plain)
  }
  return screen.getByRole('button', { name: wanted })
}

export function textOf(element: Element): string {
  return (element.textContent ?? '').replaceAll(/\s+/g, ' ')
}

export function descriptionOf(element: Element): string {
  const id = element.getAttribute('aria-describedby') ?? ''
  return document.getElementById(id)?.textContent ?? ''
}

export function isDisabled(element: Element): boolean {
  return element instanceof HTMLButtonElement && element.disabled
}

export function currentLabel(): string | null {
  return screen.queryByTestId('current-label')?.textContent ?? null
}

/** The queue as an agent reads it: label and state, top to bottom. */
export function queueRows(): readonly string[] {
  return screen
    .queryAllByTestId('queue-row')
    .map((row) => `${row.dataset['label'] ?? ''} ${row.dataset['state'] ?? ''}`)
}

export function byHook(hook: string, attribute: string, value: string): HTMLElement {
  const found = screen.getAllByTestId(hook).find((element) => element.getAttribute(attribute) === value)
  if (found === undefined) throw new Error(`No ${hook} with ${attribute}=${value}`)
  return found
}

/** What is on record of a visit at this moment. */
export function detailsOf(view: RenderedScreen, label: string) {
  return view.app.store.getState().replay.site.tickets.get(view.ticketId(label))?.details
}

export function stateOf(view: RenderedScreen, label: string): string | undefined {
  return view.app.store.getState().replay.site.tickets.get(view.ticketId(label))?.state.type
}
