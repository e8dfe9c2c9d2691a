/**
 * Breaks words into lines that are no wider than `room`: after spaces, and between Han letters, never before the sign
 * that follows one. A no-break space holds. What cannot be broken is wider than the room.
 */
export function linesOf(words: string, room: number, measure: (line: string) => number): readonly string[] {
  const pieces = words.match(/\p{Script=Han}\p{P}* ?|[^ \p{Script=Han}]+ ?| +/gu) ?? []
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && measure((line + piece).trimEnd()) > room) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += piece
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
