import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { TicketId } from '#domain/ids.ts'
import {
  button,
  byHook,
  calledNext,
  currentLabel,
  descriptionOf,
  desk1,
  issued,
  openDesk,
  queueRows,
  stateOf,
  textOf,
  threeWaiting,
} from './desk-opened.tsx'

describe('calling', () => {
  test('an empty queue says so in words, and so does a call into it', async () => {
    const view = await openDesk({ before: [] })
    expect(screen.getByText('The next ticket will appear here.')).toBeTruthy()
    await view.user.click(button('Call next'))
    expect(textOf(screen.getByTestId('saying'))).toContain('Nobody is waiting.')
    await view.user.click(button('Close this message'))
    expect(textOf(screen.getByTestId('saying'))).toBe('')
  })

  test('the big button says who comes next', async () => {
    await openDesk()
    expect(descriptionOf(button('Call next'))).toBe('Next C01, Find a job')
  })

  test('[Q5] any visitor may be called by hand', async () => {
    const view = await openDesk()
    await view.user.click(button('Call C02'))
    expect(currentLabel()).toBe('C02')
    expect(queueRows()).toEqual(['C01 waiting', 'B01 waiting'])
  })

  test('a double click calls one visitor and asks nothing', async () => {
    const view = await openDesk()
    await view.user.dblClick(button('Call next'))
    expect(currentLabel()).toBe('C01')
    expect(screen.queryByTestId('waiting-question')).toBeNull()
  })

  describe('while a called visitor has not been heard of', () => {
    test('[Q15] the desk asks; "finished" closes that visit and calls the next', async () => {
      const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
      await view.user.click(button('Call next'))
      const question = screen.getByRole('group', { name: 'C01 has been called: did they come?' })
      await view.user.click(within(question).getByRole('button', { name: 'Finished, next' }))
      expect(stateOf(view, 'C01')).toBe('finished')
      expect(currentLabel()).toBe('B01')
      expect(screen.queryByTestId('waiting-question')).toBeNull()
    })

    test('"no-show" records it and calls the next', async () => {
      const view = await openDesk({ search: '?desk=2', before: [...threeWaiting, calledNext('14:19')] })
      await view.user.click(button('Appeler le suivant'))
      await view.user.click(button('Absent, suivant'))
      expect(stateOf(view, 'C01')).toBe('noShow')
      expect(currentLabel()).toBe('B01')
    })

    test('[Q17] the answer goes on with the visitor who was wanted', async () => {
      const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
      await view.user.click(button('Call C02'))
      await view.user.click(button('No-show, next'))
      expect(currentLabel()).toBe('C02')
    })

    test('the question can be left, and disappears when it is answered some other way', async () => {
      const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
      await view.user.click(button('Call next'))
      await view.user.click(button('Change nothing'))
      expect(currentLabel()).toBe('C01')
      await view.user.click(button('Call next'))
      await view.user.click(button('Start'))
      expect(screen.queryByTestId('waiting-question')).toBeNull()
    })
  })

  test('[Q6] a visitor whom another desk has just called is refused in a sentence', async () => {
    const view = await openDesk()
    const row = byHook('queue-row', 'data-label', 'C01')
    const call = within(row).getByTestId('call')
    // Both windows press at once: the other's entry is in the journal, and not yet on this screen.
    const others = view.app.dispatch({ type: 'CallTicket', ticketId: view.ticketId('C01'), desk: desk1 })
    fireEvent.click(call)
    await act(async () => void (await others))
    expect(await screen.findByText('C01 is already at desk 1.')).toBeTruthy()
  })

  test('[Q4] priority is given and taken away, and shown in words', async () => {
    const view = await openDesk()
    await view.user.click(button('More for C02'))
    await view.user.click(button('Priority'))
    expect(queueRows()[0]).toBe('C02 waiting')
    expect(textOf(byHook('queue-row', 'data-label', 'C02'))).toContain('Priority')
    await view.user.click(button('More for C02'))
    await view.user.click(button('No priority'))
    expect(queueRows()[0]).toBe('C01 waiting')
  })

  test('[Q14] a visitor who has left, a mistake and one set aside are dealt with in the row', async () => {
    const view = await openDesk()
    await view.user.click(button('More for C01'))
    await view.user.click(button('Left'))
    expect(stateOf(view, 'C01')).toBe('withdrawn')
    await view.user.click(button('More for B01'))
    await view.user.click(button('Cancel'))
    expect(stateOf(view, 'B01')).toBe('cancelled')
    await view.user.click(button('More for C02'))
    await view.user.click(button('Set aside'))
    expect(queueRows()).toEqual(['C02 parked'])
  })

  test('the further deeds of a row fold up with Escape', async () => {
    const view = await openDesk()
    await view.user.click(button('More for C01'))
    expect(button('More for C01').getAttribute('aria-expanded')).toBe('true')
    await view.user.keyboard('{Escape}')
    expect(screen.queryByTestId('row-cancel')).toBeNull()
  })

  test('[Q2] a desk of some needs sees the others apart, and its own first', async () => {
    const view = await openDesk({
      settings: (document) => {
        Object.assign(document.site.desks[1] ?? {}, { needs: ['train'] })
      },
    })
    expect(queueRows()).toEqual(['B01 waiting', 'C01 waiting', 'C02 waiting'])
    expect(screen.getByRole('list', { name: 'For other desks' })).toBeTruthy()
    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('B01')
  })

  test('a desk that the settings do not know works all the same', async () => {
    const view = await openDesk({ search: '?desk=17&lang=en' })
    expect(screen.getByRole('heading', { level: 1, name: 'Desk 17' })).toBeTruthy()
    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('C01')
  })

  test('without a number in the address, the desk is chosen', async () => {
    await openDesk({ search: '?lang=en' })
    expect(screen.getByRole('heading', { level: 1, name: 'Which desk?' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Desk 3' }).getAttribute('href')).toBe('/desk?desk=3&lang=en')
    expect(screen.queryByTestId('call-next')).toBeNull()
  })

  test('waiting minutes are read aloud as minutes, and a long wait weighs more', async () => {
    await openDesk({ before: [issued('14:19', 'job')] })
    expect(textOf(byHook('queue-row', 'data-label', 'C01'))).toContain('waiting for 1 minute')
  })

  test('[Q7] a call that another desk has won is told, and dismissed', async () => {
    const view = await openDesk({ before: [...threeWaiting, calledNext('14:19')] })
    await superseded(view, view.ticketId('C01'))
    const notice = await screen.findByTestId('conflict')
    expect(textOf(notice)).toContain('C01 was also called at desk 1; the visitor is with desk 1.')
    await view.user.click(within(notice).getByRole('button', { name: 'Understood' }))
    expect(screen.queryByTestId('conflict')).toBeNull()
  })

  test('[Q7] the desk that keeps a visitor is told that another one had called them too', async () => {
    const view = await openDesk({ search: '?desk=1&lang=en', before: [...threeWaiting, calledNext('14:19')] })
    await superseded(view, view.ticketId('C01'))
    const notice = await screen.findByTestId('conflict')
    expect(textOf(notice)).toContain('C01 was also called at desk 2, which knows; the visitor stays with you.')
    expect(notice.getAttribute('data-desk')).toBe('1')
  })
})

/** Desk 1, while apart, had called and received the same visitor: its entries arrive now (Q8). */
async function superseded(view: Awaited<ReturnType<typeof openDesk>>, ticketId: TicketId): Promise<void> {
  const known = view.journal.all()
  const issue = known.find(({ id }) => id === ticketId)
  if (issue === undefined) throw new Error('No such ticket')
  const origin = 'apartapart' as typeof issue.origin
  await view.journal.merge(
    (['TicketCalled', 'ServiceStarted'] as const).map((type, index) => ({
      ...issue,
      id: `${origin}:${index + 1}` as typeof issue.id,
      origin,
      n: index + 1,
      subject: ticketId,
      after: index === 0 ? issue.id : (`${origin}:${index}` as typeof issue.id),
      event: { type, desk: desk1 },
    })),
  )
  await view.passTo('14:21')
}
