import { readConfig } from '../src/hub/config.ts'
import { listen } from '../src/hub/listen.ts'
import { appFolder, buildApp, isBuilt, projectFolder } from './build-app.ts'

try {
  const config = readConfig(process.env, projectFolder, process.argv.slice(2))
  if (config.appFolder === appFolder && !isBuilt()) {
    // A build takes some seconds: a port that is taken is said before it, not after.
    await (await listen(() => new Response(), config.host, config.port)).stop()
    await buildUnlessStopped()
  }
} catch (error) {
  console.error(`Guichet Libre cannot start. ${error instanceof Error ? error.message : String(error)}`)
  process.exit(1)
}

await import('../src/hub/main.ts')

async function buildUnlessStopped(): Promise<void> {
  console.error('Guichet Libre: building the app, this takes a moment')
  const stopped = new AbortController()
  const stop = (): void => stopped.abort()
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    await buildApp(stopped.signal)
  } catch (error) {
    if (stopped.signal.aborted) process.exit(0)
    throw error
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
