import { entryVersion } from './entry.ts'

/** Lifts a stored shape from version `from` to `from + 1`; keyed by `from`. */
export type UpcastSteps = Readonly<Record<number, (stored: StoredShape) => StoredShape>>
export type StoredShape = Readonly<Record<string, unknown>>

/** No shape has been superseded yet: the first change of a stored shape adds its step here, in the same commit. */
export const upcastSteps: UpcastSteps = {}

/**
 * Brings a stored entry to the shape of today (J5). One of a newer version passes untouched: it is kept and handed
 * on, and what this version does not understand of it is ignored by the fold (J6).
 */
export function upcast(
  stored: StoredShape,
  steps: UpcastSteps = upcastSteps,
  target: number = entryVersion,
): StoredShape {
  let shape = stored
  for (let version = Number(stored['v']); version < target; version++) {
    const step = steps[version]
    if (step === undefined) throw new Error(`No way from entry version ${version} to ${target}`)
    shape = { ...step(shape), v: version + 1 }
  }
  return shape
}
