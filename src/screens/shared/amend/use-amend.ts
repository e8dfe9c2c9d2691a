import { useCallback, useRef } from 'react'
import { amend } from '#app/amend.ts'
import { useApp } from '#app/hooks.ts'
import type { AmendCommand } from '#domain/commands.ts'
import type { EntryId } from '#domain/ids.ts'
import { useRefusalSentence } from '../refusals.ts'

/** What became of it: the subjects that were written, or why nothing was. */
export type Amended = { readonly subjects: readonly EntryId[] } | { readonly refused: string }

/** Says something of a day afterwards; of a second press while the first is on its way nothing comes (null). */
export function useAmend(): (...commands: readonly AmendCommand[]) => Promise<Amended | null> {
  const app = useApp()
  const sentenceOf = useRefusalSentence()
  const isBusy = useRef(false)
  return useCallback(
    async (...commands) => {
      if (isBusy.current) return null
      isBusy.current = true
      try {
        const done = await amend(app, ...commands)
        if (!done.ok) return { refused: sentenceOf(done.error) }
        return { subjects: done.value.entries.map(({ subject }) => subject as EntryId) }
      } finally {
        isBusy.current = false
      }
    },
    [app, sentenceOf],
  )
}
