import { createContext, useContext, useMemo } from 'react'
import { useLanguage } from '#app/hooks.ts'
import { problemText } from '#text/settings-problems.ts'
import { createTranslate } from '#text/translate.ts'
import { asList, pathText, readAt, writeAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { problemSentence } from './problem-words.ts'
import type { Draft } from './use-draft.ts'

export interface Editor {
  readonly draft: Draft
  /** Says one sentence to everybody, also to a screen reader. */
  announce(sentence: string): void
  /** The place that a problem's link leads to; rows around it open, its field takes the focus. */
  readonly target: string | null
}

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (editor === null) throw new Error('A field stands outside the settings')
  return editor
}

export interface Place<Value = unknown> {
  readonly value: Value
  /** The place as `data-path` names it. */
  readonly name: string
  /** What is wrong at this very place, as one sentence; undefined where all is well. */
  readonly error: string | undefined
  /** `undefined` takes the place out of the document. */
  set(value: unknown): void
}

/** One place of the draft, for one field. */
export function usePlaceOf(path: Path): Place {
  const { draft } = useEditor()
  const say = useProblemSentences()
  const name = pathText(path)
  return {
    value: readAt(draft.document, path),
    name,
    error: say(name),
    set: (value) => draft.change((document) => writeAt(document, path, value)),
  }
}

/** The sentences of the problems at a place, and only there. */
export function useProblemSentences(): (path: string) => string | undefined {
  const { draft } = useEditor()
  const language = useLanguage()
  return useMemo(() => {
    const say = createTranslate(problemText[language], language)
    return (path) => {
      const here = draft.problems.filter((problem) => problem.path === path)
      const sentences = here.map((problem) => problemSentence(problem, draft.document, say))
      return sentences.length === 0 ? undefined : sentences.join(' ')
    }
  }, [draft.problems, draft.document, language])
}

/** The languages of the screens as the draft has them, in their order. */
export function useDraftLanguages(): readonly string[] {
  const { draft } = useEditor()
  return asList(readAt(draft.document, ['site', 'languages'])).filter((tag): tag is string => typeof tag === 'string')
}
