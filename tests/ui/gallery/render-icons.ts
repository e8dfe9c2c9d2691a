/**
 * Draws the PNG icons from public/icons/icon.svg; to be run by hand when the drawing changes.
 *
 *     CHROMIUM=/path/to/chromium npx tsx tests/ui/gallery/render-icons.ts
 */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

import { chromium } from 'playwright-core'

interface Picture {
  readonly file: string
  readonly size: number
  /** Systems that cut the icon to their own shape want it without corners of its own. */
  readonly fullBleed: boolean
}

const pictures: readonly Picture[] = [
  { file: 'icon-192.png', size: 192, fullBleed: false },
  { file: 'icon-512.png', size: 512, fullBleed: false },
  { file: 'icon-maskable-512.png', size: 512, fullBleed: true },
  { file: 'apple-touch-icon.png', size: 180, fullBleed: true },
]

const folder = new URL('../../../public/icons/', import.meta.url)
const drawing = await readFile(new URL('icon.svg', folder), 'utf8')
const executablePath = process.env['CHROMIUM']
const browser = await chromium.launch({
  ...(executablePath === undefined ? { channel: 'chromium' } : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage()
  for (const { file, size, fullBleed } of pictures) {
    await page.setViewportSize({ width: size, height: size })
    const markup = fullBleed ? drawing.replace(/ rx="\d+"/, '') : drawing
    await page.goto(`data:text/html,${encodeURIComponent(`<body style="margin:0">${markup}`)}`)
    await page.addStyleTag({ content: `svg { display: block; inline-size: ${String(size)}px }` })
    await page.screenshot({ path: fileURLToPath(new URL(file, folder)), omitBackground: true })
  }
} finally {
  await browser.close()
}
