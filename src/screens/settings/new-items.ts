import { clearLetters } from '#domain/settings.ts'
import { asList, asRecord, isRecord, readAt, writeAt } from './document-path.ts'
import type { Path } from './document-path.ts'

/** The id of an item that may be an id itself, as partners and workshop types are. */
export function idOf(item: unknown): string {
  const id = isRecord(item) ? item['id'] : item
  return typeof id === 'string' ? id : ''
}

/** Whether a saved list knows this id: then it stands in records and files and must not change any more. */
export function isKnown(saved: unknown, list: Path, id: string): boolean {
  return asList(readAt(saved, list)).some((item) => idOf(item) === id)
}

export function newNeed(document: unknown): unknown {
  const needs = asList(readAt(document, ['needs']))
  const taken = needs.map((need) => asRecord(need)['letter'])
  const letter = [...clearLetters].find((candidate) => !taken.includes(candidate)) ?? 'A'
  return { id: freeId(needs, 'need'), letter, icon: 'question', demoWeight: 0, sub: [] }
}

export function newTopic(document: unknown, need: Path): unknown {
  const id = freeId(asList(readAt(document, [...need, 'sub'])), `${idOf(readAt(document, need))}.topic`)
  return { id }
}

export function newOutcome(document: unknown): unknown {
  return { id: freeId(asList(readAt(document, ['outcomes'])), 'outcome'), closes: true, reference: true }
}

/** A partner or a workshop type: words of its own make it more than an id. */
export function newChoice(document: unknown, list: 'referrals' | 'workshopTypes'): unknown {
  return { id: freeId(asList(readAt(document, [list])), list === 'referrals' ? 'partner' : 'workshop') }
}

/** Its address is still missing: the draft says so. */
export function newPrinter(document: unknown): unknown {
  return { id: freeId(asList(readAt(document, ['printing', 'printers'])), 'printer'), host: '' }
}

export function newDesk(document: unknown): unknown {
  const taken = asList(readAt(document, ['site', 'desks'])).map((desk) => asRecord(desk)['number'])
  let number = 1
  while (taken.includes(number)) number += 1
  return { number }
}

/** Removes a need and lets no desk speak of it any more; a desk that served nothing else serves all again. */
export function removeNeed(document: unknown, index: number): unknown {
  const id = idOf(readAt(document, ['needs', index]))
  const desks = asList(readAt(document, ['site', 'desks'])).map((desk) => {
    const served = isRecord(desk) ? desk['needs'] : undefined
    if (!Array.isArray(served) || !served.includes(id)) return desk
    const rest = served.filter((need) => need !== id)
    return writeAt(desk, ['needs'], rest.length === 0 ? undefined : rest)
  })
  return writeAt(writeAt(document, ['needs', index], undefined), ['site', 'desks'], desks)
}

/** Writes one word of a partner or workshop type: without any word it is its bare id again. */
export function writeChoiceWord(choice: unknown, language: string, text: string | undefined): unknown {
  const words = writeAt(isRecord(choice) ? choice : { id: idOf(choice) }, [language], text)
  return Object.keys(asRecord(words)).length === 1 ? idOf(choice) : words
}

function freeId(items: readonly unknown[], stem: string): string {
  const taken = items.map(idOf)
  let number = items.length + 1
  while (taken.includes(`${stem}_${number}`)) number += 1
  return `${stem}_${number}`
}
