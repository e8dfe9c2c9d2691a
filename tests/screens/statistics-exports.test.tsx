import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { LedgerError } from '#app/ports.ts'
import type { Day } from '#domain/ids.ts'
import type { VisitRecord } from '#domain/visits/record.ts'
import { ExportSection } from '#screens/statistics/exports/export-section.tsx'
import { StatisticsRoom } from '#screens/statistics/statistics-room.tsx'
import { readRecords } from '../export/read-csv.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { fakePorts } from '../support/fake-ports.ts'
import { at } from '../support/given.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderOptions } from '../support/render-app.tsx'
import { solvingDesk } from '../support/solving-desk.ts'

const october = [
  ...times(20, visit({ need: 'job' })),
  ...times(3, visit({ need: 'train', outcome: 'referred' })),
  ...times(15, visit({ need: 'train' })),
  ...times(9, visit({ need: 'job', outcome: 'referred' })),
]

interface Opening extends RenderOptions {
  readonly days?: Readonly<Record<string, readonly VisitRecord[]>>
  readonly type?: 'month' | 'year' | 'day'
  readonly day?: string
}

async function open({
  days = { '2026-10-05': october },
  type = 'month',
  day = '2026-10-05',
  ...options
}: Opening = {}) {
  const fakes = fakePorts(at('2026-11-23 14:00'))
  const section = (
    <StatisticsRoom>
      <ExportSection choice={{ type, day: day as Day }} />
    </StatisticsRoom>
  )
  const ports = { ...fakes, statistics: solvingDesk(fakes.store) }
  const view = await renderScreen(section, { clock: '2026-11-23 14:00', ports, ...options })
  const fold = async (records: typeof days): Promise<void> => {
    await act(async () => {
      const batches = Object.entries(records).map(([each, visits]) => batchOn(each, visits))
      await view.journal.fold(() => ({ batches, horizon: '2026-11-20' as Day, keep: () => true }))
      await view.app.refresh()
    })
  }
  await fold(days)
  return { ...view, fold, files: view.ports.files.saved }
}

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name })

describe('a file', () => {
  test('is made and told of, with what is hidden in it', async () => {
    const { user, files, container } = await open()
    expect(screen.getByText(/Ces fichiers portent sur\s: octobre 2026\./)).toBeVisible()
    await user.click(button('Télécharger (Tableaux croisés)'))
    const notice = await screen.findByText(/^visits_cube\.csv est prêt\s: \d+ nombres donnés, \d+ masqués\.$/)
    expect(screen.getByText(/Ces nombres sont maintenant fixés/)).toBeVisible()
    const [file] = files
    expect(file).toMatchObject({ name: 'visits_cube.csv', type: 'text/csv;charset=utf-8' })
    const flagged = readRecords(String(file?.content)).filter(({ flag }) => flag === 'c').length
    expect(Number(/(\d+) masqués/.exec(notice.textContent ?? '')?.[1])).toBe(flagged)
    expect(await axeFindings(container)).toEqual([])
  })

  test('is written for a French spreadsheet when asked, and named for the demonstration in it', async () => {
    const { user, files } = await open({ search: '?demo=1' })
    await user.click(button('Réglé en français (point-virgule, virgule décimale)'))
    await user.click(button('Télécharger (Jour par jour)'))
    await screen.findByText(/^demo-daily\.csv est prêt/)
    expect(files[0]).toMatchObject({ name: 'demo-daily.csv' })
    expect(files[0]?.content).toMatch(/^\uFEFFdate;weekday;tickets_issued;/)
  })

  test('for the public hides more, and is refused for what is running', async () => {
    const { user, files } = await open({ type: 'day', day: '2026-11-23' })
    expect(screen.getByText(/novembre 2026, jusqu’à maintenant\..*jamais par jour/)).toBeVisible()
    await user.click(button('Pour publier'))
    expect(screen.getByText(/Les nombres de 1 à 10 sont masqués/)).toBeVisible()
    expect(screen.getByText(/Rien de cette période n’est terminé/)).toBeVisible()
    await user.click(button('Télécharger (Tout, en un paquet)'))
    await waitFor(() => expect(screen.getAllByText(/Rien de cette période n’est terminé/)).toHaveLength(2))
    expect(files).toEqual([])
  })

  test('after too small a change is refused with the reason, and to be had as it was', async () => {
    const { user, fold, files } = await open()
    await user.click(button('Télécharger (Issues)'))
    await screen.findByText(/^outcomes\.csv est prêt/)
    await fold({ '2026-10-05': [...october, visit({ need: 'job' })] })
    await user.click(button('Télécharger (Issues)'))
    expect(await screen.findByText(/Octobre 2026 a déjà été donné le 23 novembre 2026/)).toBeVisible()
    expect(files).toHaveLength(1)
    await user.click(button('Télécharger comme déjà donné'))
    await screen.findByText(/^outcomes\.csv est prêt/)
    expect(files[1]?.content).toBe(files[0]?.content)
  })
})

