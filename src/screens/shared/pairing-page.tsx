import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { usePlace, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { pairingText } from '#text/pairing.ts'
import { PairedWithPast } from './paired-with-past.tsx'
import { PairingForm } from './pairing-form.tsx'
import styles from './pairing.module.css'
import { useHubStanding } from './use-hub-standing.ts'
import { openAnew, usePairing } from './use-pairing.ts'
import type { PairingState } from './use-pairing.ts'

export interface PairingPageProps {
  /** Leads the window to an address, loading it anew: a test has no other page to load. */
  readonly go?: (address: string) => void
}

const mark = '#pair='

/** Any screen opened with `#pair=CODE`: the device joins the hub and goes on to the screen of its role. */
export function PairingPage({ go = openAnew }: PairingPageProps): ReactElement {
  const t = useText(pairingText)
  const { state, connect } = usePairing(go)
  const begun = useRef(connect)
  useEffect(() => {
    begun.current = connect
  })
  useEffect(() => {
    const hear = (): void => {
      const { hash } = location
      if (!hash.startsWith(mark)) return
      // A code is used once; in the address it would only be copied, kept and tried again.
      history.replaceState(null, '', location.pathname + location.search)
      void begun.current(hash.slice(mark.length).slice(0, 40))
    }
    hear()
    window.addEventListener('hashchange', hear)
    return () => window.removeEventListener('hashchange', hear)
  }, [])
  return (
    <main className={styles['page']}>
      <title>{t('title')}</title>
      <div className={styles['card']}>
        <Content state={state} connect={connect} go={go} />
      </div>
    </main>
  )
}

interface ContentProps extends Required<PairingPageProps> {
  readonly state: PairingState
  readonly connect: (code: string) => Promise<void>
}

function Content({ state, connect, go }: ContentProps): ReactElement {
  const t = useText(pairingText)
  const heading = useRef<HTMLHeadingElement>(null)
  const isForm = state.type === 'refused' || (state.type === 'connecting' && state.again)
  // Whoever cannot see the page is told that it has become another.
  const page = isForm ? 'form' : state.type
  useEffect(() => {
    if (page === 'form' || page === 'paired') heading.current?.focus()
  }, [page])
  if (state.type === 'paired' && state.past !== null) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t(`is.${state.role}`)}
        </h1>
        <PairedWithPast past={state.past} onGo={() => go(state.address)} />
      </>
    )
  }
  if (isForm) {
    return (
      <>
        <h1 ref={heading} tabIndex={-1}>
          {t('failed')}
        </h1>
        <PairingForm
          trouble={state.type === 'refused' ? state.trouble : null}
          busy={state.type === 'connecting'}
          onCode={(code) => void connect(code)}
        />
        <WayOut />
      </>
    )
  }
  return (
    <div role="status">
      <h1>{t(state.type === 'paired' ? 'connected' : 'connecting')}</h1>
    </div>
  )
}

/** To the screen that was asked for, as the device was before. */
function WayOut(): ReactElement {
  const t = useText(pairingText)
  const { session } = usePlace()
  const { role } = useHubStanding()
  const desk: Readonly<Record<string, string>> = session.desk === null ? {} : { desk: String(session.desk) }
  return (
    <p>
      <a href={linkTo(session, session.screen ?? '', desk)}>{t(role === null ? 'alone' : 'before')}</a>
    </p>
  )
}
