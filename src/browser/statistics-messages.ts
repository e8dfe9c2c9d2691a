import { answerings } from '#app/desk-questions.ts'
import type { DeskFacts, QuestionName, Questions } from '#app/desk-questions.ts'
import type { DeskRefusal } from '#app/statistics-desk.ts'

/** A question on its way to the worker. */
export interface Question {
  readonly type: 'ask'
  readonly id: number
  /** The store whose archive it is about. */
  readonly store: string
  readonly name: QuestionName
  readonly asks: Questions[QuestionName]['asks']
  readonly facts: DeskFacts
}

/** What the worker says of a question. `heard`: it lives and is at work. */
export type Word =
  | { readonly type: 'heard'; readonly id: number }
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly all: number }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Questions[QuestionName]['answer'] }
  | { readonly type: 'refusal'; readonly id: number; readonly refusal: DeskRefusal }

/**
 * Both ends are built together and come from one origin, so that a message is known by its frame: what is in it was
 * typed where it was made. undefined: it is none of ours.
 */
export function parseQuestion(data: unknown): Question | undefined {
  if (!isFrame(data) || data.type !== 'ask' || !('facts' in data && 'asks' in data && 'store' in data)) return undefined
  const isKnown = 'name' in data && typeof data.name === 'string' && Object.hasOwn(answerings, data.name)
  return isKnown && typeof data.store === 'string' ? (data as Question) : undefined
}

export function parseWord(data: unknown): Word | undefined {
  if (!isFrame(data)) return undefined
  switch (data.type) {
    case 'heard':
      return data as Word
    case 'progress':
      return 'done' in data && 'all' in data ? (data as Word) : undefined
    case 'answer':
      return 'answer' in data ? (data as Word) : undefined
    case 'refusal':
      return 'refusal' in data ? (data as Word) : undefined
    default:
      return undefined
  }
}

function isFrame(data: unknown): data is { readonly type: unknown; readonly id: number } {
  return typeof data === 'object' && data !== null && 'type' in data && 'id' in data && Number.isInteger(data.id)
}
