import type { Files } from '#app/ports.ts'

// Safari reads the blob after the click has returned; a minute is ample and gives the memory back.
const revokeAfterMs = 60_000

/** Hands a file to the browser's downloads. */
export function createFiles(page: Document = document): Files {
  return {
    save: (name, type, content) => {
      const url = URL.createObjectURL(new Blob([content as BlobPart], { type }))
      const link = page.createElement('a')
      link.href = url
      link.download = name
      page.body.append(link)
      link.click()
      link.remove()
      setTimeout(() => URL.revokeObjectURL(url), revokeAfterMs)
    },
  }
}
