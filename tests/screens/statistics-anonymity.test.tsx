import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { exportFile } from '#app/export.ts'
import type { ExportRequest } from '#app/export.ts'
import { LedgerError } from '#app/ports.ts'
import type { LedgerTrouble, Ports } from '#app/ports.ts'
import type { StatisticsDesk } from '#app/statistics-desk.ts'
import { openStatistics } from '#app/statistics-room.ts'
import type { Day, OriginId } from '#domain/ids.ts'
import { ok, refuse } from '#domain/result.ts'
import { createMemoryJournal } from '#journal/memory-journal.ts'
import { StatisticsScreen } from '#screens/statistics/statistics-screen.tsx'
import type { CheckResult } from '#statistics/check-result.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { fakeHub } from '../support/fake-hub.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderedScreen, RenderOptions } from '../support/render-app.tsx'
import { solvingDesk } from '../support/solving-desk.ts'
import { batchOn, times, visit } from '../statistics/visits.ts'

describe('what is noted, forgotten and protected', () => {
  test('is told with the numbers of this site', async () => {
    await open({
      settings: ({ privacy, audience }) => {
        privacy.threshold = 7
        privacy.publicThreshold = 16
        privacy.rawTimestampRetentionHours = 48
        privacy.hourBandMinutes = 90
        audience.enabled = ['age', 'status']
      },
    })
    const files = part('Ce qui protège les fichiers')
    expect(files.getByText(/de 1 à 6 dans les fichiers pour la maison, de 1 à 15 dans ceux/)).toBeDefined()
    expect(files.getByText(/moins de 5 visites de marge pour la maison, 11 pour le public/)).toBeDefined()
    expect(files.getByText(/moyenne à partir de 11 visites, une médiane à partir de 20/)).toBeDefined()
    const forgotten = part('Ce qui est oublié, et quand')
    expect(forgotten.getByText(/^48\sheures après/)).toBeDefined()
    expect(forgotten.getByText(/une tranche de 90\sminutes,.* réponses données/)).toBeDefined()
    expect(part('Ce qui est noté').getByText(/seulement si elle le dit d’elle-même\s: Âge, Situation\./)).toBeDefined()
  })

  test('says so where nothing is asked of the person', async () => {
    await open({ settings: ({ audience }) => void (audience.enabled = []) })
    expect(part('Ce qui est noté').getByText(/aucune question n’est posée/)).toBeDefined()
    expect(screen.queryAllByText(/réponses données/)).toEqual([])
  })

  test('names the hub only where there is one', async () => {
    const view = await open()
    expect(screen.queryByText(/comme au hub/)).toBeNull()
    await act(async () => view.ports.hub.setStanding({ freshness: 'live', role: 'manager' }))
    expect(screen.getByText(/sont effacés ici comme au hub/)).toBeDefined()
  })
})

