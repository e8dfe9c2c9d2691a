import { useCallback, useState } from 'react'
import type { AmendCommand } from '#domain/commands.ts'
import type { EntryId } from '#domain/ids.ts'
import { useAmend } from '../../shared/amend/use-amend.ts'

/** Saves all of it in one step; true: it is saved, and `said` tells what has changed. */
export type Save = (commands: readonly AmendCommand[], said: string) => Promise<boolean>

/** What came of the last press, as a sentence. */
export interface Said {
  readonly text: string
  readonly isRefusal: boolean
  /** What may be taken back by one press. */
  readonly subjects: readonly EntryId[]
}

export interface Saving {
  readonly said: Said | null
  readonly save: Save
  undo(subjects: readonly EntryId[], said: string): Promise<boolean>
  forget(): void
}

/** Saves what the forms ask for, and remembers what to say of it. */
export function useSaving(): Saving {
  const amend = useAmend()
  const [said, setSaid] = useState<Said | null>(null)
  const say = useCallback(
    async (commands: readonly AmendCommand[], text: string, canUndo: boolean): Promise<boolean> => {
      const done = await amend(...commands)
      if (done === null) return false
      if ('refused' in done) {
        setSaid({ text: done.refused, isRefusal: true, subjects: [] })
        return false
      }
      setSaid({ text, isRefusal: false, subjects: canUndo ? done.subjects : [] })
      return true
    },
    [amend],
  )
  return {
    said,
    save: useCallback((commands, text) => say(commands, text, true), [say]),
    undo: useCallback(
      (subjects, text) =>
        say(
          subjects.map((subject) => ({ type: 'UndoAmendment', subject })),
          text,
          false,
        ),
      [say],
    ),
    forget: useCallback(() => setSaid(null), []),
  }
}
