/** Joins the class names that are there; `undefined`, `false` and `''` are left out. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
