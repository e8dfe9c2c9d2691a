import { useMemo } from 'react'
import { usePlace } from '#app/hooks.ts'
import type { Files } from '#app/ports.ts'

/** Where files leave the window. What a demonstration has made must never be taken for a real one: its name says so. */
export interface NamedFiles extends Files {
  /** The name under which a file arrives. */
  readonly nameOf: (name: string) => string
}

export function useFiles(): NamedFiles {
  const { app, session } = usePlace()
  const { files } = app.ports
  const { demo } = session
  return useMemo(() => {
    const nameOf = (name: string): string => (demo ? `demo-${name}` : name)
    return { nameOf, save: (name, type, content) => files.save(nameOf(name), type, content) }
  }, [files, demo])
}
