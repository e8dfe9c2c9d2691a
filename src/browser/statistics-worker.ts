import type { DeskTools } from '#app/desk-tools.ts'
import { createStatisticsDesk } from '#app/statistics-desk.ts'
import { createArchiveReader } from './archive-reader.ts'
import type { ArchiveReader } from './archive-reader.ts'
import { loadSolver } from './solver.ts'
import { parseQuestion } from './statistics-messages.ts'
import type { Question, Word } from './statistics-messages.ts'

/**
 * The statistics desk beside the window: it reads the archive by itself, so that no screen waits for a million visits.
 * A composition root like `main.tsx`; it holds nothing but open databases and the solver, and may be ended at any moment.
 */
const readers = new Map<string, ArchiveReader>()
let loading: ReturnType<typeof loadSolver> | null = null
const tools: DeskTools = { solver: () => (loading ??= loadSolver()) }

self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const question = parseQuestion(data)
  if (question !== undefined) void answer(question)
})

async function answer({ id, store, name, asks, facts }: Question): Promise<void> {
  say({ type: 'heard', id })
  const reader = readerOf(store)
  const answered = await createStatisticsDesk(reader, tools).ask(name, asks, facts, {
    progress: (done, all) => say({ type: 'progress', id, done, all }),
  })
  say(answered.ok ? { type: 'answer', id, answer: answered.value } : { type: 'refusal', id, refusal: answered.error })
  // When the answer is out. A full disk keeps no packs: the next answer takes a little longer.
  await reader.tidy().catch(() => undefined)
}

function readerOf(store: string): ArchiveReader {
  const reader = readers.get(store) ?? createArchiveReader(store)
  readers.set(store, reader)
  return reader
}

function say(word: Word): void {
  self.postMessage(word)
}
