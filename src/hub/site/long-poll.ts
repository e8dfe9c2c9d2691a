import type { Day } from '#domain/ids.ts'
import { pollWaitMs } from '#protocol/link-state.ts'
import type { SiteKey } from '#protocol/names.ts'
import type { HubStore, PageOfLog } from '../stores/hub-store.ts'

/** Where a device stands. */
export interface Standing {
  readonly site: SiteKey
  readonly seq: number
  readonly horizon: Day | null
}

/** A long poll: the first news, or after two seconds none: the answer is a heartbeat, too. */
export async function pageWhenNew(
  store: Pick<HubStore, 'page' | 'watch'>,
  { site, seq, horizon }: Standing,
  limit: number,
  gone: AbortSignal,
): Promise<PageOfLog> {
  let isMoved = false
  let isOver = false
  let wake: (() => void) | null = null
  const end = (): void => {
    isOver = true
    wake?.()
  }
  const unwatch = store.watch((moved) => {
    if (moved !== site) return
    isMoved = true
    wake?.()
  })
  const timer = setTimeout(end, pollWaitMs)
  gone.addEventListener('abort', end)
  try {
    for (;;) {
      isMoved = false
      // Looked at after the watch has begun: what came in between is not slept through.
      const page = await store.page(site, seq, limit)
      const isNew = page.logged.length > 0 || page.status.head.seq !== seq || page.status.horizon !== horizon
      if (isNew || isOver || gone.aborted) return page
      await new Promise<void>((resolve) => {
        wake = resolve
        if (isMoved || isOver) resolve()
      })
    }
  } finally {
    clearTimeout(timer)
    unwatch()
    gone.removeEventListener('abort', end)
  }
}
