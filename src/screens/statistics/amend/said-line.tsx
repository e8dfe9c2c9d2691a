import type { ReactElement, Ref } from 'react'
import type { EntryId } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { useAmendWords } from '../../shared/amend/use-amend-words.ts'
import type { Said } from './use-saving.ts'

export interface SaidLineProps {
  readonly ref: Ref<HTMLDivElement>
  readonly said: Said | null
  readonly onUndo: (subjects: readonly EntryId[]) => void
}

/** What was just saved or refused, and the way back. Always there, so that screen readers hear what appears in it. */
export function SaidLine({ ref, said, onUndo }: SaidLineProps): ReactElement {
  const { t } = useAmendWords()
  return (
    <div ref={ref} tabIndex={-1} aria-live="polite" data-testid="amend-said">
      {said === null ? null : (
        <Notice
          role="presentation"
          tone={said.isRefusal ? 'danger' : 'info'}
          action={
            said.subjects.length === 0 ? undefined : (
              <Button
                variant="quiet"
                icon={<Icon paths={sharedIcons.arrowUUpLeft} mirrored />}
                onClick={() => onUndo(said.subjects)}
              >
                {t('undo')}
              </Button>
            )
          }
        >
          {said.text}
        </Notice>
      )}
    </div>
  )
}
