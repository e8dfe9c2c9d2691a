import { useId, useSyncExternalStore } from 'react'
import type { ReactElement } from 'react'
import { useDevice, usePorts, useText } from '#app/hooks.ts'
import { deviceSettingsText } from '#text/settings-device.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'

/** Theme and loudness of this device. */
export function LookGroup(): ReactElement {
  const t = useText(deviceSettingsText)
  const { device } = usePorts()
  const { theme } = useDevice()
  return (
    <Group title={t('look.title')}>
      <ChoiceGroup legend={t('theme.legend')}>
        {(['light', 'dark', 'contrast'] as const).map((name) => (
          <ChoiceChip key={name} pressed={theme === name} onClick={() => device.set({ theme: name })}>
            {t(`theme.${name}`)}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      <Volume />
    </Group>
  )
}

function Volume(): ReactElement {
  const t = useText(deviceSettingsText)
  const { device, chime } = usePorts()
  const { soundVolume } = useDevice()
  const sound = useSyncExternalStore(chime.watch, chime.state)
  const id = useId()
  const percent = Math.round(soundVolume * 100)
  const listen = async (): Promise<void> => {
    await chime.unlock()
    await chime.play(soundVolume)
  }
  return (
    <div className={styles['stack']}>
      <label className={styles['fieldLabel']} htmlFor={id}>
        {t('sound.volume')}
      </label>
      <div className={styles['slider']}>
        <input
          id={id}
          className={styles['range']}
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-valuetext={t('sound.value', { percent })}
          onChange={(event) => device.set({ soundVolume: event.target.valueAsNumber / 100 })}
        />
        <output className={styles['figure']} htmlFor={id}>
          {t('sound.value', { percent })}
        </output>
        <Button
          icon={<Icon paths={sharedIcons.speakerHigh} />}
          disabled={sound === 'missing'}
          onClick={() => void listen()}
        >
          {t('sound.try')}
        </Button>
      </div>
      {sound !== 'on' && <p className={styles['hint']}>{t(`sound.${sound}`)}</p>}
    </div>
  )
}
