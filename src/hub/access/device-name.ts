/** A device's name for people: on one line, at most 60 characters; nothing in it steers a terminal or a page. */
export function cleanName(name: string): string {
  return (
    name
      .normalize('NFC')
      .replace(/[\p{C}\s]+/gu, ' ')
      .trim()
      .slice(0, 60)
      // A pair that was cut in two.
      .replace(/\p{Cs}/gu, '')
      .trim()
  )
}
