import { useState } from 'react'
import type { ReactElement } from 'react'
import { usePorts, useText } from '#app/hooks.ts'
import { pairingText } from '#text/pairing.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import styles from './pairing.module.css'
import { useFiles } from './use-files.ts'

/** Saves what this browser gathered alone as a file, for a manager or for a hub at another address. */
export function PastFileButton(): ReactElement {
  const t = useText(pairingText)
  const { hub } = usePorts()
  const files = useFiles()
  const [state, setState] = useState<'ready' | 'busy' | 'saved' | 'nothing' | 'failed'>('ready')

  async function save(): Promise<void> {
    setState('busy')
    try {
      const file = await (await hub.staff()).ownPastFile()
      if (file !== null) files.save(file.name, 'application/json', file.content)
      setState(file === null ? 'nothing' : 'saved')
    } catch {
      setState('failed')
    }
  }

  return (
    <div className={styles['save']}>
      <div>
        <Button icon={<Icon paths={staffIcons.downloadSimple} />} busy={state === 'busy'} onClick={() => void save()}>
          {t('past.save')}
        </Button>
      </div>
      <p role="status" className={styles['told']}>
        {state === 'ready' || state === 'busy' ? '' : t(`past.${state}`)}
      </p>
    </div>
  )
}
