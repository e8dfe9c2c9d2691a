import type { Ports } from '#app/ports.ts'
import { releasedAt } from '#app/release.ts'
import { createChime } from '#browser/chime.ts'
import { createBrowserPorts } from '#browser/ports.ts'

/** The adapters as the application gets them, for a test to use inside a page. */
async function openPorts(): Promise<Ports> {
  return createBrowserPorts({
    demo: false,
    base: new URL('./', location.href),
    releasedAt,
    simulation: () => import('#app/demo-day.ts'),
  })
}

// Whatever a test asks of a page counts as a tap there: only the page's own beginning has had none.
const chime = createChime()
const stateAtLoad = chime.state()

Object.assign(globalThis, { openPorts, chime, stateAtLoad })
