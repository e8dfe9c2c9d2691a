import { openLibrary } from '../e2e/support/library.ts'
import type { Library, LibraryOptions } from '../e2e/support/library.ts'

/** A library whose pages know `__name`: the runner of this benchmark writes it into functions that are sent to a page. */
export async function openBenchLibrary(options: LibraryOptions = {}): Promise<Library> {
  const library = await openLibrary(options)
  await library.context.addInitScript({ content: 'globalThis.__name = (named) => named' })
  return library
}
