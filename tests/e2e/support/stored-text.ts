import type { Page } from 'playwright-core'

/** Everything that a page's origin keeps in IndexedDB, storage buckets included, as text. */
export function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const buckets = (navigator as unknown as { storageBuckets?: StorageBuckets }).storageBuckets
    const factories = [indexedDB]
    for (const name of (await buckets?.keys()) ?? []) factories.push((await buckets!.open(name)).indexedDB)
    const texts: string[] = []
    for (const factory of factories) {
      for (const { name = '' } of await factory.databases()) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = factory.open(name)
          opening.onsuccess = () => resolve(opening.result)
          opening.onerror = () => reject(new Error(`${name} cannot be opened`))
        })
        for (const store of db.objectStoreNames) {
          const rows = await new Promise<unknown[]>((resolve, reject) => {
            const reading = db.transaction(store).objectStore(store).getAll()
            reading.onsuccess = () => resolve(reading.result as unknown[])
            reading.onerror = () => reject(new Error(`${store} cannot be read`))
          })
          texts.push(JSON.stringify(rows))
        }
        db.close()
      }
    }
    return texts.join('\n')
  })
}

interface StorageBuckets {
  keys(): Promise<string[]>
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>
}
