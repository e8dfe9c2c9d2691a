import { clearLetters } from '#domain/settings.ts'
import type { SettingsProblem } from '#domain/settings.ts'
import { weekdayKeys } from '#domain/hours/opening.ts'
import { problemText } from '#text/settings-problems.ts'
import type { ProblemKey } from '#text/settings-problems.ts'
import type { StaffLanguage } from '#text/languages.ts'
import { createTranslate, siteText } from '#text/translate.ts'
import type { Translate } from '#text/translate.ts'
import { asList, isRecord, parsePath, readAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { limitsAt } from './limits.ts'

/** Problems of a document in people's words. `path` stays for the person who mends the file by hand. */
export interface ProblemWords {
  readonly place: string
  readonly sentence: string
  readonly found: string
}

export function describeProblem(problem: SettingsProblem, document: unknown, language: StaffLanguage): ProblemWords {
  const say = createTranslate(problemText[language], language)
  return {
    place: placeWords(problem.path, document, language, say),
    sentence: problemSentence(problem, document, say),
    found: problem.found === '' ? say('foundNothing') : say('found', { found: problem.found }),
  }
}

/** What is expected at that place, with the limits where there are some. */
export function problemSentence(problem: SettingsProblem, document: unknown, say: Translate<ProblemKey>): string {
  const limits = limitsAt(problem.path)
  switch (problem.problem) {
    case 'NotALetter':
      return say('NotALetter', { letters: [...clearLetters].join(' ') })
    case 'OutOfRange':
      return limits === undefined ? say('OutOfRange') : say('OutOfRange.between', { min: limits[0], max: limits[1] })
    case 'TooMany':
      return limits === undefined ? say('TooMany') : say('TooMany.limit', { count: limits[1] })
    case 'Empty':
      // An empty list misses an item, an empty group of words misses a language.
      return Array.isArray(readAt(document, parsePath(problem.path))) ? say('Empty') : say('Empty.words')
    default:
      return say(problem.problem)
  }
}

/** `needs[2].letter` becomes `Need “Find a job” › letter`. */
function placeWords(path: string, document: unknown, language: StaffLanguage, say: Translate<ProblemKey>): string {
  if (path === '(file)') return say('place.file')
  const parts = parsePath(path)
  const words: string[] = []
  parts.forEach((part, index) => {
    const before = parts.slice(0, index)
    if (typeof part === 'number' && !isHours(before)) {
      words.push(`${words.pop() ?? ''} ${itemName([...before, part], document, language, say)}`.trim())
    } else words.push(partName(part, before, language, say))
  })
  return words.join(' › ')
}

function partName(part: string | number, before: Path, language: StaffLanguage, say: Translate<ProblemKey>): string {
  if (typeof part === 'number') return say(part === 0 ? 'opens' : 'closes')
  if (part === 'needs' && before.includes('desks')) return say('desk.needs')
  if (isProblemKey(part)) return say(part)
  return (/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(part) ? languageName(part, language) : undefined) ?? part
}

/** An item by its own name where it has one, else by its position. */
function itemName(path: Path, document: unknown, language: StaffLanguage, say: Translate<ProblemKey>): string {
  const item = readAt(document, path)
  const position = say('place.numbered', { count: Number(path.at(-1)) + 1 })
  if (!isRecord(item)) return typeof item === 'string' && item !== '' ? say('place.quoted', { name: item }) : position
  if (typeof item['number'] === 'number') return String(item['number'])
  const texts = Object.fromEntries(
    Object.entries(item).filter(([key, text]) => key.length === 2 && typeof text === 'string' && text !== ''),
  )
  const order = asList(readAt(document, ['site', 'languages'])).map(String)
  const name = siteText(texts as Readonly<Record<string, string>>, language, order).text || item['id']
  return typeof name === 'string' && name !== '' ? say('place.quoted', { name }) : position
}

function isHours(before: Path): boolean {
  return (weekdayKeys as readonly unknown[]).includes(before.at(-1))
}

function isProblemKey(key: string): key is ProblemKey {
  return Object.hasOwn(problemText.fr, key) && /^[a-z]/.test(key)
}

/** The name of a language as a label, e.g. `Arabe`. */
export function languageLabel(tag: string, language: StaffLanguage): string {
  const name = languageName(tag, language) ?? tag
  return name.slice(0, 1).toLocaleUpperCase(language) + name.slice(1)
}

/** The name of a language in another, e.g. `arabe`; undefined where the browser knows none. */
function languageName(tag: string, language: StaffLanguage): string | undefined {
  try {
    return new Intl.DisplayNames(language, { type: 'language', fallback: 'none' }).of(tag)
  } catch {
    return undefined
  }
}
