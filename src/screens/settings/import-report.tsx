import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { settingsVersion } from '#domain/settings.ts'
import { fileSettingsText } from '#text/settings-file.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Notice } from '#ui/notice.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { useRefusalSentence } from '../shared/refusals.ts'
import { ChangeList } from './change-list.tsx'
import styles from './file-box.module.css'
import { formatBytes } from './format-bytes.ts'
import { ProblemList } from './problem-list.tsx'
import { largestFileBytes } from './settings-file.ts'
import type { FileProblem } from './settings-file.ts'
import type { Import, ImportOutcome } from './use-import.ts'

/** Says what became of a file: what is in use now and what that changed, or all that is wrong with it. */
export function ImportReport({ taking }: { readonly taking: Import }): ReactElement {
  const t = useText(fileSettingsText)
  const { outcome } = taking
  const place = useRef<HTMLDivElement>(null)
  // The button that opened the file may be far below by now: the report comes into view.
  useEffect(() => {
    if (outcome !== null) place.current?.focus()
  }, [outcome])
  // The live region stands there before it has something to say; that is when screen readers hear it.
  return (
    <div
      role="status"
      ref={place}
      tabIndex={-1}
      className={styles['report']}
      data-testid="import-report"
      data-outcome={outcome?.type}
    >
      {outcome !== null && (
        <Notice
          role="presentation"
          className={styles['notice']}
          tone={outcome.type === 'refused' || outcome.type === 'storeRefused' ? 'danger' : 'info'}
          action={
            <span className={styles['acts']}>
              {taking.canTakeBack && <Button onClick={() => void taking.takeBack()}>{t('import.takeBack')}</Button>}
              <IconButton paths={sharedIcons.x} name={t('import.close')} onClick={taking.close} />
            </span>
          }
        >
          <Told outcome={outcome} />
        </Notice>
      )}
    </div>
  )
}

function Told({ outcome }: { readonly outcome: ImportOutcome }): ReactElement {
  const t = useText(fileSettingsText)
  const refusalSentence = useRefusalSentence()
  switch (outcome.type) {
    case 'takenBack':
      return <p>{t('import.takenBack')}</p>
    case 'storeRefused':
      return <p>{refusalSentence(outcome.refusal)}</p>
    case 'refused':
      return (
        <>
          <p className={styles['strong']}>{t('import.refused', { file: outcome.file })}</p>
          <Why problem={outcome.problem} document={outcome.document} />
        </>
      )
    case 'done': {
      const { needs, outcomes, desks } = outcome.settings
      const counts = {
        needs: t('count.needs', { count: needs.length }),
        outcomes: t('count.outcomes', { count: outcomes.length }),
        desks: t('count.desks', { count: desks.length }),
      }
      return (
        <>
          <p className={styles['strong']}>
            {t('import.done', { file: outcome.file })} {t('import.holds', counts)}
          </p>
          {outcome.changes.length === 0 ? <p>{t('import.same')}</p> : <ChangeList changes={outcome.changes} />}
        </>
      )
    }
  }
}

function Why({ problem, document }: { readonly problem: FileProblem; readonly document: unknown }): ReactElement {
  const t = useText(fileSettingsText)
  const language = useLanguage()
  switch (problem.type) {
    case 'TooBig':
      return (
        <p>
          {t('TooBig', {
            size: formatBytes(upToTenth(problem.bytes), language),
            limit: formatBytes(largestFileBytes, language),
          })}
        </p>
      )
    case 'Unreadable':
      return <p>{t('Unreadable')}</p>
    case 'NotJson': {
      const { line, column, found } = problem.position
      return <p>{t(found === '' ? 'NotJson.end' : 'NotJson', { line, column, found })}</p>
    }
    case 'NotSettings':
      return <p>{t(`NotSettings.${problem.found}`)}</p>
    case 'NewerVersion':
      return <p>{t('NewerVersion', { version: problem.version, known: settingsVersion })}</p>
    case 'Broken':
      return (
        <>
          <p>{t('import.problems', { count: problem.problems.length })}</p>
          <ProblemList problems={problem.problems} document={document} found />
        </>
      )
  }
}

/** Rounded up to a tenth of a megabyte: what is a little too big must not read as just fitting. */
function upToTenth(bytes: number): number {
  return Math.ceil(bytes / 1e5) * 1e5
}
