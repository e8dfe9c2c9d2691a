import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { DocText } from './doc-fields.tsx'
import { asList, readAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { idOf, isKnown } from './new-items.ts'

/** The id of an item: to be written once, and then only read, for records and files name it for ever. */
export function ItemId({ path }: { readonly path: Path }): ReactElement {
  const { draft } = useEditor()
  const t = useText(settingsText)
  const list = path.slice(0, -1)
  const id = idOf(readAt(draft.document, path))
  // Of two with one id, at least one is new: it must stay writable.
  const isAlone = asList(readAt(draft.document, list)).filter((item) => idOf(item) === id).length === 1
  return isAlone && isKnown(draft.saved, list, id) ? (
    <p className={styles['id']}>{t('item.id.fixed', { id })}</p>
  ) : (
    <DocText path={[...path, 'id']} label={t('item.id')} hint={t('item.id.hint')} />
  )
}
