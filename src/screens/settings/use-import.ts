import { useState } from 'react'
import { useApp, useSettings } from '#app/hooks.ts'
import type { StoreRefusal } from '#app/dispatch.ts'
import type { Refusal } from '#domain/commands.ts'
import type { Settings } from '#domain/settings.ts'
import { changedParts } from './document-changes.ts'
import type { PartChange } from './document-changes.ts'
import { isSame } from './document-path.ts'
import { largestFileBytes, readSettingsFile } from './settings-file.ts'
import type { FileProblem } from './settings-file.ts'

/** What became of the last file. */
export type ImportOutcome =
  | {
      readonly type: 'done'
      readonly file: string
      readonly settings: Settings
      readonly changes: readonly PartChange[]
      readonly previous: unknown
    }
  | { readonly type: 'refused'; readonly file: string; readonly problem: FileProblem; readonly document: unknown }
  | { readonly type: 'storeRefused'; readonly file: string; readonly refusal: Refusal | StoreRefusal }
  | { readonly type: 'takenBack' }

export interface Import {
  readonly outcome: ImportOutcome | null
  /** Nobody has changed the settings since: going back takes nothing else away. */
  readonly canTakeBack: boolean
  take(file: File): Promise<void>
  takeBack(): Promise<void>
  close(): void
}

/** Takes a file over at once when it is good, and changes nothing when it is not. */
export function useImport(): Import {
  const app = useApp()
  const current = useSettings().document
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null)

  async function take(file: File): Promise<void> {
    const read = await readFile(file)
    if (read.type === 'problem') {
      setOutcome({ type: 'refused', file: file.name, problem: read.problem, document: read.document })
      return
    }
    await app.refresh()
    const previous = app.store.getState().replay.site.settings.document
    const changes = changedParts(previous, read.settings.document)
    // The same settings once more would be a fact that says nothing.
    const result = isSame(previous, read.settings.document)
      ? null
      : await app.dispatch({ type: 'ChangeSettings', document: read.settings.document })
    if (result?.ok === false) setOutcome({ type: 'storeRefused', file: file.name, refusal: result.error })
    else setOutcome({ type: 'done', file: file.name, settings: read.settings, changes, previous })
  }

  async function takeBack(): Promise<void> {
    if (outcome?.type !== 'done') return
    const result = await app.dispatch({ type: 'ChangeSettings', document: outcome.previous })
    setOutcome(result.ok ? { type: 'takenBack' } : { type: 'storeRefused', file: outcome.file, refusal: result.error })
  }

  return {
    outcome,
    canTakeBack: outcome?.type === 'done' && outcome.changes.length > 0 && isSame(current, outcome.settings.document),
    take,
    takeBack,
    close: () => setOutcome(null),
  }
}

type Read =
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'problem'; readonly problem: FileProblem; readonly document: unknown }

async function readFile(file: File): Promise<Read> {
  if (file.size > largestFileBytes) return trouble({ type: 'TooBig', bytes: file.size })
  try {
    const text = await file.text()
    const read = readSettingsFile(text)
    return read.ok ? { type: 'settings', settings: read.value } : { type: 'problem', ...read.error }
  } catch {
    // The file has gone, or the system does not let the browser read it.
    return trouble({ type: 'Unreadable' })
  }
}

function trouble(problem: FileProblem): Read {
  return { type: 'problem', problem, document: undefined }
}
