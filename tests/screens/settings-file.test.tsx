import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import defaultDocument from '#domain/bpi.json' with { type: 'json' }
import { JournalError } from '#journal/port.ts'
import { SettingsScreen } from '#screens/settings/settings-screen.tsx'
import { renderScreen } from '../support/render-app.tsx'
import type { ConfigurationDocument, RenderedScreen } from '../support/render-app.tsx'

afterEach(() => history.replaceState(null, '', '/'))

async function open(search = ''): Promise<RenderedScreen> {
  return await renderScreen(<SettingsScreen />, { search })
}

function documentOf({ app }: RenderedScreen): unknown {
  return app.store.getState().replay.site.settings.document
}

function changed(change: (document: ConfigurationDocument) => void): ConfigurationDocument {
  const document = structuredClone(defaultDocument)
  change(document)
  return document
}

/** Chooses a file as a person does; whatever the file's ending. */
async function choose({ user }: RenderedScreen, content: unknown, name = 'bpi.json'): Promise<HTMLElement> {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  await user.upload(
    screen.getByTestId<HTMLInputElement>('settings-import'),
    new File([text], name, { type: 'application/json' }),
  )
  const report = screen.getByTestId('import-report')
  await waitFor(() => expect(report.textContent).not.toBe(''))
  return report
}

