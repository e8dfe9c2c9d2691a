import type { DeviceReport } from '#protocol/messages.ts'
import type { TroubleBook } from '../store-trouble.ts'

/** How safe this device's store is, as the manager's list shows it. */
export async function storageState(book: TroubleBook | null): Promise<DeviceReport['storage']> {
  if (book !== null && book.port.inMemory() > 0) return 'memory'
  if (book?.port.trouble() === 'full') return 'full'
  try {
    return (await navigator.storage.persisted()) ? 'persistent' : 'bestEffort'
  } catch {
    return 'unknown'
  }
}