describe('what is in the way', () => {
  test.each([
    ['unreachable', /Le registre de ce qui a déjà été donné n’est pas joignable/],
    ['unreadable', /vient d’une version plus récente/],
    ['notAllowed', /Seul un appareil de responsable/],
  ] as const)('a ledger that is %s', async (trouble, words) => {
    const { user, ports, files } = await open()
    const ledger = (await ports.hub.staff()).releaseLedger()
    vi.spyOn(ledger, 'list').mockRejectedValue(new LedgerError(trouble))
    await user.click(button('Télécharger (Attentes)'))
    expect(await screen.findByText(words)).toBeVisible()
    expect(files).toEqual([])
  })

  test('a browser that has no solver yet', async () => {
    const { user, files } = await open({ ports: fakePorts(at('2026-11-23 14:00')) })
    await user.click(button('Télécharger (Attentes)'))
    expect(await screen.findByText(/n’est pas encore sur cet appareil/)).toBeVisible()
    expect(files).toEqual([])
  })

  test('somebody who stops it', async () => {
    const { user, ports } = await open({ type: 'year', day: '2025-06-01', days: { '2025-10-05': october } })
    const ledger = (await ports.hub.staff()).releaseLedger()
    vi.spyOn(ledger, 'list').mockReturnValue(new Promise(() => undefined))
    await user.click(button('Télécharger (Attentes)'))
    expect(await screen.findByRole('progressbar', { name: /Protection des petits nombres/ })).toBeVisible()
    await user.click(button('Arrêter'))
    expect(await screen.findByText(/^Arrêté/)).toBeVisible()
  })
})

describe('the preview', () => {
  test('shows each table with the reason of what is hidden, in words', async () => {
    const { user, files } = await open()
    await user.click(button('Voir d’abord ce qui est masqué'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Ce qui est masqué, et pourquoi' }))
    expect(dialog.getByText(/^1 est trop petit \(de 1 à 4\)/)).toBeVisible()
    expect(dialog.getByText(/sont masqués avec eux, car/)).toBeVisible()
    const row = dialog.getByRole('row', { name: /^Trouver une formation/ })
    expect(within(row).getByText('trop petit')).toBeVisible()
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Tableau' }), 'Jour par jour')
    expect(dialog.getByRole('row', { name: /^lun\. 5 oct\./ })).toBeVisible()
    expect(await axeFindings(document.body)).toEqual([])
    await user.click(dialog.getByRole('button', { name: 'Fermer l’aperçu' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(files).toEqual([])
  })

  test('in English, of a year', async () => {
    const { user } = await open({ search: '?lang=en', type: 'year', day: '2026-06-01' })
    expect(screen.getByText(/first quarter of 2026.*november 2026 so far/i)).toBeVisible()
    await user.click(button('See first what is hidden'))
    const dialog = within(await screen.findByRole('dialog', { name: 'What is hidden, and why' }))
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Period' }), 'October 2026')
    expect(dialog.getByText(/^1 is too small \(1 to 4\)/)).toBeVisible()
  })
})
