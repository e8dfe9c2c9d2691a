import { parseId } from './ids.ts'

/** Words of the site, per language tag; `fr` first where no other order is given. */
export type Texts = Readonly<Record<string, string>>

/** One finding: `path` names the field as a person would find it in the file, e.g. `needs[2].letter`. */
export interface SettingsProblem {
  readonly path: string
  readonly problem:
    | 'NotAnObject'
    | 'NotAList'
    | 'NotText'
    | 'NotAnId'
    | 'NotALetter'
    | 'NotANumber'
    | 'NotABoolean'
    | 'NotATime'
    | 'ClosesBeforeOpening'
    | 'NotADate'
    | 'NotAnAddress'
    | 'NotPrivate'
    | 'NotAChoice'
    | 'UnknownTimeZone'
    | 'OutOfRange'
    | 'Empty'
    | 'TooMany'
    | 'Duplicate'
    | 'UnknownNeed'
    | 'UnknownField'
    | 'NewerVersion'
  /** What stood there, shortened, for the sentence on the screen. */
  readonly found: string
}

/** A place in the document that knows its path; each reading method reports what it does not find. */
export interface Reader {
  readonly value: unknown
  report(problem: SettingsProblem['problem']): void
  field(name: string): Reader
  item(index: number): Reader
  list(min: number, max: number): readonly Reader[]
  optionalList(max: number): readonly Reader[]
  number(min: number, max: number, fallback?: number): number
  boolean(fallback: boolean): boolean
  text(fallback: string): string
  id(): string
  /** `{fr: …, en: …}` beside fields of other names. At least one language. */
  texts(otherFields?: readonly string[]): Texts
  labels(): Texts
}

const languageKey = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/

export function reader(value: unknown, path: string, problems: SettingsProblem[]): Reader {
  const object =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined

  function report(problem: SettingsProblem['problem']): void {
    const found = value === undefined ? '' : JSON.stringify(value).slice(0, 60)
    const place = path === '' ? '(file)' : path
    // A reading asks a broken place more than once; a person is told once.
    if (problems.some((other) => other.path === place && other.problem === problem)) return
    problems.push({ path: place, problem, found })
  }

  function list(min: number, max: number): readonly Reader[] {
    if (!Array.isArray(value)) {
      report('NotAList')
      return []
    }
    if (value.length < min) report('Empty')
    if (value.length > max) report('TooMany')
    return value.slice(0, max).map((_, index) => item(index))
  }

  function item(index: number): Reader {
    return reader(Array.isArray(value) ? value[index] : undefined, `${path}[${index}]`, problems)
  }

  function texts(otherFields: readonly string[] = []): Texts {
    if (object === undefined) {
      report('NotAnObject')
      return {}
    }
    const found = Object.entries(object).filter(([key]) => languageKey.test(key) && !otherFields.includes(key))
    for (const [key, text] of found) {
      if (typeof text !== 'string' || text.trim() === '' || text.length > 200)
        reader(text, `${path}.${key}`, problems).report('NotText')
    }
    if (found.length === 0) report('Empty')
    return Object.fromEntries(found.map(([key, text]) => [key, asText(text)]))
  }

  return {
    value,
    report,
    item,
    list,
    texts,
    labels: () => texts(['id', 'sub', 'asks']),
    field: (name) => {
      if (object === undefined && value !== undefined && path !== '') report('NotAnObject')
      return reader(object?.[name], path === '' ? name : `${path}.${name}`, problems)
    },
    optionalList: (max) => (value === undefined || value === null ? [] : list(0, max)),
    number: (min, max, fallback) => {
      if (value === undefined && fallback !== undefined) return fallback
      if (typeof value !== 'number' || !Number.isFinite(value)) report('NotANumber')
      else if (value < min || value > max) report('OutOfRange')
      return typeof value === 'number' ? value : min
    },
    boolean: (fallback) => {
      if (value === undefined) return fallback
      if (typeof value !== 'boolean') report('NotABoolean')
      return value === true
    },
    text: (fallback) => {
      if (value === undefined) return fallback
      if (typeof value === 'string' && value.length <= 200) return value
      report('NotText')
      return fallback
    },
    id: () => {
      if (parseId(value) === undefined) report('NotAnId')
      return asText(value)
    },
  }
}

/** Text as it stands; anything else is reported elsewhere and reads as nothing (an object may not even have a text). */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
