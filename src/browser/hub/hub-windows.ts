import type { LinkEvent } from '#protocol/link-state.ts'
import type { LinkRunner, LinkWord } from './link-runner.ts'

/** What the windows of one browser tell each other about their common link. */
export interface WindowsParts {
  /** Names lock and channel. */
  readonly store: string
  /** Absent where the page is no secure context: then every window has a link of its own. */
  readonly locks: Pick<LockManager, 'request'> | undefined
  readonly start: (onChange: (word: LinkWord) => void) => Promise<LinkRunner>
  /** The newest word, of this window's link or another's. */
  readonly onWord: (word: LinkWord, own: boolean) => void
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'> & { readonly document: HubDocument }
}

type HubDocument = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>

export interface HubWindows {
  /** Ends this window's link; another window takes over. */
  stop(): Promise<void>
}

const tickMs = 500
/** The leader says this often that it is there, also when nothing is new. */
const repeatMs = 1_000

/**
 * One link a browser: HTTP/1.1 gives it six connections, and each stream takes one. Who holds the lock has the link; the
 * lock is free as soon as that window is closed or has crashed. Windows that are seen tick for a leader that is not:
 * browsers slow down the timers of hidden windows, not their messages.
 */
export function createHubWindows({ store, locks, start, onWord, page }: WindowsParts): HubWindows {
  const channel = new BroadcastChannel(`${store}-link`)
  let runner: LinkRunner | null = null
  let stopped = false
  const releases: (() => void)[] = []
  let posted: { readonly text: string; readonly at: number } = { text: '', at: -Infinity }

  function say(word: LinkWord): void {
    onWord(word, true)
    // How long the hub has been silent grows all the time and is no news.
    const text = JSON.stringify({ ...word, silentMs: null })
    if (stopped || (text === posted.text && performance.now() - posted.at < repeatMs)) return
    posted = { text, at: performance.now() }
    channel.postMessage(word)
  }

  function feed(type: Extract<LinkEvent, { type: 'ticked' | 'woke' | 'wentOnline' | 'wentOffline' }>['type']): void {
    if (runner === null) channel.postMessage(type)
    else runner.feed({ type })
  }

  async function lead(): Promise<void> {
    if (stopped) return
    const until = new Promise<void>((resolve) => releases.push(resolve))
    runner = await start(say)
    say(runner.word())
    await until
    await runner.stop()
    runner = null
  }

  channel.onmessage = ({ data }: MessageEvent) => {
    if (data === 'ticked' || data === 'woke') runner?.feed({ type: data })
    else if (typeof data === 'object' && data !== null && locks !== undefined) onWord(data as LinkWord, false)
  }
  const isSeen = () => page.document.visibilityState === 'visible'
  const timer = setInterval(() => {
    if (runner === null && isSeen()) feed('ticked')
  }, tickMs)
  const onSeen = () => {
    if (isSeen()) feed('woke')
  }
  const onShown = () => feed('woke')
  // Each window hears of the network by itself.
  const onOnline = () => runner?.feed({ type: 'wentOnline' })
  const onOffline = () => runner?.feed({ type: 'wentOffline' })
  page.document.addEventListener('visibilitychange', onSeen)
  page.addEventListener('pageshow', onShown)
  page.addEventListener('online', onOnline)
  page.addEventListener('offline', onOffline)
  const led = locks === undefined ? lead() : Promise.resolve(locks.request(`${store}-link`, lead))

  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      page.document.removeEventListener('visibilitychange', onSeen)
      page.removeEventListener('pageshow', onShown)
      page.removeEventListener('online', onOnline)
      page.removeEventListener('offline', onOffline)
      const wasLeading = runner !== null
      for (const release of releases) release()
      // A window that only waits for the lock may wait for ever.
      if (wasLeading) await led.catch(() => undefined)
      channel.close()
    },
  }
}
