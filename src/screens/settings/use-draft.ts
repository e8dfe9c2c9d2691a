import { useCallback, useEffect, useMemo, useState } from 'react'
import { useApp, useSettings } from '#app/hooks.ts'
import type { Dispatched } from '#app/dispatch.ts'
import type { SettingsProblem } from '#domain/settings.ts'
import { useIdle } from '../shared/use-idle.ts'
import { isSame } from './document-path.ts'
import { documentProblems } from './document-problems.ts'
import { mergeDocuments } from './merge-documents.ts'

/** The settings document as it is being edited: lossless, nothing is stored before `save`. */
export interface Draft {
  readonly document: unknown
  /** The document that the changes started from. */
  readonly saved: unknown
  readonly dirty: boolean
  readonly problems: readonly SettingsProblem[]
  /** Somebody else has changed the settings since this draft began. */
  readonly overtaken: boolean
  change(edit: (document: unknown) => unknown): void
  drop(): void
  /** Puts the changes onto the settings as they are now. */
  carryOver(): void
  /** Stores the draft; null where it was overtaken at the last moment, so that nothing is written over. */
  save(): Promise<Dispatched | null>
}

interface Editing {
  readonly base: unknown
  readonly document: unknown
}

export function useDraft(): Draft {
  const app = useApp()
  const current = useSettings().document
  const [editing, setEditing] = useState<Editing | null>(null)
  const document = editing === null ? current : editing.document
  const dirty = editing !== null && !isSame(editing.document, current)
  const overtaken = dirty && !isSame(editing.base, current)
  const problems = useMemo(() => documentProblems(document), [document])

  const change = useCallback<Draft['change']>(
    (edit) => {
      setEditing((before) => {
        const next = edit(before === null ? current : before.document)
        const base = before === null ? current : before.base
        return isSame(next, base) ? null : { base, document: next }
      })
    },
    [current],
  )

  async function save(): Promise<Dispatched | null> {
    // What another window has just written is read first: it must not be overwritten unseen.
    await app.refresh()
    if (editing === null || !isSame(editing.base, app.store.getState().replay.site.settings.document)) return null
    const result = await app.dispatch({ type: 'ChangeSettings', document: editing.document })
    if (result.ok) setEditing(null)
    return result
  }

  useIdle(!dirty)
  useWarningBeforeLeaving(dirty)

  return {
    document,
    saved: editing === null ? current : editing.base,
    dirty,
    problems,
    overtaken,
    change,
    drop: () => setEditing(null),
    carryOver: () => {
      setEditing((before) => {
        return before === null
          ? null
          : { base: current, document: mergeDocuments(before.base, before.document, current) }
      })
    },
    save,
  }
}

function useWarningBeforeLeaving(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [dirty])
}
