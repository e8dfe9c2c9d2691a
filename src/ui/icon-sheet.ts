import sheetAddress from './icons.svg'

/**
 * Puts the sheet of drawings into the page, once; icons refer to it by name. It is fetched rather than referred to from
 * outside, since Chromium does not ask the service worker for a foreign `<use>`: offline there would be no drawings.
 * Without it words stand alone, and they are enough.
 */
export async function hangIconSheet(page: Document = document): Promise<void> {
  try {
    const response = await fetch(sheetAddress)
    const sheet = new DOMParser().parseFromString(await response.text(), 'image/svg+xml').documentElement
    if (!(sheet instanceof SVGSVGElement)) return
    sheet.setAttribute('aria-hidden', 'true')
    sheet.setAttribute('hidden', '')
    page.body.append(page.adoptNode(sheet))
  } catch {
    // Neither cached nor reachable: the application goes on without pictures.
  }
}
