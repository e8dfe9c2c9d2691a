import { useState } from 'react'
import type { ReactElement } from 'react'
import { useApp, useSettings, useText } from '#app/hooks.ts'
import type { PeriodChoice } from '#app/desk-questions.ts'
import { exportTable } from '#app/statistics.ts'
import type { Dialect, ExportTable, TableFile } from '#app/statistics.ts'
import { statisticsText } from '#text/statistics.ts'
import type { Translate } from '#text/translate.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { useFiles } from '../shared/use-files.ts'
import styles from './exports.module.css'
import type { StatisticsKey } from './period-words.ts'

const tables: readonly ExportTable[] = ['cube', 'daily']
const dialects: readonly Dialect[] = ['standard', 'french']

/** The files that may leave the house, and what is hidden in them. */
export function Exports({ choice }: { readonly choice: PeriodChoice }): ReactElement {
  const t = useText(statisticsText)
  const app = useApp()
  const files = useFiles()
  const { threshold } = useSettings()
  const [dialect, setDialect] = useState<Dialect>('standard')
  const [busy, setBusy] = useState<ExportTable | null>(null)
  const [result, setResult] = useState<TableFile | 'failed' | null>(null)

  async function download(table: ExportTable): Promise<void> {
    setBusy(table)
    try {
      const file = await exportTable({ ...app, ports: { ...app.ports, files } }, table, choice, dialect)
      setResult({ ...file, name: files.nameOf(file.name) })
    } catch {
      // The store's own reason is shown by the frame's band; here it is enough that no file came.
      setResult('failed')
    }
    setBusy(null)
  }

  return (
    <section className={styles['exports']} aria-labelledby="exports-title">
      <h2 id="exports-title">{t('export.title')}</h2>
      <p className={styles['why']}>{t('export.why', { most: threshold - 1 })}</p>
      <ChoiceGroup legend={t('export.dialect')}>
        {dialects.map((each) => (
          <ChoiceChip key={each} pressed={dialect === each} onClick={() => setDialect(each)}>
            {t(`export.${each}`)}
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      <ul className={styles['files']}>
        {tables.map((table) => (
          <li key={table} className={styles['file']}>
            <div>
              <h3>{t(`export.${table}.name`)}</h3>
              <p className={styles['what']}>{t(`export.${table}.what`)}</p>
            </div>
            <Button
              data-testid="export"
              data-table={table}
              busy={busy === table}
              icon={<Icon paths={staffIcons.downloadSimple} />}
              onClick={() => void download(table)}
            >
              {t('export.button')} <VisuallyHidden>({t(`export.${table}.name`)})</VisuallyHidden>
            </Button>
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {result === null ? null : (
          <Notice tone={result === 'failed' ? 'warning' : 'info'}>
            {result === 'failed' ? t('export.failed') : hiddenWords(result, threshold, t)}
          </Notice>
        )}
      </div>
    </section>
  )
}

function hiddenWords({ name, small, companions }: TableFile, threshold: number, t: Translate<StatisticsKey>): string {
  if (small === 0) return t('export.done.none', { file: name })
  const parameters = { file: name, count: small, threshold, companions }
  return t(companions === 0 ? 'export.done.small' : 'export.done.both', parameters)
}
