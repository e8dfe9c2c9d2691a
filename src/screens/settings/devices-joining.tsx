import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { HubStaff } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { PairedWithPast } from '../shared/paired-with-past.tsx'
import { PairingForm } from '../shared/pairing-form.tsx'
import { PastFileButton } from '../shared/past-file-button.tsx'
import { usePastWords } from '../shared/past-words.ts'
import { usePairing } from '../shared/use-pairing.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { useFocusOnChange } from './use-focus-on-change.ts'
import { useOwnPast } from './use-own-past.ts'

interface AloneProps {
  readonly staff: HubStaff
  readonly go: (address: string) => void
}

/** A device that is not paired: it may join where there is a hub, and learns how to get one where there is none. */
export function AloneWithHub({ staff, go }: AloneProps): ReactElement {
  const t = useText(hubSettingsText)
  const [isThere, setThere] = useState<boolean | null>(null)
  useEffect(() => {
    let isGone = false
    void staff
      .isThere()
      .catch(() => false)
      .then((found) => isGone || setThere(found))
    return () => {
      isGone = true
    }
  }, [staff])
  return (
    <>
      {isThere === null ? (
        <p className={styles['hint']}>{t('looking')}</p>
      ) : isThere ? (
        <JoinGroup title={t('join.title')} go={go} />
      ) : (
        <NoHub />
      )}
      <LonePast staff={staff} sentence="past.alone" />
    </>
  )
}

export function NoHub(): ReactElement {
  const t = useText(hubSettingsText)
  return (
    <Group title={t('none.title')}>
      <div className={styles['stack']}>
        <p>{t('none.keep')}</p>
        <p>{t('none.text')}</p>
      </div>
    </Group>
  )
}

interface JoinGroupProps {
  readonly title: string
  readonly go: (address: string) => void
}

/** The field for a code; the page is loaded anew as soon as it has done. */
export function JoinGroup({ title, go }: JoinGroupProps): ReactElement {
  const t = useText(hubSettingsText)
  const pairing = useText(pairingText)
  const { state, connect } = usePairing(go)
  const place = useFocusOnChange(state.type === 'paired')
  if (state.type === 'paired' && state.past !== null) {
    return (
      <Group title={pairing(`is.${state.role}`)}>
        <div ref={place} className={styles['stack']}>
          <PairedWithPast past={state.past} onGo={() => go(state.address)} />
        </div>
      </Group>
    )
  }
  return (
    <Group title={title} hint={t('join.hint')}>
      <PairingForm
        trouble={state.type === 'refused' ? state.trouble : null}
        busy={state.type === 'connecting' || state.type === 'paired'}
        onCode={(code) => void connect(code)}
      />
    </Group>
  )
}

interface LonePastProps {
  readonly staff: HubStaff
  readonly sentence: 'past.alone' | 'past.other'
}

/** What was gathered alone can leave as a file; nothing to be seen where there is none. */
export function LonePast({ staff, sentence }: LonePastProps): ReactElement | null {
  const t = useText(hubSettingsText)
  const words = usePastWords()
  const [past] = useOwnPast(staff)
  if (past === null) return null
  return (
    <Group title={t('past.title')} hint={t(sentence, { past: words(past) })}>
      <PastFileButton />
    </Group>
  )
}
