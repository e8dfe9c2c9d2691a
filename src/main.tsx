import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startApp } from '#app/app.ts'
import { releasedAt } from '#app/release.ts'
import { readSession } from '#app/session.ts'
import { createBrowserPorts } from '#browser/ports.ts'
import { Root } from '#screens/root.tsx'
import { hangIconSheet } from '#ui/icon-sheet.ts'
import '#ui/base.css'

/** Browser composition root: makes the adapters, hands them to the application, mounts the screen. */
async function start(): Promise<void> {
  const base = applicationFolder()
  const session = readSession(new URL(location.href), base)
  const root = document.getElementById('root')
  if (root === null) throw new Error('index.html has no #root')
  void hangIconSheet()
  const ports = await createBrowserPorts({
    demo: session.demo,
    base,
    releasedAt,
    simulation: () => import('#app/demo-day.ts'),
  })
  const app = startApp(ports)
  const { storeTrouble } = ports
  const listen = () => {
    // What a refused step has reported stays until a step succeeds.
    const trouble = storeTrouble.trouble()
    if (trouble !== null) app.store.getState().report(trouble)
    app.store.getState().setInMemory(storeTrouble.inMemory())
  }
  storeTrouble.watch(listen)
  listen()
  window.addEventListener('beforeunload', (event) => {
    // What is only in this window's memory would go with it.
    if (storeTrouble.inMemory() > 0) event.preventDefault()
  })
  createRoot(root).render(
    <StrictMode>
      <Root app={app} session={session} />
    </StrictMode>,
  )
}

/** Built, this file stands in `assets/`; in development in `src/`: the application's folder is the one above. */
function applicationFolder(): URL {
  return new URL('../', import.meta.url)
}

void start()
