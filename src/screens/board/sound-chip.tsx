import { useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { usePorts, useVisitorText } from '#app/hooks.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { publicIcons } from '#ui/public-icons.ts'
import styles from './board-screen.module.css'

/** Whether calls can be heard; where the browser waits for a tap, this is where to tap. */
export function SoundChip(): ReactElement {
  const { chime } = usePorts()
  const t = useVisitorText('board')
  const state = useSyncExternalStore(chime.watch, chime.state)
  if (state === 'blocked') {
    return (
      <Button
        className={styles['sound']}
        data-testid="sound"
        data-state={state}
        icon={<Icon paths={publicIcons.speakerSlash} />}
        onClick={() => void chime.unlock()}
      >
        {t('sound.blocked')}
      </Button>
    )
  }
  return (
    <span className={styles['sound']} data-testid="sound" data-state={state}>
      <Icon paths={state === 'on' ? publicIcons.speakerHigh : publicIcons.speakerSlash} />
      {t(state === 'on' ? 'sound.on' : 'sound.missing')}
    </span>
  )
}
