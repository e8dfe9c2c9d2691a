import type { Incarnation, Tag } from './names.ts'
import { firstTag, parseIncarnation, parseTag } from './names.ts'

/** How far a device has read a site's log: `incarnation.seq.tag`, the `id:` of the frames (P2). */
export interface Cursor {
  readonly incarnation: Incarnation
  readonly seq: number
  readonly tag: Tag
}

export function formatCursor({ incarnation, seq, tag }: Cursor): string {
  return `${incarnation}.${seq}.${tag}`
}

export function parseCursor(value: unknown): Cursor | undefined {
  if (typeof value !== 'string') return undefined
  const [first, second, third, ...rest] = value.split('.')
  const incarnation = parseIncarnation(first)
  const tag = parseTag(third)
  if (incarnation === undefined || tag === undefined || rest.length > 0) return undefined
  if (second === undefined || !/^(0|[1-9][0-9]{0,14})$/.test(second)) return undefined
  return { incarnation, seq: Number(second), tag }
}

export function startCursor(incarnation: Incarnation): Cursor {
  return { incarnation, seq: 0, tag: firstTag }
}
