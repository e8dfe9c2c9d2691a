/** Where a text stops being JSON; line and column count from 1. */
export interface JsonPosition {
  readonly line: number
  readonly column: number
  /** What stands there, shortened; empty at the end of the text. */
  readonly found: string
}

/**
 * Finds the first place where a text is no JSON; null where it is. `JSON.parse` refuses too, but every browser words the
 * place differently, and one not at all.
 */
export function findJsonError(text: string): JsonPosition | null {
  const end = skipValue(text, skipBlank(text, 0), 0)
  const stop = end.ok ? skipBlank(text, end.at) : end.at
  if (end.ok && stop === text.length) return null
  const before = text.slice(0, stop).split(/\r\n|\r|\n/)
  const found = /^[^\r\n]{0,24}/.exec(text.slice(stop))?.[0] ?? ''
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, found }
}

interface Reached {
  readonly ok: boolean
  readonly at: number
}

const blank = /[ \t\r\n]*/y
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const stringStart = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y
const plain = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y
/** Deeper nesting is no configuration, and would exhaust the stack. */
const deepest = 200

function skipValue(text: string, at: number, depth: number): Reached {
  const first = text[at]
  if (depth > deepest) return { ok: false, at }
  if (first === '{') return skipMembers(text, at, '}', depth)
  if (first === '[') return skipMembers(text, at, ']', depth)
  if (first === '"') return skipString(text, at)
  const end = endOf(plain, text, at)
  return end === null ? { ok: false, at } : { ok: true, at: end }
}

function skipMembers(text: string, start: number, close: '}' | ']', depth: number): Reached {
  let at = skipBlank(text, start + 1)
  if (text[at] === close) return { ok: true, at: at + 1 }
  for (;;) {
    if (close === '}') {
      const key = skipString(text, at)
      if (!key.ok) return key
      at = skipBlank(text, key.at)
      if (text[at] !== ':') return { ok: false, at }
      at = skipBlank(text, at + 1)
    }
    const value = skipValue(text, at, depth + 1)
    if (!value.ok) return value
    at = skipBlank(text, value.at)
    if (text[at] === close) return { ok: true, at: at + 1 }
    if (text[at] !== ',') return { ok: false, at }
    at = skipBlank(text, at + 1)
  }
}

function skipString(text: string, at: number): Reached {
  const end = endOf(string, text, at)
  return end === null ? { ok: false, at: endOf(stringStart, text, at) ?? at } : { ok: true, at: end }
}

function skipBlank(text: string, at: number): number {
  return endOf(blank, text, at) ?? at
}

/** Where a sticky pattern that matches here ends; null where it does not match. */
function endOf(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : null
}
