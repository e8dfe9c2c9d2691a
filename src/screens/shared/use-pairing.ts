import { useState } from 'react'
import { usePlace, usePorts } from '#app/hooks.ts'
import type { DeviceRole, HubTrouble, OwnPast } from '#app/ports.ts'
import { linkTo } from '#app/session.ts'
import type { ScreenName, Session } from '#app/session.ts'

/** `paired` with a past: what this browser gathered alone stays where it is, and somebody ought to know. */
export type PairingState =
  | { readonly type: 'asking' }
  /** `again`: with another code, after one that did not do. */
  | { readonly type: 'connecting'; readonly again: boolean }
  | { readonly type: 'refused'; readonly trouble: HubTrouble }
  | { readonly type: 'paired'; readonly role: DeviceRole; readonly past: OwnPast | null; readonly address: string }

export interface Pairing {
  readonly state: PairingState
  connect(code: string): Promise<void>
}

const screenOf: Readonly<Record<DeviceRole, ScreenName>> = {
  kiosk: 'kiosk',
  board: 'board',
  desk: 'desk',
  manager: 'settings',
}

/** Redeems a code and goes on to the screen of the role. @param go leads the window to an address, loading it anew. */
export function usePairing(go: (address: string) => void): Pairing {
  const { session } = usePlace()
  const { hub } = usePorts()
  const [state, setState] = useState<PairingState>({ type: 'asking' })
  return {
    state,
    connect: async (code) => {
      setState((before) => ({ type: 'connecting', again: before.type !== 'asking' }))
      try {
        const staff = await hub.staff()
        const redeemed = await staff.redeem(code, '')
        if (!redeemed.ok) {
          setState({ type: 'refused', trouble: redeemed.error })
          return
        }
        const role = redeemed.value
        const address = screenAddress(session, role)
        // A manager is offered the move in the settings; anybody else learns that nothing is lost.
        const past = role === 'manager' ? null : await staff.ownPast().catch(() => null)
        setState({ type: 'paired', role, past, address })
        if (past === null) go(address)
      } catch {
        setState({ type: 'refused', trouble: 'unreachable' })
      }
    },
  }
}

/** Where a device of this role works. Its own screen keeps what the address said of it: a desk's number, a theme. */
export function screenAddress(session: Session, role: DeviceRole): string {
  const screen = screenOf[role]
  const inEarnest = { ...session, demo: false }
  const address =
    session.screen === screen && !session.demo ? location.pathname + location.search : linkTo(inEarnest, screen)
  return role === 'manager' ? `${address}#devices` : address
}

/** Opens an address as a new page, also where only its `#` differs: a window works over one store from beginning to end. */
export function openAnew(address: string): void {
  history.replaceState(null, '', address)
  location.reload()
}
