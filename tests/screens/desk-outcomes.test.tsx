import { screen, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { RenderedScreen } from '../support/render-app.tsx'
import { button, byHook, currentLabel, detailsOf, isDisabled, openDesk, textOf } from './desk-opened.tsx'

async function finishedWith(outcome: string, options = {}): Promise<RenderedScreen> {
  const view = await openDesk(options)
  await view.user.click(screen.getByTestId('call-next'))
  await view.user.click(byHook('outcome', 'data-outcome', outcome))
  return view
}

const panel = () => within(screen.getByTestId('last-visit'))

describe('what is noted of a visit', () => {
  test('[O1] a referral names up to two partners, and a third is refused in a sentence', async () => {
    const view = await finishedWith('referred')
    await view.user.click(panel().getByRole('button', { name: 'Apec (managers)' }))
    await view.user.click(panel().getByRole('button', { name: 'BGE (start-ups)' }))
    expect(detailsOf(view, 'C01')).toMatchObject({ outcome: 'referred', referrals: ['apec', 'bge'] })
    expect(textOf(screen.getByTestId('last-summary'))).toContain(
      'Referred to a partner – Apec (managers), BGE (start-ups)',
    )
    await view.user.click(byHook('referral', 'data-referral', 'adie'))
    expect(textOf(screen.getByTestId('saying'))).toContain('Two partners at most')
    await view.user.click(byHook('referral', 'data-referral', 'apec'))
    expect(detailsOf(view, 'C01')?.referrals).toEqual(['bge'])
  })

  test('a workshop asks which one', async () => {
    const view = await finishedWith('workshop', { search: '?desk=2' })
    await view.user.click(panel().getByRole('button', { name: 'CV et lettre' }))
    expect(detailsOf(view, 'C01')?.workshopType).toBe('cv_letter')
  })

  test('[O3] an outcome is corrected, and what belonged to the old one goes with it', async () => {
    const view = await finishedWith('referred')
    await view.user.click(byHook('referral', 'data-referral', 'apec'))
    await view.user.click(button('Add or correct'))
    expect(panel().getByRole('button', { name: 'Referred to a partner' }).getAttribute('aria-pressed')).toBe('true')
    await view.user.click(panel().getByRole('button', { name: 'No solution found' }))
    expect(detailsOf(view, 'C01')).toMatchObject({ outcome: 'unresolved', referrals: [] })
  })

  test('topics, further needs and a volunteered answer are added with one tap each', async () => {
    const view = await finishedWith('answered')
    await view.user.click(button('Add or correct'))
    await view.user.click(panel().getByRole('button', { name: 'Interview preparation' }))
    await view.user.click(panel().getByRole('button', { name: 'Find training' }))
    await view.user.click(panel().getByRole('button', { name: 'Looking for work' }))
    expect(detailsOf(view, 'C01')).toMatchObject({
      topics: ['job.interview'],
      moreNeeds: ['train'],
      audience: { status: 'jobseeker' },
    })
    expect(panel().getByRole('group', { name: 'Situation, if the person said so' })).toBeTruthy()
    expect(panel().queryByRole('group', { name: /Age/ })).toBeNull()
    await view.user.click(panel().getByRole('button', { name: 'Looking for work' }))
    expect(detailsOf(view, 'C01')?.audience).toEqual({})
    await view.user.click(button('Fold up'))
    expect(screen.queryByTestId('topic')).toBeNull()
  })

  test('no field anywhere takes free text', async () => {
    const view = await finishedWith('referred')
    await view.user.click(button('Add or correct'))
    expect(screen.queryAllByRole('textbox')).toEqual([])
  })

  test("an earlier visit of the day is found and corrected, and the last one's panel comes back", async () => {
    const view = await finishedWith('answered')
    await view.user.click(button('Call next'))
    await view.user.click(byHook('outcome', 'data-outcome', 'resources'))
    await view.user.click(button('2 visits today'))
    await view.user.click(button(/14:20.*C01/))
    expect(screen.getByRole('heading', { name: 'Visit to correct' })).toBeTruthy()
    await view.user.click(panel().getByRole('button', { name: 'Out of scope' }))
    expect(detailsOf(view, 'C01')?.outcome).toBe('out_of_scope')
    await view.user.click(button('Fold up'))
    expect(screen.getByRole('heading', { name: 'Last visit' })).toBeTruthy()
    expect(textOf(screen.getByTestId('last-summary'))).toContain('B01')
  })

  test('partners stay open until one is named, also when the next visitor is here', async () => {
    const view = await finishedWith('referred')
    await view.user.click(button('Call next'))
    expect(currentLabel()).toBe('B01')
    await view.user.click(byHook('referral', 'data-referral', 'apec'))
    expect(screen.queryByTestId('referral')).toBeNull()
    expect(currentLabel()).toBe('B01')
  })

  test('partners with words of their own are shown with them', async () => {
    await finishedWith('referred', {
      settings: (document: { referrals: unknown[] }) => {
        document.referrals.push({ id: 'maison', fr: 'La Maison', en: 'The House' }, 'unheard_of')
      },
    })
    expect(textOf(byHook('referral', 'data-referral', 'maison'))).toContain('The House')
    expect(textOf(byHook('referral', 'data-referral', 'unheard_of'))).toContain('unheard_of')
  })
})

describe('without a ticket', () => {
  test('a visit is noted in two taps, and its outcome is corrected', async () => {
    const view = await openDesk()
    await view.user.click(button('Walk-up H: Digital help and documents'))
    const question = screen.getByRole('group', { name: 'Walk-up, Digital help and documents: which outcome?' })
    await view.user.click(within(question).getByRole('button', { name: 'Directional information only' }))
    const walkUps = () => [...view.app.store.getState().replay.site.walkUps.values()]
    expect(walkUps()).toMatchObject([{ need: 'digital', desk: 2, details: { outcome: 'directional' } }])
    expect(textOf(screen.getByTestId('last-summary'))).toContain('Walk-up · Digital help and documents · Directional')
    await view.user.click(button('Add or correct'))
    await view.user.click(byHook('last-outcome', 'data-outcome', 'answered'))
    expect(walkUps()[0]?.details.outcome).toBe('answered')
    expect(isDisabled(button('Undo: outcome of the walk-up'))).toBe(false)
  })

  test('the question can be left, and nothing is noted', async () => {
    const view = await openDesk({ search: '?desk=2' })
    await view.user.click(button('Sans ticket, C : Trouver un emploi'))
    await view.user.click(button('Ne rien noter'))
    expect(screen.queryByTestId('walk-up-question')).toBeNull()
    expect(view.app.store.getState().replay.site.walkUps.size).toBe(0)
  })

  test('a ticket is given by hand, and its label is shown large', async () => {
    const view = await openDesk()
    await view.user.click(button('Give a ticket C: Find a job'))
    expect(textOf(screen.getByTestId('saying'))).toContain('C03given: Find a job.')
    expect(byHook('queue-row', 'data-label', 'C03')).toBeTruthy()
  })

  test('[N3] a desk with a letter of its own gives labels of its own series', async () => {
    const view = await openDesk({ device: { series: 'B' } })
    await view.user.click(button('Give a ticket C: Find a job'))
    expect(byHook('queue-row', 'data-label', 'CB01')).toBeTruthy()
  })
})

describe('[Q16] undo', () => {
  test('says what it takes back, one step after the other', async () => {
    const view = await openDesk()
    expect(isDisabled(screen.getByTestId('undo'))).toBe(true)
    await view.user.click(button('Call next'))
    view.clock.advance(1000)
    await view.user.click(button('Start'))
    await view.user.click(button('Undo: start of C01'))
    expect(screen.getByRole('heading', { name: /Called/ })).toBeTruthy()
    await view.user.click(button('Undo: call of C01'))
    expect(currentLabel()).toBeNull()
    expect(isDisabled(button('Nothing to undo'))).toBe(true)
  })

  test('of a ticket given by hand cancels it', async () => {
    const view = await openDesk({ before: [], search: '?desk=2' })
    await view.user.click(button('Donner un ticket C : Trouver un emploi'))
    await view.user.click(button('Défaire : ticket C01 donné'))
    expect(screen.queryByTestId('queue-row')).toBeNull()
  })

  test('of a finish brings the visitor back to the desk', async () => {
    const view = await finishedWith('answered')
    await view.user.click(button('Undo: finish of C01'))
    expect(currentLabel()).toBe('C01')
  })
})
