import { useCallback, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { useAppState, useLanguage, usePorts, useText } from '#app/hooks.ts'
import type { StorageReport } from '#app/ports.ts'
import { deviceSettingsText } from '#text/settings-device.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { formatBytes } from './format-bytes.ts'
import { Group } from './group.tsx'

/** Whether this device will keep what it holds, and what to do where it may not. */
export function StorageGroup(): ReactElement {
  const t = useText(deviceSettingsText)
  const { storage } = usePorts()
  const inMemory = useAppState((state) => state.inMemory)
  const [report, setReport] = useState<StorageReport | null>(null)
  const look = useCallback(async () => setReport(await storage.report()), [storage])
  useEffect(() => void look(), [look])
  const acknowledge = (): void => {
    storage.acknowledgeLoss()
    void look()
  }
  return (
    <Group title={t('storage.title')}>
      {inMemory > 0 && <Notice tone="danger">{t('storage.inMemory', { count: inMemory })}</Notice>}
      {report === null ? (
        <p className={styles['hint']}>{t('storage.reading')}</p>
      ) : (
        <>
          {report.lostStore && (
            <Notice tone="danger" action={<Button onClick={acknowledge}>{t('storage.acknowledge')}</Button>}>
              {t('storage.lost')}
            </Notice>
          )}
          <Facts report={report} />
          {report.persisted !== true && <Protection onAsked={look} />}
        </>
      )}
    </Group>
  )
}

function Facts({ report }: { readonly report: StorageReport }): ReactElement {
  const t = useText(deviceSettingsText)
  const language = useLanguage()
  const { persisted, usedBytes, quotaBytes, installedAt } = report
  const space =
    usedBytes === null || quotaBytes === null
      ? t('storage.space.unknown')
      : t('storage.space.value', {
          used: formatBytes(usedBytes, language),
          quota: formatBytes(Math.max(0, quotaBytes - usedBytes), language),
        })
  return (
    <dl className={styles['facts']}>
      <dt>{t('storage.persisted')}</dt>
      <dd>{t(`storage.persisted.${persisted === null ? 'unknown' : persisted ? 'yes' : 'no'}`)}</dd>
      <dt>{t('storage.space')}</dt>
      <dd>{space}</dd>
      {installedAt !== null && (
        <>
          <dt>{t('storage.since')}</dt>
          <dd>{new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(installedAt)}</dd>
        </>
      )}
    </dl>
  )
}

function Protection({ onAsked }: { readonly onAsked: () => Promise<void> }): ReactElement {
  const t = useText(deviceSettingsText)
  const { announce } = useEditor()
  const { storage } = usePorts()
  const [refused, setRefused] = useState(false)
  const ask = async (): Promise<void> => {
    const granted = await storage.askToPersist()
    setRefused(!granted)
    if (granted) announce(t('storage.granted'))
    await onAsked()
  }
  return (
    <div className={styles['stack']}>
      <div>
        <Button onClick={() => void ask()}>{t('storage.ask')}</Button>
      </div>
      {refused && <Notice tone="warning">{t('storage.refused')}</Notice>}
      <p className={styles['hint']}>{t('storage.install')}</p>
    </div>
  )
}
