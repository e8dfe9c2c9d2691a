import type { DeviceId } from '#protocol/names.ts'
import type { Role } from '#protocol/roles.ts'
import { hubStore } from '../pairing-mark.ts'

/** Other windows have begun anew by then. */
const settleMs = 500
/** A disk or another window may hold the stores up for ever: nobody waits longer, and the windows that open go on. */
const workMs = 10_000

/** Marks this browser; each pairing differs from the one before, so that other windows hear of it. */
export function markPaired(pairing: { readonly role: Role; readonly device: DeviceId } | null): void {
  if (pairing === null) localStorage.removeItem(hubStore)
  else localStorage.setItem(hubStore, `${pairing.role} ${pairing.device}`)
}

/** Changes the pairing and then the stores, while no window opens or writes them. */
export async function whilePairing(
  locks: Pick<LockManager, 'request'> | undefined,
  mark: () => void,
  work: () => Promise<void>,
): Promise<void> {
  const change = async () => {
    mark()
    await rest(settleMs)
    await Promise.race([work(), rest(workMs)])
  }
  if (locks === undefined) await change()
  else await locks.request(`${hubStore}-pairing`, change)
}

/** A window that begins during a pairing waits for its end. */
export async function afterPairing(locks: Pick<LockManager, 'request'> | undefined): Promise<void> {
  await locks?.request(`${hubStore}-pairing`, { mode: 'shared' }, () => undefined)
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
