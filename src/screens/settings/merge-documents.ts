import { asList, isRecord, isSame } from './document-path.ts'

/**
 * Carries the changes from `base` to `mine` over to `theirs`. What only one side changed is taken from that side; where
 * both changed the same value, mine counts: it is what the person before the screen has just written.
 */
export function mergeDocuments(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(mine, base)) return theirs
  if (isSame(theirs, base) || isSame(mine, theirs)) return mine
  if (isRecord(mine) && isRecord(theirs)) return mergeRecords(isRecord(base) ? base : {}, mine, theirs)
  if (Array.isArray(mine) && Array.isArray(theirs) && standsStill(base, mine, theirs)) {
    return asList(mine).map((item, index) => mergeDocuments(asList(base)[index], item, asList(theirs)[index]))
  }
  return mine
}

function mergeRecords(
  base: Readonly<Record<string, unknown>>,
  mine: Readonly<Record<string, unknown>>,
  theirs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
  const merged = keys.map((key) => [key, mergeDocuments(base[key], mine[key], theirs[key])] as const)
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined))
}

/** Items are merged one by one only where they are the same items in the same order on all sides. */
function standsStill(...versions: readonly unknown[]): boolean {
  const [first = [], ...others] = versions.map((version) => asList(version).map(identityOf))
  return others.every((identities) => isSame(identities, first))
}

function identityOf(item: unknown): unknown {
  return isRecord(item) ? (item['id'] ?? item['number'] ?? null) : item
}
