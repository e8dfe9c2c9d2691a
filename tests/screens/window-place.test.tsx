import { act, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { ReactElement } from 'react'
import { usePlace, useVisitorText } from '#app/hooks.ts'
import type { Place } from '#app/hooks.ts'
import { renderScreen } from '../support/render-app.tsx'

let place: Place

function Probe(): ReactElement {
  place = usePlace()
  return <p>{useVisitorText('kiosk')('languages.back')}</p>
}

test('a window speaks what was asked for last, in whatever order the words arrive', async () => {
  await renderScreen(<Probe />)
  await act(async () => {
    await Promise.all([place.speak('ar'), place.speak('tr')])
  })
  expect(screen.getByText('Geri')).toBeTruthy()
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['tr', 'ltr'])
})

test('words that arrive when their visitor has gone are not spoken', async () => {
  await renderScreen(<Probe />)
  await act(async () => {
    const late = place.speak('ar')
    await place.speak(null)
    await late
  })
  expect(screen.getByText('Retour')).toBeTruthy()
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['fr', 'ltr'])
})

test('a board begins in the first of the site’s languages that it speaks', async () => {
  await renderScreen(<Probe />, { settings: (document) => void (document.site.languages = ['br', 'ar', 'fr']) })
  expect(screen.getByText('رجوع')).toBeTruthy()
  expect(document.documentElement.dir).toBe('rtl')
})
