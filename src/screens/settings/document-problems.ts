import { parsePrinting } from '#domain/printing.ts'
import { parseSettings } from '#domain/settings.ts'
import type { SettingsProblem } from '#domain/settings.ts'

/** All that is wrong with a document, in the parts too that a kiosk reads only when it prints. */
export function documentProblems(document: unknown): readonly SettingsProblem[] {
  return [parseSettings(document), parsePrinting(document)].flatMap((parsed) => (parsed.ok ? [] : parsed.error))
}
