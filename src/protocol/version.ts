/** The protocol's version: a device and a hub of the same version understand each other; newer ones only add. */
export const protocolVersion = 4
/** The oldest version that a hub of this version still serves; an older application is told to reload. */
export const oldestProtocol = 1

export function isServed(version: number): boolean {
  return version >= oldestProtocol
}
