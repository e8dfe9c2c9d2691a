import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import type { Rollup } from 'vite'

export interface BundledPage {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** What a bundled script is loaded by. */
export const bundledPage = '<!doctype html><title>Test</title><script type="module" src="/page.js"></script>'

/** Bundles one TypeScript file into one script, for tests that run our modules in a real browser. */
export async function bundleScript(entry: string): Promise<string> {
  const root = join(import.meta.dirname, '../..')
  const output = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { __APP_VERSION__: '"0.0.0+test"', __BUILT_AT__: '0' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: join(root, entry), output: { codeSplitting: false } },
    },
  })
  const { output: files } = (Array.isArray(output) ? output[0] : output) as Rollup.RollupOutput
  const script = files.find((file) => file.type === 'chunk' && file.isEntry)
  if (script?.type !== 'chunk') throw new Error(`${entry} gave no script`)
  return script.code
}

/** Serves such a script alone, on an origin of its own. */
export async function servePage(entry: string): Promise<BundledPage> {
  const script = await bundleScript(entry)
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : bundledPage)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}/`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
