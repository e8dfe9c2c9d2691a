import { useState } from 'react'
import type { ReactElement } from 'react'
import { usePlace, usePorts, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { chooserText } from '#text/chooser.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { TicketCard } from '#ui/ticket-card.tsx'
import { useHubStanding } from '../shared/use-hub-standing.ts'
import styles from './welcome.module.css'

/** Always the same day, so that a lesson can be given twice. */
const demoSeed = 1

/** What Guichet Libre is, on its own ticket; the stub is the way to try it. */
export function Welcome({ go }: { readonly go: (address: string) => void }): ReactElement {
  const t = useText(chooserText)
  const { role } = useHubStanding()
  return (
    <TicketCard className={styles['welcome']} stub={<DemoDay go={go} />}>
      <div className={styles['words']}>
        <h1 className={styles['title']} translate="no">
          {t('title')}
        </h1>
        <p>{t('what')}</p>
        <p>{t(role === null ? 'how' : 'how.paired')}</p>
      </div>
    </TicketCard>
  )
}

function DemoDay({ go }: { readonly go: (address: string) => void }): ReactElement {
  const { session } = usePlace()
  const { demo } = usePorts()
  const t = useText(chooserText)
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')

  /** The page is loaded anew: a window works over one store from its beginning to its end. */
  async function leave(step: () => Promise<void>, demoAfter: boolean): Promise<void> {
    setState('busy')
    try {
      await step()
      go(linkTo({ ...session, demo: demoAfter }, ''))
    } catch {
      setState('failed')
    }
  }

  return (
    <div className={styles['demo']}>
      <p>{t(session.demo ? 'demo.running' : 'demo.what')}</p>
      <div className={styles['actions']}>
        <Button
          size="large"
          className={styles['play']}
          busy={state === 'busy'}
          icon={<Icon paths={staffIcons.play} />}
          onClick={() => void leave(() => demo.play(demoSeed), true)}
        >
          {t(session.demo ? 'demo.again' : 'demo')}
        </Button>
        {session.demo ? (
          <Button
            size="large"
            className={styles['discard']}
            disabled={state === 'busy'}
            icon={<Icon paths={staffIcons.trash} />}
            onClick={() => void leave(() => demo.discard(), false)}
          >
            {t('demo.discard')}
          </Button>
        ) : null}
      </div>
      {state === 'failed' ? <Notice tone="danger">{t('demo.failed')}</Notice> : null}
    </div>
  )
}
