import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { AnswerTo } from '#app/desk-questions.ts'
import { useText } from '#app/hooks.ts'
import { packageReaderText } from '#text/package-reader.ts'
import { packageTroubleText } from '#text/package-trouble.ts'
import { Notice } from '#ui/notice.tsx'
import { FileChoice } from '../../shared/file-choice.tsx'
import { useStatisticsRoom } from '../statistics-room.tsx'
import { PackageFacts } from './package-facts.tsx'
import styles from './package-section.module.css'
import { PackageTables } from './package-tables.tsx'

/** What became of the file that was opened last. */
type Opened =
  | { readonly state: 'reading' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'read'; readonly name: string; readonly result: AnswerTo<'package'> }

/** A package that was exported, read back: beside the window, and only to be looked at. */
export function PackageSection(): ReactElement {
  const t = useText(packageReaderText)
  const room = useStatisticsRoom()
  const [opened, setOpened] = useState<Opened | null>(null)
  const latest = useRef<File | null>(null)

  async function open(file: File): Promise<void> {
    latest.current = file
    setOpened({ state: 'reading' })
    const answered = await file.arrayBuffer().then(
      (content) => room.ask('package', new Uint8Array(content)),
      () => null,
    )
    // Another file may have been chosen meanwhile.
    if (latest.current !== file) return
    setOpened(
      answered?.ok === true ? { state: 'read', name: file.name, result: answered.value } : { state: 'unreadable' },
    )
  }

  return (
    <div className={styles['package']}>
      <div className={styles['choice']}>
        <FileChoice accept=".zip,application/zip" data-testid="package-file" onTake={(file) => void open(file)}>
          {t('choose')}
        </FileChoice>
      </div>
      <div aria-live="polite">{opened === null ? null : <Word opened={opened} />}</div>
      {opened?.state === 'read' && opened.result.ok ? (
        <>
          <PackageFacts name={opened.name} told={opened.result.value} />
          <PackageTables told={opened.result.value} />
        </>
      ) : null}
    </div>
  )
}

function Word({ opened }: { readonly opened: Opened }): ReactElement {
  const t = useText(packageReaderText)
  const tTrouble = useText(packageTroubleText)
  switch (opened.state) {
    case 'reading':
      return <p>{t('reading')}</p>
    case 'unreadable':
      return <Notice tone="warning">{t('unreadable')}</Notice>
    case 'read': {
      if (opened.result.ok) return <Notice>{t('whole')}</Notice>
      const { type, ...facts } = opened.result.error
      return <Notice tone="warning">{tTrouble(type, facts)}</Notice>
    }
  }
}
