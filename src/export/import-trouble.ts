import type { SettingsProblem } from '#domain/settings-reader.ts'

/** Why a package is not read, and where: what is so, as far as a screen's sentence needs it. */
export type ImportTrouble =
  | { readonly type: 'NotAZip' }
  /** Packed or unpacked, it is beyond what any export is. */
  | { readonly type: 'TooLarge'; readonly mostBytes: number }
  | { readonly type: 'UnexpectedFile'; readonly file: string }
  | { readonly type: 'FileTwice'; readonly file: string }
  | { readonly type: 'FileAbsent'; readonly file: string }
  /** Not the bytes that were exported: damaged on the way, or edited. */
  | { readonly type: 'FileChanged'; readonly file: string }
  | { readonly type: 'NewerVersion'; readonly found: number; readonly known: number }
  /** `path` as in `method.periods[2].start`; `(file)` where it is no JSON object at all. */
  | {
      readonly type: 'BadDescriptor'
      readonly path: string
      readonly problem: SettingsProblem['problem']
      readonly found: string
    }
  | TableTrouble

/** `row` counts as a spreadsheet does: the header is row 1. */
export type TableTrouble =
  | {
      readonly type: 'WrongColumns'
      readonly file: string
      readonly row: 1
      readonly expected: string
      readonly found: string
    }
  | {
      readonly type: 'WrongWidth'
      readonly file: string
      readonly row: number
      readonly expected: number
      readonly found: number
    }
  | {
      readonly type: 'BadCell'
      readonly file: string
      readonly row: number
      readonly column: string
      readonly found: string
    }
  /** A figure is empty and the row does not say so, or the row says so and none is. */
  | { readonly type: 'WrongFlag'; readonly file: string; readonly row: number; readonly column: 'flag' }
  | { readonly type: 'RowTwice'; readonly file: string; readonly row: number }
  | { readonly type: 'TooManyRows'; readonly file: string; readonly most: number }

/** What stood there, short enough for a sentence. */
export function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
