/** How a value of the wire is read, and in words what is read: the words are hashed against the version (P16). */
export interface Shape<Value> {
  readonly text: string
  /** The value, or undefined where anything does not fit. Unknown fields do not ride along. */
  parse(value: unknown): Value | undefined
}

/** What a shape gives. */
export type Parsed<S> = S extends Shape<infer Value> ? Value : never

export function shape<Value>(text: string, parse: (value: unknown) => Value | undefined): Shape<Value> {
  return { text, parse }
}

export function fields<Fields extends Readonly<Record<string, Shape<unknown>>>>(
  shapes: Fields,
): Shape<{ readonly [Name in keyof Fields]: Parsed<Fields[Name]> }> {
  const entries = Object.entries(shapes)
  return {
    text: `{${entries.map(([name, part]) => `${name}:${part.text}`).join(',')}}`,
    parse: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
      const read: Record<string, unknown> = {}
      for (const [name, part] of entries) {
        const field: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
        const parsed = part.parse(field)
        if (parsed === undefined) return undefined
        read[name] = parsed
      }
      return read as { readonly [Name in keyof Fields]: Parsed<Fields[Name]> }
    },
  }
}

export function list<Value>(part: Shape<Value>, most: number): Shape<readonly Value[]> {
  return shape(`[${part.text}]<=${most}`, (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined
    const read: Value[] = []
    for (const item of value as unknown[]) {
      const parsed = part.parse(item)
      if (parsed === undefined) return undefined
      read.push(parsed)
    }
    return read
  })
}

/** A JSON object as a map. */
export function mapOf<Key extends string, Value>(
  key: Shape<Key>,
  part: Shape<Value>,
  most: number,
): Shape<ReadonlyMap<Key, Value>> {
  return shape(`{[${key.text}]:${part.text}}<=${most}`, (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    const pairs = Object.entries(value)
    if (pairs.length > most) return undefined
    const read = new Map<Key, Value>()
    for (const [name, item] of pairs) {
      const name2 = key.parse(name)
      const parsed = part.parse(item)
      if (name2 === undefined || parsed === undefined) return undefined
      read.set(name2, parsed)
    }
    return read
  })
}

export function nullable<Value>(part: Shape<Value>): Shape<Value | null> {
  return shape(`${part.text}|null`, (value) => (value === null ? null : part.parse(value)))
}

/** A field that an older version does not send. */
export function optional<Value>(part: Shape<Value>, otherwise: Value): Shape<Value> {
  return shape(`${part.text}?`, (value) => (value === undefined ? otherwise : part.parse(value)))
}

export function text(most: number): Shape<string> {
  return shape(`text<=${most}`, (value) => (typeof value === 'string' && value.length <= most ? value : undefined))
}

export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  const bound = most === Number.MAX_SAFE_INTEGER ? '' : `..${most}`
  return shape(`whole>=${least}${bound}`, (value) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most ? value : undefined,
  )
}

export const yesOrNo: Shape<boolean> = shape('boolean', (value) => (typeof value === 'boolean' ? value : undefined))

export function oneOf<Word extends string>(...words: readonly Word[]): Shape<Word> {
  return shape(words.map((word) => `'${word}'`).join('|'), (value) => words.find((word) => word === value))
}

/** Anything at all: it is read one by one later, so that one bad item blocks no other. */
export const anything: Shape<{ readonly value: unknown }> = shape('any', (value) =>
  value === undefined ? undefined : { value },
)
