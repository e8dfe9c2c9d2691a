import { asList, isRecord, isSame, readAt, writeAt } from './document-path.ts'
import type { Path } from './document-path.ts'

export const partNames = [
  'site',
  'languages',
  'desks',
  'needs',
  'outcomes',
  'referrals',
  'workshopTypes',
  'hours',
  'printing',
  'audience',
  'queue',
  'privacy',
  'other',
] as const
export type PartName = (typeof partNames)[number]

/** What differs in one part of two documents; counts only where the part is a list of things with an id. */
export interface PartChange {
  readonly part: PartName
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number } | null
}

const places: Readonly<Record<Exclude<PartName, 'other'>, readonly Path[]>> = {
  site: [
    ['site', 'name'],
    ['site', 'id'],
    ['site', 'timezone'],
  ],
  languages: [['site', 'languages']],
  desks: [['site', 'desks']],
  needs: [['needs']],
  outcomes: [['outcomes']],
  referrals: [['referrals']],
  workshopTypes: [['workshopTypes']],
  hours: [
    ['site', 'deskHours'],
    ['site', 'libraryHours'],
    ['site', 'hoursEnforced'],
  ],
  printing: [['printing']],
  audience: [['audience']],
  queue: [['queue']],
  privacy: [['privacy']],
}
const lists: readonly PartName[] = ['desks', 'needs', 'outcomes', 'referrals', 'workshopTypes']

/** The parts in which two documents differ, in the order of the screen. */
export function changedParts(before: unknown, after: unknown): readonly PartChange[] {
  return partNames.flatMap((part): readonly PartChange[] => {
    if (part === 'other') return isSame(restOf(before), restOf(after)) ? [] : [{ part, counts: null }]
    const changed = places[part].some((path) => !isSame(readAt(before, path), readAt(after, path)))
    if (!changed) return []
    return [{ part, counts: lists.includes(part) ? countItems(before, after, places[part][0] ?? []) : null }]
  })
}

function countItems(before: unknown, after: unknown, list: Path): PartChange['counts'] {
  const old = new Map(asList(readAt(before, list)).map((item) => [keyOf(item), item]))
  const now = new Map(asList(readAt(after, list)).map((item) => [keyOf(item), item]))
  const kept = [...now].filter(([key]) => old.has(key))
  return {
    added: now.size - kept.length,
    removed: old.size - kept.length,
    changed: kept.filter(([key, item]) => !isSame(item, old.get(key))).length,
  }
}

function keyOf(item: unknown): string {
  return String(isRecord(item) ? (item['id'] ?? item['number']) : item)
}

/** Everything that no part speaks of, such as fields of a newer version. */
function restOf(document: unknown): unknown {
  return Object.values(places)
    .flat()
    .reduce((rest, path) => (readAt(rest, path) === undefined ? rest : writeAt(rest, path, undefined)), document)
}
