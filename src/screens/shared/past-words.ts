import { useCallback } from 'react'
import { useText } from '#app/hooks.ts'
import type { OwnPast } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'

/** `12 tickets et 3 journées closes`; what there is none of is left out. */
export function usePastWords(): (past: OwnPast) => string {
  const t = useText(pairingText)
  return useCallback(
    ({ tickets, foldedDays }) => {
      // Settings, a pause: entries all the same.
      if (tickets === 0 && foldedDays === 0) return t('past.few')
      const ofTickets = t('past.tickets', { count: tickets })
      const ofDays = t('past.days', { count: foldedDays })
      if (foldedDays === 0) return ofTickets
      return tickets === 0 ? ofDays : t('past.both', { tickets: ofTickets, days: ofDays })
    },
    [t],
  )
}
