import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useText } from '#app/hooks.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Notice } from '#ui/notice.tsx'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  /** The words of the button that does it. */
  readonly yes: string
  /** Does it; a sentence where it could not be done, and then the dialog stays. */
  readonly onYes: () => Promise<string | null>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks before something that cannot be taken back; says what happens, and why it did not. */
export function ConfirmDialog({ open, title, yes, onYes, onClose, children }: ConfirmDialogProps): ReactElement {
  const t = useText(hubSettingsText)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const close = (): void => {
    setFailure(null)
    onClose()
  }
  async function act(): Promise<void> {
    setBusy(true)
    const failed = await onYes()
    setBusy(false)
    setFailure(failed)
    if (failed === null) onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      closeName={t('close')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button variant="danger" busy={busy} onClick={() => void act()}>
            {yes}
          </Button>
        </>
      }
    >
      {children}
      {failure !== null && <Notice tone="danger">{failure}</Notice>}
    </Dialog>
  )
}
