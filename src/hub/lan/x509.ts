interface MetadataReflect {
  getMetadata?: () => undefined
  getOwnMetadata?: () => undefined
  defineMetadata?: () => void
}

// @peculiar/x509 brings a container that insists on `reflect-metadata`, but none of its classes has anything injected
// by it: these answers are all that is asked for. A real polyfill, where one is loaded, stays.
const reflect: MetadataReflect = Reflect as MetadataReflect
reflect.getMetadata ??= () => undefined
reflect.getOwnMetadata ??= () => undefined
reflect.defineMetadata ??= () => undefined

/** The package, loaded once the above stands. */
export const x509 = await import('@peculiar/x509')
