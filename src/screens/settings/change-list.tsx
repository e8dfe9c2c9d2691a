import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { fileSettingsText } from '#text/settings-file.ts'
import type { PartChange } from './document-changes.ts'
import styles from './fields.module.css'

/** What differs between two settings, part by part. */
export function ChangeList({ changes }: { readonly changes: readonly PartChange[] }): ReactElement {
  const say = useChangeWords()
  return (
    <ul className={styles['points']}>
      {changes.map((change) => (
        <li key={change.part}>{say(change)}</li>
      ))}
    </ul>
  )
}

/** One change as words: `needs: 1 added, 2 changed`. */
export function useChangeWords(): (change: PartChange) => string {
  const t = useText(fileSettingsText)
  return ({ part, counts }) => {
    const { added = 0, removed = 0, changed = 0 } = counts ?? {}
    const words = [
      added > 0 && t('changes.added', { count: added }),
      removed > 0 && t('changes.removed', { count: removed }),
      changed > 0 && t('changes.edited', { count: changed }),
    ].filter((word) => word !== false)
    if (words.length === 0) words.push(t(counts === null ? 'changes.changed' : 'changes.order'))
    return t('changes.part', { part: t(`part.${part}`), change: words.join(', ') })
  }
}
