import type { HubPort } from '#app/ports.ts'

/** The hub of a device that has none: the demonstration, or a browser that was never paired. */
export function createLoneHub(staff: HubPort['staff']): HubPort {
  const standing = { freshness: 'alone', since: null, role: null, trouble: null, unsent: 0 } as const
  return {
    standing: () => standing,
    watch: () => () => undefined,
    claim: () => Promise.resolve({ type: 'unreachable' }),
    staff,
  }
}
