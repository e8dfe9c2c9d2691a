import { act, screen } from '@testing-library/react'
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { expect, test, vi } from 'vitest'
import { usePlace, useVisitorText } from '#app/hooks.ts'
import type { Place } from '#app/hooks.ts'
import { renderRoot, renderScreen } from '../support/render-app.tsx'
import type { ConfigurationDocument } from '../support/render-app.tsx'

/** Shows one word of the window's language, and hands out what speaks another. */
function Probe({ meet }: { readonly meet: (speak: Place['speak']) => void }): ReactElement {
  const { speak } = usePlace()
  useEffect(() => meet(speak), [meet, speak])
  return <p>{useVisitorText('kiosk')('languages.back')}</p>
}

async function openProbe(): Promise<Place['speak']> {
  const meet = vi.fn<(speak: Place['speak']) => void>()
  await renderScreen(<Probe meet={meet} />)
  const [speak] = meet.mock.lastCall ?? []
  if (speak === undefined) throw new Error('The probe was not mounted')
  return speak
}

test('a window speaks what was asked for last, in whatever order the words arrive', async () => {
  const speak = await openProbe()
  await act(async () => {
    await Promise.all([speak('ar'), speak('tr')])
  })
  expect(screen.getByText('Geri')).toBeTruthy()
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['tr', 'ltr'])
})

test('words that arrive when their visitor has gone are not spoken', async () => {
  const speak = await openProbe()
  await act(async () => {
    const late = speak('ar')
    await speak(null)
    await late
  })
  expect(screen.getByText('Retour')).toBeTruthy()
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['fr', 'ltr'])
})

test('a board begins in the first of the site’s languages that it speaks, a desk in the first of staff’s', async () => {
  const settings = (document: ConfigurationDocument) => void (document.site.languages = ['br', 'ar', 'en'])
  const board = await renderRoot('board', { settings })
  await screen.findByText('لا يُنادى على أحد الآن')
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl'])
  board.unmount()
  await renderRoot('desk?desk=2', { settings })
  await screen.findByTestId('call-next')
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en', 'ltr'])
})
