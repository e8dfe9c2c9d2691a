/** A place in the configuration document: keys and positions, e.g. `['needs', 2, 'letter']`. */
export type Path = readonly (string | number)[]

/** The same place as the parser of the settings names it: `needs[2].letter`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  )
}

/** Reads `needs[2].letter` back into its parts. */
export function parsePath(text: string): Path {
  return [...text.matchAll(/\[([0-9]+)\]|([^.[\]]+)/g)].map(([, index, key]) =>
    index === undefined ? String(key) : Number(index),
  )
}

export function readAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof part === 'number') return Array.isArray(value) ? (value as readonly unknown[])[part] : undefined
    return isRecord(value) && Object.hasOwn(value, part) ? value[part] : undefined
  }, document)
}

/** A copy with one place changed and everything else kept, known or not; `undefined` takes the place away. */
export function writeAt(document: unknown, path: Path, value: unknown): unknown {
  if (value === undefined && readAt(document, path) === undefined) return document
  const [part, ...rest] = path
  if (part === undefined) return value
  if (typeof part === 'number') {
    const list = [...asList(document)]
    const next = writeAt(list[part], rest, value)
    if (next === undefined) list.splice(part, 1)
    else list[part] = next
    return list
  }
  const { [part]: current, ...others } = asRecord(document)
  const next = writeAt(current, rest, value)
  if (next === undefined) return others
  // A key that was there keeps its place, so that an exported file can be compared line by line.
  return { ...asRecord(document), [part]: next }
}

export function appendAt(document: unknown, list: Path, item: unknown): unknown {
  return writeAt(document, list, [...asList(readAt(document, list)), item])
}

/** Moves an item of a list by `steps`; beyond the ends nothing changes. */
export function moveItem(document: unknown, list: Path, from: number, steps: number): unknown {
  const items = [...asList(readAt(document, list))]
  const to = from + steps
  if (to < 0 || to >= items.length) return document
  items.splice(to, 0, ...items.splice(from, 1))
  return writeAt(document, list, items)
}

/** Whether two documents say the same, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b)) {
    const other = asList(b)
    return a.length === other.length && asList(a).every((item, index) => isSame(item, other[index]))
  }
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]))
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : []
}

/** What a text field shows of a value that may be anything. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined || value === null ? '' : JSON.stringify(value)
}