describe('export', () => {
  test('of the untouched settings is the default configuration, deeply', async () => {
    const { user, ports } = await open()
    await user.click(screen.getByRole('button', { name: 'Exporter les réglages' }))
    const [file] = ports.files.saved
    expect(file).toMatchObject({ name: 'guichet-libre-bpi-cdm.json', type: 'application/json' })
    expect(JSON.parse(String(file?.content))).toEqual(defaultDocument)
  })

  test('of a demonstration says so in its name', async () => {
    const { user, ports } = await open('?demo=1')
    await user.click(screen.getByRole('button', { name: 'Exporter les réglages' }))
    expect(ports.files.saved[0]?.name).toBe('demo-guichet-libre-bpi-cdm.json')
  })

  test('has what is saved, and says so while there are changes', async () => {
    history.replaceState(null, '', '/settings#site')
    const { user, ports } = await open('?lang=en')
    await user.type(screen.getByRole('textbox', { name: 'Id of the site' }), 'x')
    expect(screen.getByText('Without the changes that are not saved yet.')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Export the settings' }))
    expect(JSON.parse(String(ports.files.saved[0]?.content))).toEqual(defaultDocument)
  })
})

describe('a good file', () => {
  test('is in use at once, and what it changed is told', async () => {
    const view = await open()
    const file = changed((document) => {
      document.needs[2]!.fr = 'Emploi'
      document.needs.pop()
      document.site.hoursEnforced = true
      Object.assign(document, { futureField: { kept: true } })
    })
    const report = await choose(view, file)
    expect(documentOf(view)).toEqual(file)
    expect(within(report).getByText(/bpi.json sont en service. 6 besoins, 9 issues, 3 guichets./)).toBeDefined()
    expect(
      within(report)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual([
      'besoins\u00a0: 1 retiré, 1 modifié',
      'horaires\u00a0: modifié',
      'autres champs du fichier\u00a0: modifié',
    ])
  })

  test('can be taken back whole', async () => {
    const view = await open('?lang=en')
    await choose(
      view,
      changed((document) => void document.needs.pop()),
    )
    await view.user.click(screen.getByRole('button', { name: 'Go back to the earlier settings' }))
    expect(await screen.findByText('The earlier settings are in use again.')).toBeDefined()
    expect(documentOf(view)).toEqual(defaultDocument)
  })

  test('is no longer taken back once somebody has changed the settings again', async () => {
    const view = await open()
    await choose(
      view,
      changed((document) => void document.needs.pop()),
    )
    expect(screen.getByRole('button', { name: 'Revenir aux réglages d’avant' })).toBeDefined()
    await view.perform({ type: 'ChangeSettings', document: changed((document) => void document.referrals.pop()) })
    expect(screen.queryByRole('button', { name: 'Revenir aux réglages d’avant' })).toBeNull()
  })

  test('that says what is already so changes nothing, and says so', async () => {
    const view = await open()
    const before = view.app.store.getState().position
    const report = await choose(view, defaultDocument)
    expect(within(report).getByText(/rien ne change/)).toBeDefined()
    expect(view.app.store.getState().position).toEqual(before)
  })

  test('what was exported is imported again without a difference', async () => {
    const view = await open()
    await view.user.click(screen.getByTestId('settings-export'))
    const report = await choose(view, String(view.ports.files.saved[0]?.content))
    expect(within(report).getByText(/rien ne change/)).toBeDefined()
  })

  test('does not silently overwrite a draft', async () => {
    history.replaceState(null, '', '/settings#site')
    const view = await open()
    await view.user.type(screen.getByRole('textbox', { name: 'Identifiant du site' }), '-x')
    await choose(
      view,
      changed((document) => void document.needs.pop()),
    )
    expect(screen.getByText(/Les réglages viennent de changer/)).toBeDefined()
    expect(screen.getByRole('textbox', { name: 'Identifiant du site' })).toHaveProperty('value', 'bpi-cdm-x')
  })

  test('is not taken where the store refuses', async () => {
    const view = await open()
    vi.spyOn(view.journal, 'append').mockRejectedValue(new JournalError('full'))
    const report = await choose(
      view,
      changed((document) => void document.needs.pop()),
    )
    expect(report.textContent).toMatch(/le disque est plein/)
    expect(documentOf(view)).toEqual(defaultDocument)
  })

  test('the same file can be chosen twice', async () => {
    const view = await open()
    await choose(view, '{')
    expect(screen.getByTestId<HTMLInputElement>('settings-import').value).toBe('')
  })
})

describe('a bad file changes nothing', () => {
  test('and each problem is told with its field, in words and as written, and with what was found', async () => {
    const view = await open()
    const report = await choose(
      view,
      changed((document) => {
        document.needs[2]!.letter = 'O'
        document.site.timezone = 'Europe/Pari'
        document.site.deskHours.wed[1] = '19h'
        document.privacy.threshold = 2
      }),
    )
    expect(documentOf(view)).toEqual(defaultDocument)
    expect(report.textContent).toMatch(/bpi.json n’a pas été importé. Rien n’a été changé./)
    const letter = itemAt(report, 'needs[2].letter')
    expect(letter?.textContent).toMatch(/Besoin «\sTrouver un emploi\s» › lettre/)
    expect(letter?.textContent).toMatch(/Trouvé\s: "O"/)
    expect(itemAt(report, 'site.timezone')?.textContent).toMatch(/fuseau horaire.*Trouvé\s: "Europe\/Pari"/)
    expect(itemAt(report, 'site.deskHours.wed[1]')?.textContent).toMatch(/mercredi › fermeture.*Trouvé\s: "19h"/)
    expect(itemAt(report, 'privacy.threshold')?.textContent).toMatch(/de 3 à 1.000.*Trouvé\s: 2/)
    expect(screen.queryByRole('button', { name: 'Revenir aux réglages d’avant' })).toBeNull()
  })

  test.each([
    ['{\n "schemaVersion": 1,\n "site": {,\n}', /at line 3, column 11, “,” is not expected/],
    ['{\n "schemaVersion": 1,', /ends too early: at line 2, column 21/],
    ['name;letter\njob;C', /at line 1, column 1, “name;letter” is not expected/],
    ['', /ends too early: at line 1, column 1/],
    ['[]', /holds a list, no settings/],
    ['"bpi"', /holds a text, no settings/],
    ['42', /holds a number, no settings/],
    ['{"dependencies": {}}', /is no settings file: the fields “schemaVersion”, “site” and “needs” are missing/],
    [`{"schemaVersion": 3}`, /has format 3; this version of Guichet Libre reads up to format 1/],
    [`{"schemaVersion": 1, "padding": "${'x'.repeat(1_000_001)}"}`, /The file has 1\.1.MB; settings fit into 1.MB/],
  ])('%.40s', async (content, sentence) => {
    const view = await open('?lang=en')
    const report = await choose(view, content, 'broken.json')
    expect(report.textContent).toMatch(sentence)
    expect(report.textContent).toMatch(/broken.json was not imported. Nothing has been changed./)
    expect(documentOf(view)).toEqual(defaultDocument)
  })

  test('also one that cannot be read', async () => {
    const view = await open('?lang=en')
    const file = new File(['{}'], 'gone.json')
    vi.spyOn(file, 'text').mockRejectedValue(new Error('gone'))
    await view.user.upload(screen.getByTestId<HTMLInputElement>('settings-import'), file)
    expect(await screen.findByText(/could not be read/)).toBeDefined()
  })

  test('the message can be closed', async () => {
    const view = await open()
    const report = await choose(view, '[]')
    await view.user.click(screen.getByRole('button', { name: 'Fermer ce message' }))
    expect(report.textContent).toBe('')
  })
})

test('the import button is the field itself, named by its label', async () => {
  await open('?lang=en')
  const field = screen.getByLabelText('Import the settings')
  expect(field).toBe(screen.getByTestId('settings-import'))
  expect(field.getAttribute('type')).toBe('file')
})

function itemAt(report: HTMLElement, path: string): Element | null {
  return report.querySelector(`[data-path="${path}"]`)
}
