import { useId, useLayoutEffect, useRef, type MouseEvent, type ReactElement, type ReactNode } from 'react'

import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'
import { sharedIcons } from './shared-icons.ts'

export interface DialogProps {
  readonly open: boolean
  /** Escape, the cross and a press beside the dialog all end here; the owner sets `open`. */
  readonly onClose: () => void
  readonly title: string
  /** The accessible name of the cross. */
  readonly closeName: string
  /** Buttons, the main one last. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
  /** As broad as the screen allows: it holds a table. */
  readonly wide?: boolean
  readonly 'data-testid'?: string | undefined
}

/** A native modal dialog, named by its title; the browser holds the focus inside and gives it back. */
export function Dialog({ open, ...rest }: DialogProps): ReactElement | null {
  return open ? <OpenDialog {...rest} /> : null
}

function OpenDialog({
  onClose,
  title,
  closeName,
  actions,
  children,
  wide = false,
  'data-testid': testId,
}: Omit<DialogProps, 'open'>): ReactElement {
  const titleId = useId()
  const element = useRef<HTMLDialogElement>(null)

  // A layout effect is undone while the element still stands in the page: only then is the focus given back.
  useLayoutEffect(() => {
    const dialog = element.current
    return dialog === null ? undefined : showModal(dialog)
  }, [])

  // Only a press on the backdrop has the dialog itself as its target: its inside is covered by the sheet.
  const pressBackdrop = (event: MouseEvent<HTMLDialogElement>): void => {
    if (event.target === element.current) onClose()
  }
  // Told late, after the turn that closed it: by then the dialog may be open again.
  const hearClose = (): void => {
    if (element.current?.open === false) onClose()
  }

  return (
    <dialog
      ref={element}
      className={styles['dialog']}
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={hearClose}
      onClick={pressBackdrop}
    >
      <div className={styles['sheet']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <div className={styles['content']}>{children}</div>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
        {/* Last in the order of focus, so that a dialog opens on its first field or button. */}
        <IconButton className={styles['close']} paths={sharedIcons.x} name={closeName} onClick={onClose} />
      </div>
    </dialog>
  )
}

/** Opens the dialog and returns what closes it. Browsers before 2022, and the test DOM, open it in the page. */
function showModal(dialog: HTMLDialogElement): () => void {
  const modal: (() => void) | undefined = dialog.showModal
  if (modal === undefined) {
    dialog.setAttribute('open', '')
    return () => {
      dialog.removeAttribute('open')
    }
  }
  modal.call(dialog)
  return () => {
    dialog.close()
  }
}
