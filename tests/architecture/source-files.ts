import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { projectFolder } from '../../scripts/build-app.ts'

/** A text file of the project, named from the project's folder with `/`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** The files below a folder of the project whose path matches. */
export function readSourceFiles(folder: string, pattern: RegExp): readonly SourceFile[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(projectFolder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, text: readFileSync(join(projectFolder, path), 'utf8') }))
}
