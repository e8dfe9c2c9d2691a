import type { ReactElement } from 'react'
import { useDevice, usePorts, useText } from '#app/hooks.ts'
import type { DevicePreferences } from '#app/ports.ts'
import { commonText } from '#text/common.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import styles from './switches.module.css'

type Theme = DevicePreferences['theme']

const next: Readonly<Record<Theme, Theme>> = { light: 'dark', dark: 'contrast', contrast: 'light' }
const drawings = { light: sharedIcons.sun, dark: sharedIcons.moon, contrast: sharedIcons.circleHalf }

/** Goes round light, dark and high contrast; the choice belongs to this device. */
export function ThemeSwitch(): ReactElement {
  const { theme } = useDevice()
  const { device } = usePorts()
  const t = useText(commonText)
  return (
    <IconButton
      className={styles['theme']}
      paths={drawings[theme]}
      name={t(`theme.${theme}`)}
      onClick={() => device.set({ theme: next[theme] })}
    />
  )
}
