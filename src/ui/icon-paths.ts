/** The name of a drawing in `icons.svg`, or the outlines of one of our own on a field of 256 by 256. */
export type IconPaths = string | readonly string[]

/** How a drawing of the sheet is called in the page; apart from every other id. */
export function iconId(name: string): string {
  return `icon-${name}`
}
