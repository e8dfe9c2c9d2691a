/** The store of a paired browser, and the mark in localStorage that says so: it decides which store a window opens. */
export const hubStore = 'guichet-libre-hub'

/** What this browser was paired as, unread; null: it works alone. */
export function pairedRole(page: Window = window): string | null {
  try {
    return page.localStorage.getItem(hubStore)?.split(' ')[0] ?? null
  } catch {
    return null
  }
}

/** A window over a store that is not the browser's any more begins anew. */
export function followPairing(page: Window = window): void {
  page.addEventListener('storage', ({ key }) => {
    if (key === hubStore) page.location.reload()
  })
}
