import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Command } from '#domain/commands.ts'
import type { DeskNumber, NeedId, Series } from '#domain/ids.ts'
import { BoardScreen } from '#screens/board/board-screen.tsx'
import { fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { renderRoot, renderScreen } from '../support/render-app.tsx'
import type { Before } from '../support/render-app.tsx'

function desk(number: number): DeskNumber {
  return number as DeskNumber
}

function issue(need: string): Command {
  return { type: 'IssueTicket', need: need as NeedId, series: '' as Series }
}

function callNext(number: number): Command {
  return { type: 'CallNext', desk: desk(number) }
}

const threeWait: Before = [
  ['13:00', issue('job')],
  ['13:01', issue('orient')],
  ['13:02', issue('job')],
]

function shown(): readonly (readonly [string | undefined, string | undefined])[] {
  return screen.queryAllByTestId('call').map((call) => [call.dataset['label'], call.dataset['desk']])
}

function hero(): HTMLElement | undefined {
  return screen.getAllByTestId('call').find((call) => call.className.includes('hero'))
}

function announced(): string {
  return screen.getByTestId('announcement').textContent
}

describe('what the board shows', () => {
  test('says so when nobody is called, and how many wait', async () => {
    await renderScreen(<BoardScreen />, { before: threeWait })
    expect(screen.getByText('Personne n’est appelé pour l’instant')).toBeTruthy()
    expect(screen.getByText('3 personnes attendent')).toBeTruthy()
    expect(shown()).toEqual([])
  })

  test('shows label and desk, newest first, and nothing else of the visitor', async () => {
    const { perform, clock } = await renderScreen(<BoardScreen />, { before: threeWait })
    await perform(callNext(2))
    clock.advance(1000)
    await perform(callNext(1))
    expect(shown()).toEqual([
      ['A01', '1'],
      ['C01', '2'],
    ])
    expect(screen.getAllByTestId('call')[1]?.textContent).toMatch(/C01.*Guichet\s2/)
    expect(document.body.textContent).not.toMatch(/emploi|orientation/)
  })

  test('a recall counts, and brings the call to the top', async () => {
    const { perform, clock, ticketId } = await renderScreen(<BoardScreen />, { before: threeWait })
    await perform(callNext(2))
    clock.advance(1000)
    await perform(callNext(1))
    clock.advance(1000)
    await perform({ type: 'RecallTicket', ticketId: ticketId('C01'), desk: desk(2) })
    expect(shown()[0]).toEqual(['C01', '2'])
    expect(screen.getAllByTestId('call')[0]?.dataset['calls']).toBe('2')
  })

  test('the newest standing call is large and amber; an answered one steps back', async () => {
    const { perform, clock, ticketId } = await renderScreen(<BoardScreen />, {
      before: [...threeWait, ['13:10', callNext(1)], ['13:20', callNext(2)]],
    })
    expect(hero()?.dataset['label']).toBe('A01')
    clock.advance(1000)
    await perform({ type: 'StartService', ticketId: ticketId('A01'), desk: desk(2) })
    expect(hero()?.dataset['label']).toBe('C01')
    await perform({ type: 'StartService', ticketId: ticketId('C01'), desk: desk(1) })
    expect(hero()?.dataset['label']).toBe('A01')
    expect(hero()?.dataset['state']).toBe('answered')
  })

  test('a visitor who did not come, or went back into the queue, is gone', async () => {
    const { perform, ticketId } = await renderScreen(<BoardScreen />, {
      before: [...threeWait, ['13:10', callNext(1)], ['13:20', callNext(2)]],
    })
    await perform({ type: 'RecordNoShow', ticketId: ticketId('C01'), desk: desk(1) })
    await perform({ type: 'ReturnTicket', ticketId: ticketId('A01'), desk: desk(2) })
    expect(shown()).toEqual([])
  })

  test('shows at most eight calls, and the time of the site, not of the device', async () => {
    const tenWait: Before = Array.from({ length: 10 }, (_, index) => [`13:${String(10 + index)}`, issue('job')])
    const { perform, ticketId, clock } = await renderScreen(<BoardScreen />, { before: tenWait, clock: '14:05' })
    for (let num = 1; num <= 10; num++) {
      const label = `C${String(num).padStart(2, '0')}`
      clock.advance(1000)
      await perform({ type: 'CallTicket', ticketId: ticketId(label), desk: desk(1) })
      await perform({ type: 'FinishVisit', ticketId: ticketId(label), desk: desk(1), details: null })
    }
    expect(shown()).toHaveLength(8)
    expect(shown()[0]).toEqual(['C10', '1'])
    expect(screen.getByText('14:05')).toBeTruthy()
  })

  test('speaks English where it is asked to', async () => {
    const { perform } = await renderScreen(<BoardScreen />, { before: threeWait, search: '?lang=en' })
    expect(screen.getByText('Nobody is being called just now')).toBeTruthy()
    await perform(callNext(2))
    expect(hero()?.textContent).toMatch(/C01.*Desk 2/)
    expect(announced()).toMatch(/^C\s01, desk 2$/)
  })

  test('stands in the whole application at its address, awake', async () => {
    const { ports } = await renderRoot('board')
    expect(await screen.findByText('Personne n’est appelé pour l’instant')).toBeTruthy()
    expect(screen.getByTestId('freshness').dataset['state']).toBe('alone')
    expect(ports.wakeLock.held()).toBe(1)
  })
})

describe('announcing', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

  test('a call chimes once and is announced with its desk', async () => {
    const { perform, ports } = await renderScreen(<BoardScreen />, { before: threeWait })
    await perform(callNext(2))
    expect(ports.chime.played).toEqual([0.6])
    expect(announced()).toMatch(/^C\s01, guichet 2$/)
    await pass(6000)
    expect(announced()).toBe('')
    expect(ports.chime.played).toHaveLength(1)
  })

  test('calls close together are shown at once, and announced one after the other', async () => {
    const { perform, ports } = await renderScreen(<BoardScreen />, { before: threeWait })
    await perform(callNext(1))
    await pass(300)
    await perform(callNext(2))
    await pass(300)
    await perform(callNext(3))
    expect(shown()).toHaveLength(3)
    expect(hero()?.dataset['label']).toBe('C01')
    expect(ports.chime.played).toHaveLength(1)
    await pass(2400)
    expect(hero()?.dataset['label']).toBe('A01')
    expect(announced()).toMatch(/A\s01/)
    expect(ports.chime.played).toHaveLength(2)
    await pass(2600)
    expect(hero()?.dataset['label']).toBe('C02')
    expect(ports.chime.played).toHaveLength(3)
    await pass(2600)
    expect(announced()).toBe('')
  })

  test('a chime longer than the pause is never cut by the next', async () => {
    const { perform, ports } = await renderScreen(<BoardScreen />, { before: threeWait })
    ports.chime.setDuration(4000)
    await perform(callNext(1))
    await perform(callNext(2))
    await pass(3500)
    expect(ports.chime.played).toHaveLength(1)
    await pass(1000)
    expect(ports.chime.played).toHaveLength(2)
  })

  test('a chime that fails does not stop the announcements', async () => {
    const ports = fakePorts(at('14:00'))
    const { perform } = await renderScreen(<BoardScreen />, {
      before: threeWait,
      ports: { ...ports, chime: { ...ports.chime, play: () => Promise.reject(new Error('no device')) } },
    })
    await perform(callNext(1))
    await pass(100)
    await perform(callNext(2))
    await pass(2600)
    expect(announced()).toMatch(/A\s01/)
  })

  test('a recall is announced again', async () => {
    const { perform, ports, ticketId } = await renderScreen(<BoardScreen />, { before: threeWait })
    await perform(callNext(2))
    await pass(3000)
    await perform({ type: 'RecallTicket', ticketId: ticketId('C01'), desk: desk(2) })
    expect(ports.chime.played).toHaveLength(2)
    expect(announced()).toMatch(/C\s01/)
  })

  test('a board that is reloaded repeats only what was called within half a minute', async () => {
    const before: Before = [...threeWait, ['13:50', callNext(1)]]
    const { ports, perform } = await renderScreen(<BoardScreen />, { before, clock: '14:00' })
    expect(ports.chime.played).toHaveLength(0)
    expect(shown()).toHaveLength(1)
    await perform(callNext(2))
    expect(ports.chime.played).toHaveLength(1)
    const again = await renderScreen(<BoardScreen />, { before, clock: at('13:50:20') })
    expect(again.ports.chime.played).toHaveLength(1)
  })

  test('an update waits for the end of an announcement', async () => {
    const { perform, ports, unmount } = await renderScreen(<BoardScreen />, { before: threeWait })
    expect(ports.updates.isIdle()).toBe(true)
    await perform(callNext(2))
    expect(ports.updates.isIdle()).toBe(false)
    await pass(3000)
    expect(ports.updates.isIdle()).toBe(true)
    await perform(callNext(1))
    expect(ports.updates.isIdle()).toBe(false)
    unmount()
    expect(ports.updates.isIdle()).toBe(true)
  })

  test('the pointer disappears after three seconds and comes back when it moves', async () => {
    const { container } = await renderScreen(<BoardScreen />)
    const board = () => container.firstElementChild?.className ?? ''
    expect(board()).not.toMatch(/rests/)
    await pass(3100)
    expect(board()).toMatch(/rests/)
    fireEvent.pointerMove(document.body)
    expect(board()).not.toMatch(/rests/)
  })
})

describe('the state of the sound', () => {
  test('where the browser waits for a tap, the board says where to tap', async () => {
    const ports = fakePorts(at('14:00'))
    ports.chime.setState('blocked')
    await renderScreen(<BoardScreen />, { ports })
    fireEvent.click(screen.getByRole('button', { name: /Son coupé.*touchez pour l’activer/ }))
    expect(await screen.findByText('Son activé')).toBeTruthy()
  })

  test('a device that cannot sound says so', async () => {
    const ports = fakePorts(at('14:00'))
    ports.chime.setState('missing')
    await renderScreen(<BoardScreen />, { ports })
    expect(screen.getByTestId('sound').textContent).toBe('Pas de son sur cet appareil')
  })
})

test('a theme in the address stands over the device’s, for this window', async () => {
  history.replaceState(null, '', '/?theme=dark')
  const { unmount, ports } = await renderScreen(<BoardScreen />)
  await vi.waitFor(() => expect(document.documentElement.dataset['theme']).toBe('dark'))
  expect(ports.device.get().theme).toBe('light')
  unmount()
  expect(document.documentElement.dataset['theme']).toBe('light')
  history.replaceState(null, '', '/')
})