describe('the three checks', () => {
  test('[S93] are run when asked for, over what is kept, and each says what it found and cannot see', async () => {
    const view = await open({ desk: 'solving' })
    expect(screen.getAllByText('Pas encore lancé')).toHaveLength(3)
    await run(view)
    await waitFor(() => expect(standing()).toContain('Les trois contrôles ont réussi (23 novembre 2026 à 14:20).'), {
      timeout: 20_000,
    })
    expect(verdicts()).toEqual(['Réussi', 'Réussi', 'Réussi'])
    expect(check('singlingOut').getByText('2 journées gardées lues, chaque mot et chaque nombre.')).toBeDefined()
    expect(check('linkability').getByText('Aucune heure exacte n’est ici au-delà de son délai.')).toBeDefined()
    expect(check('inference').getByText('Aucun fichier n’a encore été donné.')).toBeDefined()
    for (const name of names) expect(check(name).getByText(/^Ce qu’il ne voit pas/)).toBeDefined()
    expect(screen.getByRole('button', { name: 'Relancer les contrôles' })).toBeDefined()
  })

  test('[S94] [S97] look at what files have told, too', async () => {
    const view = await open({ desk: 'solving' })
    const room = openStatistics(view.app)
    const asked: ExportRequest = {
      choice: { type: 'month', day: '2026-10-05' as Day },
      allYears: false,
      audience: 'internal',
      asTold: false,
      file: { table: 'cube', dialect: 'standard' },
    }
    expect(await exportFile(view.app, room, asked, view.ports.files)).toMatchObject({ ok: true })
    await run(view)
    await waitFor(() => expect(verdicts()).toEqual(['Réussi', 'Réussi', 'Réussi']), { timeout: 20_000 })
    expect(findings('singlingOut')[0]).toMatch(/^\d+ nombres donnés jusqu’ici ; le plus petit, hors zéro, est \d+\.$/)
    expect(findings('inference')[0]).toMatch(/^\d+ nombres masqués dans ce qui a été donné\.$/)
    expect(findings('inference')[1]).toMatch(/laisse au moins 5 visites de marge\.$/)
  })

  test('[S98] without a solver one was not run, and that is no success', async () => {
    const view = await open()
    await run(view)
    await waitFor(() => expect(verdicts()).toEqual(['Réussi', 'Réussi', 'Pas fait']))
    expect(standing()).toContain('1 contrôle n’a pas réussi')
    expect(standing()).toContain('Ne publiez rien avant d’en connaître la raison.')
    expect(check('inference').getByText(/ne compte pas comme réussi/)).toBeDefined()
  })

  test('[S94] [S96] [S97] what is wrong comes first, with its figures', async () => {
    const view = await open({ desk: answering(allWrong) })
    await run(view)
    await waitFor(() => expect(verdicts()).toEqual(['Pas réussi', 'Pas réussi', 'Pas réussi']))
    expect(standing()).toContain('3 contrôles n’ont pas réussi')
    expect(findings('singlingOut')).toEqual([
      '1 nombre a été donné alors qu’il est trop petit ou désigne un groupe entier.',
      '2 champs ou nombres inattendus dans les journées gardées.',
      '3 mots qui ne sont d’aucun réglage dans les journées gardées.',
      '40 nombres donnés jusqu’ici ; le plus petit, hors zéro, est 2.',
      '9 journées gardées lues, chaque mot et chaque nombre.',
      '1 mot vient d’anciens réglages : c’est permis.',
    ])
    expect(findings('linkability')).toEqual([
      '1 ligne ou colonne donnée porte un nom inconnu.',
      '2 journées gardées sont rangées dans l’ordre des arrivées.',
      '1 journée a encore ses heures exactes ici, au-delà de son délai.',
      '9 journées gardées examinées : leur ordre et leurs mots.',
    ])
    expect(findings('inference')).toEqual([
      '1 nombre masqué se laisse approcher de trop près.',
      '12 nombres masqués dans ce qui a été donné.',
      '8 recherches par le calcul, avec tout ce qui a été donné.',
    ])
  })

  test('[S97] searches that found nothing say how wide they leave each number', async () => {
    const inference = { releases: 1, hiddenCounts: 12, audited: 8, tooNarrow: 0, leastWidth: 11 }
    const view = await open({ desk: answering([{ check: 'inference', passed: true, findings: inference }]) })
    await run(view)
    await waitFor(() => expect(findings('inference')).toHaveLength(2))
    expect(findings('inference')[1]).toMatch(/^8 recherches .* chacune laisse au moins 11 visites de marge\.$/)
  })

  test('say how far they are, and are given up by a button', async () => {
    const asked = pending()
    const view = await open({ desk: asked.desk })
    await run(view)
    const bar = await screen.findByRole('progressbar', { name: 'Avancement des contrôles' })
    expect(bar.hasAttribute('value')).toBe(false)
    expect(standing()).toContain('Lecture de ce qui a été donné')
    await waitFor(() => expect(asked.progress).not.toBeNull())
    await act(async () => asked.progress?.(2, 7))
    expect(bar).toHaveProperty('value', 2)
    expect(standing()).toBe('Recherche des nombres masqués, par le calcul… 3 sur 7')
    // Of one alone nobody knows how far it is.
    await act(async () => asked.progress?.(0, 1))
    expect(bar.hasAttribute('value')).toBe(false)
    expect(standing()).toBe('Recherche des nombres masqués, par le calcul…')
    await view.user.click(screen.getByRole('button', { name: 'Arrêter' }))
    expect(asked.signal?.aborted).toBe(true)
    expect(standing()).toBe('')
    // What comes after all is nobody's any more.
    await act(async () => asked.answer(allWrong))
    expect(screen.getAllByText('Pas encore lancé')).toHaveLength(3)
  })

  test.each<[LedgerTrouble, RegExp]>([
    ['unreachable', /Réessayez quand le hub répond/],
    ['unreadable', /mettez cette application à jour/],
    ['notAllowed', /sur l’appareil d’un responsable/],
  ])('[S98] are not run where the ledger is %s', async (trouble, sentence) => {
    const hub = fakeHub()
    hub.staffParts.releaseLedger = () => ({
      list: () => Promise.reject(new LedgerError(trouble)),
      add: () => Promise.reject(new LedgerError(trouble)),
    })
    const view = await open({ ports: { hub } })
    await run(view)
    await waitFor(() => expect(standing()).toMatch(sentence))
    expect(screen.getAllByText('Pas encore lancé')).toHaveLength(3)
  })

  test('[S98] are not run where the store does not answer', async () => {
    const view = await open({ desk: () => Promise.resolve(refuse({ type: 'failed', reason: 'x' })) })
    await run(view)
    await waitFor(() => expect(standing()).toMatch(/n’ont pas abouti/))
  })
})

