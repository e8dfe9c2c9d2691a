/** The outlines of one drawing on a field of 256 by 256. */
export type IconPaths = readonly string[]

/** Reads the outlines out of a Phosphor file, whose drawings are only <path> elements (a test holds this). */
export function iconPaths(svg: string): IconPaths {
  return Array.from(svg.matchAll(/<path d="([^"]+)"/g), ([, outline = '']) => outline)
}
