import type { ReactElement } from 'react'
import { useAppState, useText, useVisitorText } from '#app/hooks.ts'
import { staffTroubleText } from '#text/staff-trouble.ts'
import { TroubleNotice } from './trouble-band.tsx'

/** Says to staff what is wrong with this device's store, and what to do about it (P5, P6). */
export function StaffTroubleBand(): ReactElement | null {
  const trouble = useAppState((state) => state.trouble)
  const inMemory = useAppState((state) => state.inMemory)
  const t = useText(staffTroubleText)
  const reload = useVisitorText('bands')('trouble.reload')
  if (inMemory > 0) {
    return (
      <TroubleNotice kind="inMemory" reload={reload}>
        {t('inMemory', { count: inMemory })}
      </TroubleNotice>
    )
  }
  return trouble === null ? null : (
    <TroubleNotice kind={trouble} reload={reload}>
      {t(trouble)}
    </TroubleNotice>
  )
}
