import { screen, waitFor, within } from '@testing-library/react'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { packageFile } from '#export/files.ts'
import { packageInput, release } from '../export/releases.ts'
import { openStatisticsScreen } from './statistics-opened.tsx'

const input = packageInput({ releases: [release({ people: 900 })] })
const content = packageFile(input, 'french').content

async function open(bytes: Uint8Array, name = 'octobre.zip') {
  const view = await openStatisticsScreen({ clock: '14:20', part: 'package' })
  const file = new File([new Uint8Array(bytes)], name, { type: 'application/zip' })
  await view.user.upload(await screen.findByLabelText(/Ouvrir un paquet/), file)
  return view
}

test('[S42] a package is read back: who it is for, its periods, and its tables in words', async () => {
  const view = await open(content)
  await screen.findByText(/son empreinte correspond/)
  const facts = screen.getByRole('region', { name: 'octobre.zip' })
  expect(facts).toHaveTextContent('bpi-cdm')
  expect(facts).toHaveTextContent('Novembre 2026')
  const daily = screen.getByRole('table', { name: 'Jour par jour' })
  expect(within(daily).getByRole('rowheader', { name: '2 novembre 2026' })).toBeVisible()

  await view.user.selectOptions(screen.getByLabelText('Tableau'), 'Issues')
  const outcomes = await screen.findByRole('table', { name: 'Issues' })
  expect(within(outcomes).getAllByText('Trouver un emploi').length).toBeGreaterThan(1)
})

test('a long table shows its beginning, and the rest when it is asked for', async () => {
  const year = packageInput({ releases: [release({ type: 'year', people: 2_000 })] })
  const view = await open(packageFile(year, 'standard').content)
  const daily = await screen.findByRole('table', { name: 'Jour par jour' })
  expect(within(daily).getAllByRole('row')).toHaveLength(1 + 60)
  await view.user.click(screen.getByRole('button', { name: 'Afficher les 305 lignes restantes' }))
  await waitFor(() => expect(within(daily).getAllByRole('row')).toHaveLength(1 + 365))
})

test('[S33] a hidden number is a word in its place, and stays hidden', async () => {
  const view = await open(content)
  await screen.findByText(/son empreinte correspond/)
  await view.user.selectOptions(screen.getByLabelText('Tableau'), 'Issues')
  const outcomes = await screen.findByRole('table', { name: 'Issues' })
  const csv = strFromU8(unzipSync(content)['outcomes.csv'] ?? new Uint8Array())
  const hidden = csv.split('\r\n').filter((row) => row.endsWith(';c')).length
  expect(hidden).toBeGreaterThan(0)
  await waitFor(() => expect(within(outcomes).getAllByText('masqué')).toHaveLength(hidden))
})

test('[S44] a package that was edited is not shown, and the screen says which file it is', async () => {
  const files = unzipSync(content)
  const daily = strFromU8(files['daily.csv'] ?? new Uint8Array())
  await open(zipSync({ ...files, 'daily.csv': strToU8(daily.replace(/\d(?=\r\n$)/, '9').concat('x')) }))
  expect(await screen.findByText(/daily\.csv n’est plus tel qu’il a été exporté/)).toBeVisible()
  expect(screen.queryByRole('table')).toBeNull()
})

test('[S44] what is no package is refused in a sentence, and another file may follow', async () => {
  const view = await open(strToU8('bonjour'), 'lettre.zip')
  await screen.findByText(/n’est pas un export de Guichet libre/)
  const file = new File([new Uint8Array(content)], 'bon.zip', { type: 'application/zip' })
  await view.user.upload(screen.getByLabelText(/Ouvrir un paquet/), file)
  expect(await screen.findByRole('region', { name: 'bon.zip' })).toBeVisible()
})
