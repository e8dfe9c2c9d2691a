/**
 * Takes a picture of every page of the gallery in every theme, to be looked at.
 *
 *     CHROMIUM=/path/to/chromium npx tsx tests/ui/gallery/screenshots.ts [folder] [page…]
 */
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import react from '@vitejs/plugin-react'
import { chromium } from 'playwright-core'
import { createServer } from 'vite'

const pages = ['kiosk', 'ticket', 'board', 'desk', 'controls', 'fields', 'states', 'dialog', 'keypad', 'icons']
const themes = ['light', 'dark', 'contrast']

const [folder = join(tmpdir(), 'guichet-libre-gallery'), ...chosen] = process.argv.slice(2)
const port = Number(process.env['PORT'] ?? 8150)
const repository = fileURLToPath(new URL('../../..', import.meta.url))

const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: join(tmpdir(), 'guichet-libre-gallery-cache'),
  plugins: [react()],
  server: { port, strictPort: true, hmr: false, fs: { allow: [repository] } },
  logLevel: 'warn',
})
await server.listen()

const executablePath = process.env['CHROMIUM']
const browser = await chromium.launch({
  ...(executablePath === undefined ? { channel: 'chromium' } : { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  await mkdir(folder, { recursive: true })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  page.on('pageerror', (error) => {
    console.error(error)
  })
  for (const name of chosen.length > 0 ? chosen : pages) {
    for (const theme of themes) {
      await page.goto(`http://localhost:${String(port)}/?page=${name}&theme=${theme}`)
      await page.waitForSelector('main')
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(300)
      await page.screenshot({ path: join(folder, `${name}-${theme}.png`) })
    }
  }
} finally {
  await browser.close()
  await server.close()
}
