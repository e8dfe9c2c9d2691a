/** `standard`: comma and point. `french`: for spreadsheets set to French, which otherwise put all in one column (S14). */
export type Dialect = 'standard' | 'french'

/** Text is guarded and quoted; a number gets the dialect's decimal sign; null is an empty cell. */
export type Cell = string | number | null

export interface Signs {
  readonly separator: string
  readonly decimal: string
  readonly start: string
}

export const signsByDialect: Readonly<Record<Dialect, Signs>> = {
  standard: { separator: ',', decimal: '.', start: '' },
  // Without a byte-order mark these spreadsheets read UTF-8 as something else.
  french: { separator: ';', decimal: ',', start: '\uFEFF' },
}

/** One header row and then rows, RFC 4180 (S14). Numbers are given as they are: round before. */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[], dialect: Dialect): string {
  const signs = signsByDialect[dialect]
  const lines = [header, ...rows].map((row) => row.map((cell) => written(cell, signs)).join(signs.separator))
  return `${signs.start}${lines.join('\r\n')}\r\n`
}

function written(cell: Cell, signs: Signs): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return quoted(String(cell).replace('.', signs.decimal), signs)
  return quoted(guarded(cell), signs)
}

/** No spreadsheet shall take a text for a formula (S15). */
function guarded(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** The text that was guarded. One that began with `'` and such a sign by itself loses its `'`: no id does. */
export function unguarded(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}

function quoted(text: string, { separator }: Signs): string {
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
}
