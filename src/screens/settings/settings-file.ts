import type { Result } from '#domain/result.ts'
import { ok, refuse } from '#domain/result.ts'
import { parseSettings, settingsVersion } from '#domain/settings.ts'
import type { Settings, SettingsProblem } from '#domain/settings.ts'
import { isRecord } from './document-path.ts'
import { documentProblems } from './document-problems.ts'
import { findJsonError } from './json-position.ts'
import type { JsonPosition } from './json-position.ts'

/** Why a file is not taken over. Nothing has changed then. */
export type FileProblem =
  | { readonly type: 'TooBig'; readonly bytes: number }
  | { readonly type: 'Unreadable' }
  | { readonly type: 'NotJson'; readonly position: JsonPosition }
  | { readonly type: 'NotSettings'; readonly found: 'list' | 'text' | 'number' | 'other' | 'foreign' }
  | { readonly type: 'NewerVersion'; readonly version: number }
  | { readonly type: 'Broken'; readonly problems: readonly SettingsProblem[] }

/** The Bpi's file has 10 kB; a hundred times that is no configuration. */
export const largestFileBytes = 1_000_000

export interface FileRefusal {
  readonly problem: FileProblem
  /** What was read, as far as it could be: problems are told with the names that it holds. */
  readonly document: unknown
}

/** Reads a configuration file as text. Says all that is wrong with it at once. */
export function readSettingsFile(text: string): Result<Settings, FileRefusal> {
  const json = parseJson(text)
  if (!json.ok) return refuse({ problem: { type: 'NotJson', position: json.error }, document: undefined })
  const document = json.value
  const problem = strangeness(document)
  if (problem !== null) return refuse({ problem, document })
  const problems = documentProblems(document)
  const parsed = parseSettings(document)
  return parsed.ok && problems.length === 0 ? parsed : refuse({ problem: { type: 'Broken', problems }, document })
}

/** The content of the downloaded file: the document as it is, with everything that this version does not know. */
export function writeSettingsFile(document: unknown): string {
  return `${JSON.stringify(document, null, 1)}\n`
}

function parseJson(text: string): Result<unknown, JsonPosition> {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  const position = findJsonError(content)
  return position === null ? ok(JSON.parse(content) as unknown) : refuse(position)
}

/** Thirty findings about a file that was never meant to be a configuration would help nobody: one sentence does. */
function strangeness(document: unknown): FileProblem | null {
  if (!isRecord(document)) return { type: 'NotSettings', found: kindOf(document) }
  const version = document['schemaVersion']
  if (typeof version === 'number' && version > settingsVersion) return { type: 'NewerVersion', version }
  const looksFamiliar = ['schemaVersion', 'site', 'needs', 'outcomes'].some((key) => Object.hasOwn(document, key))
  return looksFamiliar ? null : { type: 'NotSettings', found: 'foreign' }
}

function kindOf(value: unknown): 'list' | 'text' | 'number' | 'other' {
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return 'text'
  return typeof value === 'number' ? 'number' : 'other'
}
