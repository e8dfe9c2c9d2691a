import { createHash } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** A package's files as texts, by name. */
export type PackageTexts = Readonly<Record<string, string>>

export function textsOf(bytes: Uint8Array): PackageTexts {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]))
}

interface Descriptor {
  readonly resources: readonly { readonly path: string }[]
}

/** Packs texts again as someone would who knows the format: the descriptor has the right sizes and hashes. */
export function packed(texts: PackageTexts): Uint8Array {
  const { resources, ...rest } = JSON.parse(texts['datapackage.json'] ?? '') as Descriptor
  const hashed = resources.map((resource) => {
    const content = strToU8(texts[resource.path] ?? '')
    const hash = `sha256:${createHash('sha256').update(content).digest('hex')}`
    return { ...resource, bytes: content.length, hash }
  })
  return packedAsIs({ ...texts, 'datapackage.json': JSON.stringify({ ...rest, resources: hashed }) })
}

/** Packs texts again without touching the descriptor. */
export function packedAsIs(texts: PackageTexts): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(text)])))
}