describe('the sheet for the data protection officer', () => {
  test('is filled with the settings of the site, and leaves to the library what only it knows', async () => {
    const view = await open({
      settings: ({ site, privacy }) => {
        site.name.fr = 'Médiathèque du Port'
        privacy.publicThreshold = 16
        privacy.rawTimestampRetentionHours = 12
      },
    })
    const sheet = screen.getByTestId('data-sheet')
    for (const words of [
      'Médiathèque du Port\u00a0: file d’attente',
      '12\u00a0heures après la fin de la journée',
      'de 1 à 15 pour le public',
      'Si la personne le dit d’elle-même\u00a0: Situation.',
      'Ce navigateur',
      'Non lancés avant l’impression',
      'aucun n’est posé',
      view.ports.version,
    ])
      expect(sheet.textContent).toContain(words)
    const legal = within(sheet).getByText('Base légale').closest('div')
    expect(legal?.textContent).toBe('Base légaleÀ déterminer par la bibliothèque\u00a0:')
    expect(sheet.textContent).not.toContain('Démonstration')
  })

  test('[S93] has the results of the checks as they were run', async () => {
    const view = await open({ desk: answering(allWrong) })
    await run(view)
    await waitFor(() =>
      expect(screen.getByTestId('data-sheet').textContent).toMatch(
        /Lancés le 23 novembre 2026 à 14:20\s: Individualisation\s: pas réussi, Corrélation\s: pas réussi/,
      ),
    )
  })

  test('tells where the data are with a hub, its backups and devices', async () => {
    const view = await open({
      device: { pin: { salt: 'salt', hash: '4321' } },
      hub: { freshness: 'live', role: 'manager' },
    })
    await unlock(view)
    const sheet = screen.getByTestId('data-sheet')
    expect(sheet.textContent).toContain('Hub et appareils, selon leur rôle')
    expect(sheet.textContent).toContain('empreinte de leur secret')
    expect(sheet.textContent).toContain('Les sauvegardes du hub')
    expect(sheet.textContent).toContain('en place, gardé sous forme d’empreinte')
    expect(sheet.textContent).not.toContain('Ce navigateur')
  })

  test('of a demonstration says that it describes no real place', async () => {
    await open({ search: '?demo=1' })
    expect(screen.getByTestId('data-sheet').textContent).toContain('Démonstration\u00a0: cette fiche ne décrit')
  })

  test('is shown and hidden, and printed by a button', async () => {
    const view = await open()
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
    const show = screen.getByRole('button', { name: 'Voir la fiche' })
    expect(show.getAttribute('aria-expanded')).toBe('false')
    await view.user.click(show)
    expect(screen.getByRole('button', { name: 'Cacher la fiche' }).getAttribute('aria-expanded')).toBe('true')
    await view.user.click(screen.getByRole('button', { name: 'Imprimer la fiche' }))
    expect(print).toHaveBeenCalledOnce()
  })
})

test.each(['fr', 'en'])('axe finds nothing before and after the checks, in %s', async (language) => {
  const view = await open({ search: `?lang=${language}`, desk: answering(allWrong) })
  expect(await axeFindings(view.container)).toEqual([])
  await run(view)
  await waitFor(() => expect(findings('inference')).toHaveLength(3))
  await view.user.click(screen.getByRole('button', { name: /Voir la fiche|Show the sheet/ }))
  expect(await axeFindings(view.container)).toEqual([])
})

const october = [
  ...times(20, visit({ need: 'job' })),
  ...times(3, visit({ need: 'train', outcome: 'referred' })),
  ...times(15, visit({ need: 'train' })),
  ...times(9, visit({ need: 'job', outcome: 'referred' })),
]

