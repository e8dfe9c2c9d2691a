import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { useRefusalSentence } from '../shared/refusals.ts'
import { useChangeWords } from './change-list.tsx'
import { changedParts } from './document-changes.ts'
import { ProblemList } from './problem-list.tsx'
import styles from './save-bar.module.css'
import type { Draft } from './use-draft.ts'

export interface SaveBarProps {
  readonly draft: Draft
  /** The settings as they are stored now, perhaps by another window. */
  readonly current: unknown
  readonly announce: (sentence: string) => void
  readonly onFollow: (path: string) => void
}

/** What is not saved yet, what is wrong with it, and the two ways on. There only while there are changes. */
export function SaveBar({ draft, current, announce, onFollow }: SaveBarProps): ReactElement | null {
  const t = useText(settingsText)
  const id = useId()
  const sentenceOf = useRefusalSentence()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const changeWords = useChangeWords()
  if (!draft.dirty) return null
  const changes = changedParts(draft.saved, draft.document)
  const problems = draft.problems.length

  async function save(): Promise<void> {
    const [first] = draft.problems
    if (first !== undefined) {
      announce(t('save.blocked', { count: problems }))
      onFollow(first.path)
      return
    }
    setBusy(true)
    const result = await draft.save()
    setBusy(false)
    setRefused(result === null || result.ok ? null : sentenceOf(result.error))
    if (result?.ok === true) announce(t('save.saved'))
  }

  function drop(): void {
    draft.drop()
    announce(t('save.dropped'))
  }

  return (
    <section className={styles['bar']} aria-labelledby={id} data-testid="save-bar">
      {problems > 0 && (
        <div className={styles['problems']}>
          <h2 className={styles['title']}>{t('problems.title', { count: problems })}</h2>
          <ProblemList problems={draft.problems} document={draft.document} onFollow={onFollow} />
        </div>
      )}
      {refused !== null && <Notice tone="danger">{refused}</Notice>}
      {draft.overtaken ? (
        <Notice
          tone="warning"
          action={
            <span className={styles['acts']}>
              <Button
                variant="primary"
                onClick={() => {
                  draft.carryOver()
                  announce(t('conflict.carried'))
                }}
              >
                {t('conflict.carryOver')}
              </Button>
              <Button onClick={drop}>{t('conflict.drop')}</Button>
            </span>
          }
        >
          <h2 id={id} className={styles['sentence']}>
            {t('conflict.told', { parts: changedParts(draft.saved, current).map(changeWords).join(' ; ') })}
          </h2>
        </Notice>
      ) : (
        <div className={styles['row']}>
          <h2 id={id} className={styles['sentence']}>
            {t('save.changed', { count: changes.length })}
          </h2>
          <Button onClick={drop}>{t('save.drop')}</Button>
          <Button
            variant="primary"
            icon={<Icon paths={staffIcons.floppyDisk} />}
            busy={busy}
            aria-disabled={problems > 0 || undefined}
            onClick={() => void save()}
          >
            {t('save.save')}
          </Button>
        </div>
      )}
    </section>
  )
}
