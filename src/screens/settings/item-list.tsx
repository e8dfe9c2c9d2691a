import { useEffect, useId, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { arrowDown, arrowUp } from './arrows.ts'
import { appendAt, asList, moveItem, pathText, readAt, writeAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useEditor, useProblemSentences } from './draft-context.ts'
import styles from './item-list.module.css'
import { limitsAt } from './limits.ts'

export interface ItemListProps {
  /** Where the list stands in the document. */
  readonly path: Path
  readonly label: string
  /** The plain name of an item, for the names of its buttons. */
  readonly nameOf: (item: unknown, index: number) => string
  /** What a closed row shows. */
  readonly summary: (item: unknown, index: number) => ReactNode
  /** The fields of an open row. */
  readonly editor: (path: Path, item: unknown) => ReactNode
  readonly addText: string
  /** A new item; its row opens at once. */
  readonly create: (document: unknown) => unknown
  /** Takes an item away, with what elsewhere speaks of it; by default the item only. */
  readonly remove?: ((document: unknown, index: number) => unknown) | undefined
  /** An item that the application needs. */
  readonly isFixed?: ((item: unknown) => boolean) | undefined
}

/** An ordered list of the document: rows that open one at a time, move, and go. */
export function ItemList(props: ItemListProps): ReactElement {
  const { path, label, nameOf, create, addText } = props
  const { draft, announce, target } = useEditor()
  const t = useText(settingsText)
  const sentenceAt = useProblemSentences()
  const [open, setOpen] = useState<number | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const items = asList(readAt(draft.document, path))
  const most = limitsAt(pathText(path))?.[1] ?? Infinity
  const aimed = items.findIndex((_, index) => isWithin(target, pathText([...path, index])))
  useEffect(() => {
    if (aimed !== -1) setOpen(aimed)
  }, [aimed])

  function move(index: number, steps: -1 | 1): void {
    draft.change((document) => moveItem(document, path, index, steps))
    if (open === index) setOpen(index + steps)
    else if (open === index + steps) setOpen(index)
    focusRow(list.current, index + steps, steps === 1 ? 'down' : 'up')
  }

  function remove(index: number): void {
    announce(t('list.removed', { name: nameOf(items[index], index) }))
    draft.change((document) => (props.remove ?? removeFrom(path))(document, index))
    setOpen(null)
    focusRow(list.current, Math.min(index, items.length - 2), 'open')
  }

  function add(): void {
    draft.change((document) => appendAt(document, path, create(document)))
    setOpen(items.length)
    focusRow(list.current, items.length, 'field')
  }

  const error = sentenceAt(pathText(path))
  return (
    <div className={styles['place']} data-path={pathText(path)}>
      <ul className={styles['list']} aria-label={label} ref={list}>
        {items.map((item, index) => (
          <Row
            key={index}
            {...props}
            item={item}
            index={index}
            last={index === items.length - 1}
            open={open === index || aimed === index}
            onToggle={() => setOpen(open === index ? null : index)}
            onMove={(steps) => move(index, steps)}
            onRemove={() => remove(index)}
          />
        ))}
      </ul>
      {items.length === 0 && <p className={styles['hint']}>{t('list.empty')}</p>}
      {error !== undefined && (
        <p className={styles['error']}>
          <Icon paths={sharedIcons.warning} /> {error}
        </p>
      )}
      <div className={styles['foot']}>
        <Button icon={<Icon paths={staffIcons.plus} />} disabled={items.length >= most} onClick={add}>
          {addText}
        </Button>
        {items.length >= most && <p className={styles['hint']}>{t('list.full', { count: most })}</p>}
      </div>
    </div>
  )
}

interface RowProps extends ItemListProps {
  readonly item: unknown
  readonly index: number
  readonly last: boolean
  readonly open: boolean
  readonly onToggle: () => void
  readonly onMove: (steps: -1 | 1) => void
  readonly onRemove: () => void
}

function Row({
  path,
  nameOf,
  summary,
  editor,
  isFixed,
  item,
  index,
  last,
  open,
  onToggle,
  onMove,
  onRemove,
}: RowProps): ReactElement {
  const { draft } = useEditor()
  const t = useText(settingsText)
  const id = useId()
  const place = [...path, index]
  const name = nameOf(item, index)
  const problems = draft.problems.filter((problem) => isWithin(problem.path, pathText(place))).length
  return (
    <li className={classNames(styles['row'], open && styles['open'])} data-row={index} data-path={pathText(place)}>
      <div className={styles['head']}>
        <button
          type="button"
          className={styles['toggle']}
          data-act="open"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={onToggle}
        >
          <Icon
            className={styles['caret']}
            paths={open ? sharedIcons.caretDown : sharedIcons.caretRight}
            mirrored={!open}
          />
          <VisuallyHidden>{t(open ? 'list.close' : 'list.open', { name })}</VisuallyHidden>{' '}
          <span className={styles['summary']} aria-hidden="true">
            {summary(item, index)}
          </span>
          {problems > 0 && <Badge tone="danger">{t('nav.problems', { count: problems })}</Badge>}
        </button>
        <IconButton
          data-act="up"
          paths={arrowUp}
          name={t('list.up', { name })}
          disabled={index === 0}
          onClick={() => onMove(-1)}
        />
        <IconButton
          data-act="down"
          paths={arrowDown}
          name={t('list.down', { name })}
          disabled={last}
          onClick={() => onMove(1)}
        />
        <IconButton
          paths={staffIcons.trash}
          name={t('list.remove', { name })}
          disabled={isFixed?.(item) === true}
          onClick={onRemove}
        />
      </div>
      {open && (
        <div id={id} role="group" aria-label={name} className={styles['panel']}>
          {editor(place, item)}
        </div>
      )}
    </li>
  )
}

/** Whether a place is `outer` or stands inside it. */
function isWithin(path: string | null, outer: string): boolean {
  return path !== null && (path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`))
}

function removeFrom(path: Path) {
  return (document: unknown, index: number): unknown => writeAt(document, [...path, index], undefined)
}

/** The focus goes with what was moved; a button that is now at the end hands it to its neighbour. */
function focusRow(list: HTMLElement | null, index: number, act: 'up' | 'down' | 'open' | 'field'): void {
  // After React has drawn the new order.
  requestAnimationFrame(() => {
    const row = list?.querySelector(`:scope > [data-row="${index}"]`)
    const wanted = act === 'field' ? 'input' : `[data-act="${act}"]`
    const found = row?.querySelector<HTMLButtonElement | HTMLInputElement>(wanted)
    const instead = row?.querySelector<HTMLElement>('[data-act="open"]')
    if (found !== undefined && found !== null && !found.disabled) found.focus()
    else instead?.focus()
  })
}