const names = ['singlingOut', 'linkability', 'inference'] as const

const allWrong: readonly CheckResult[] = [
  {
    check: 'singlingOut',
    passed: false,
    findings: {
      releases: 2,
      toldCounts: 40,
      smallestToldCount: 2,
      tooSmall: 1,
      days: 9,
      foreignFields: 2,
      foreignWords: 3,
      formerWords: 1,
    },
  },
  {
    check: 'linkability',
    passed: false,
    findings: { releases: 2, foreignNames: 1, days: 9, daysInOrder: 2, overdueDays: 1 },
  },
  {
    check: 'inference',
    passed: false,
    findings: { releases: 2, hiddenCounts: 12, audited: 8, tooNarrow: 1, leastWidth: 5 },
  },
]

type Ask = StatisticsDesk['ask']
type Checked = Awaited<ReturnType<StatisticsDesk['ask']>>

/** What a desk answers when it is asked for the checks; to everything else it says nothing of interest. */
function deskWith(answer: (options: Parameters<Ask>[3]) => Promise<Checked>): Ports['statistics'] {
  const ask = ((name, _asks, _facts, options) =>
    name === 'checks' ? answer(options) : Promise.resolve(refuse({ type: 'cancelled' }))) as Ask
  return () => Promise.resolve({ ask, close: () => undefined })
}

function answering(results: readonly CheckResult[]): () => Promise<Checked> {
  return () => Promise.resolve(ok(results) as Checked)
}

/** A desk that works until it is told to answer. */
function pending() {
  const asked = {
    progress: null as ((done: number, all: number) => void) | null,
    signal: null as AbortSignal | null,
    answer: (_: readonly CheckResult[]): void => undefined,
    desk: (options: Parameters<Ask>[3]) =>
      new Promise<Checked>((resolve) => {
        asked.progress = options?.progress ?? null
        asked.signal = options?.signal ?? null
        asked.answer = (results) => resolve(ok(results) as Checked)
      }),
  }
  return asked
}

interface Options extends RenderOptions {
  /** What answers for the checks; `solving` is the real desk with the real solver. Default: the window by itself. */
  readonly desk?: 'solving' | ((options: Parameters<Ask>[3]) => Promise<Checked>)
}

/** The part of the screen, with two folded days. */
async function open({ desk, ...options }: Options = {}): Promise<RenderedScreen> {
  location.hash = '#anonymity'
  const hub = options.ports?.hub ?? fakeHub()
  const store = createMemoryJournal('testorigin' as OriginId)
  const statistics = desk === undefined ? undefined : desk === 'solving' ? solvingDesk(store) : deskWith(desk)
  const view = await renderScreen(<StatisticsScreen />, {
    clock: '14:20',
    ...options,
    ports: { ...options.ports, hub, store, ...(statistics === undefined ? {} : { statistics }) },
  })
  await act(async () => {
    const batches = [batchOn('2026-10-05', october), batchOn('2026-11-20', times(12, visit()))]
    await view.journal.fold(() => ({ batches, horizon: '2026-11-21' as Day, keep: () => true }))
    await view.app.refresh()
  })
  if (options.device?.pin === undefined) await screen.findByTestId('run-checks')
  return view
}

async function unlock({ user }: RenderedScreen): Promise<void> {
  for (const digit of '1234') await user.click(await screen.findByRole('button', { name: digit }))
  await user.click(screen.getByRole('button', { name: 'Valider le code' }))
  await screen.findByTestId('run-checks')
}

async function run({ user }: RenderedScreen): Promise<void> {
  await user.click(screen.getByTestId('run-checks'))
}

function part(name: string) {
  return within(screen.getByRole('region', { name }))
}

function check(name: string) {
  const found = document.querySelector<HTMLElement>(`[data-check="${name}"]`)
  if (found === null) throw new Error(`No check ${name}`)
  return within(found)
}

function findings(name: string): readonly (string | undefined)[] {
  return check(name)
    .queryAllByRole('listitem')
    .map((item) => item.textContent?.replaceAll('\u00a0', ' '))
}

function verdicts(): readonly (string | null | undefined)[] {
  return names.map((name) => check(name).getByRole('heading').nextElementSibling?.textContent)
}

function standing(): string {
  return screen.getByTestId('checks-standing').textContent ?? ''
}
