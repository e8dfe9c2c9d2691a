import { useId } from 'react'
import type { ReactElement } from 'react'
import { useDevice, usePorts, useText } from '#app/hooks.ts'
import { deviceSettingsText } from '#text/settings-device.ts'
import { Button } from '#ui/button.tsx'
import styles from './fields.module.css'
import { Group } from './group.tsx'

/** ISO/IEC 7810 ID-1, the size of every bank card. */
const cardMm = { wide: 85.6, high: 53.98 }
/** An iPad's; `--px-per-mm` in the tokens says the same. */
const assumedPxPerMm = 5.2

/** How many pixels a millimetre has, so that 20 mm targets are 20 mm: a frame is made as wide as a bank card. */
export function SizeGroup(): ReactElement {
  const t = useText(deviceSettingsText)
  const { device } = usePorts()
  const id = useId()
  const { pxPerMm } = useDevice()
  const value = pxPerMm ?? assumedPxPerMm
  return (
    <Group title={t('size.title')} hint={t('size.hint')}>
      <div className={styles['scroller']}>
        <div
          className={styles['card85']}
          aria-hidden="true"
          style={{ inlineSize: cardMm.wide * value, blockSize: cardMm.high * value }}
        />
      </div>
      <label className={styles['fieldLabel']} htmlFor={id}>
        {t('size.label')}
      </label>
      <div className={styles['slider']}>
        <input
          id={id}
          className={styles['range']}
          type="range"
          min={2}
          max={12}
          step={0.02}
          value={value}
          aria-valuetext={t('size.value', { count: value })}
          onChange={(event) => device.set({ pxPerMm: event.target.valueAsNumber })}
        />
        <output htmlFor={id}>{t('size.value', { count: value })}</output>
        <Button variant="quiet" disabled={pxPerMm === null} onClick={() => device.set({ pxPerMm: null })}>
          {t('size.reset')}
        </Button>
      </div>
    </Group>
  )
}
