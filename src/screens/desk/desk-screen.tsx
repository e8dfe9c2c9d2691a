import { lazy, Suspense } from 'react'
import type { ReactElement } from 'react'
import { usePlace, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import type { DeskNumber } from '#domain/ids.ts'
import { deskText } from '#text/desk.ts'
import { StaffFrame } from '../shared/staff-frame.tsx'
import { useIdle } from '../shared/use-idle.ts'
import { ByHand } from './by-hand.tsx'
import { ConflictNotices } from './conflict-notices.tsx'
import { CurrentVisit } from './current-visit.tsx'
import { DeskChooser } from './desk-chooser.tsx'
import styles from './desk-screen.module.css'
import { LastVisit } from './last-visit.tsx'
import { QueueColumn } from './queue-column.tsx'
import { SayingLine } from './saying-line.tsx'
import { DeskContext, useDesk } from './use-desk.ts'
import type { DeskView } from './use-desk.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { useKeptFocus } from './use-kept-focus.ts'
import { WalkUpQuestion } from './walk-up-question.tsx'

/** Said seldom: what staff say of a day afterwards is loaded when it is. */
const EarlierVisit = lazy(() => import('./earlier-visit.tsx').then((part) => ({ default: part.EarlierVisit })))

/** The desk: who is here, who is next, and one large button. Nothing is modal; the next call is always one press away. */
export function DeskScreen(): ReactElement {
  const { session } = usePlace()
  return session.desk === null ? <DeskChooser /> : <NumberedDesk desk={session.desk} />
}

function NumberedDesk({ desk }: { readonly desk: DeskNumber }): ReactElement {
  const t = useText(deskText)
  const { session } = usePlace()
  const place = (
    <span className={styles['place']}>
      <strong>{t('title', { desk })}</strong>
      <a href={linkTo(session, 'desk')}>{t('title.change')}</a>
    </span>
  )
  return (
    <StaffFrame title={t('title', { desk })} heading="hidden" place={place} fit="full">
      <Desk desk={desk} />
    </StaffFrame>
  )
}

function Desk({ desk }: { readonly desk: DeskNumber }): ReactElement {
  const view = useDesk(desk)
  // A new version waits until nobody stands at this desk (design D12).
  useIdle(view.current === undefined)
  useDeskKeys(view)
  const visitRef = useKeptFocus(view)
  return (
    <DeskContext value={view}>
      <div className={styles['desk']}>
        <div className={styles['visit']} ref={visitRef} tabIndex={-1}>
          <ConflictNotices />
          <CurrentVisit />
          <Aside view={view} />
        </div>
        <QueueColumn />
        <div className={styles['foot']}>
          <SayingLine />
          <ByHand />
        </div>
      </div>
    </DeskContext>
  )
}

/** Below the visitor: what is asked of a walk-up, or the last visit. */
function Aside({ view: { earlierNeed, walkUpNeed } }: { readonly view: DeskView }): ReactElement {
  if (walkUpNeed !== null) return <WalkUpQuestion need={walkUpNeed} />
  if (earlierNeed === null) return <LastVisit />
  return (
    <Suspense fallback={null}>
      <EarlierVisit key={earlierNeed} need={earlierNeed} />
    </Suspense>
  )
}
