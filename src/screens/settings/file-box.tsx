import { useId } from 'react'
import type { ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import { fileSettingsText } from '#text/settings-file.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { FileChoice } from '../shared/file-choice.tsx'
import { useFiles } from '../shared/use-files.ts'
import styles from './file-box.module.css'
import { writeSettingsFile } from './settings-file.ts'

export interface FileBoxProps {
  readonly dirty: boolean
  readonly onTake: (file: File) => Promise<void>
}

/** The settings as a file: out and in. Always at hand, whatever section is open. */
export function FileBox({ dirty, onTake }: FileBoxProps): ReactElement {
  const t = useText(fileSettingsText)
  const files = useFiles()
  const { document, siteId } = useSettings()
  const id = useId()
  return (
    <section className={styles['box']} aria-labelledby={id}>
      <h2 id={id} className={styles['title']}>
        {t('title')}
      </h2>
      <p className={styles['hint']}>{t(dirty ? 'export.dirty' : 'lead')}</p>
      <div className={styles['pair']}>
        <Button
          data-testid="settings-export"
          icon={<Icon paths={staffIcons.downloadSimple} />}
          onClick={() => files.save(`guichet-libre-${siteId}.json`, 'application/json', writeSettingsFile(document))}
        >
          {t('export')} <VisuallyHidden>{t('file.what')}</VisuallyHidden>
        </Button>
        <FileChoice data-testid="settings-import" accept=".json,application/json" onTake={(file) => void onTake(file)}>
          {t('import')} <VisuallyHidden>{t('file.what')}</VisuallyHidden>
        </FileChoice>
      </div>
    </section>
  )
}
