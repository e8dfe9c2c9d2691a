import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { OwnPast } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { Button } from '#ui/button.tsx'
import { PastFileButton } from './past-file-button.tsx'
import { usePastWords } from './past-words.ts'

export interface PairedWithPastProps {
  readonly past: OwnPast
  readonly onGo: () => void
}

/** Before the screen opens: what the device gathered alone is not there any more, and not lost either. */
export function PairedWithPast({ past, onGo }: PairedWithPastProps): ReactElement {
  const t = useText(pairingText)
  const words = usePastWords()
  return (
    <>
      <p>{t('past.stays', { past: words(past) })}</p>
      <PastFileButton />
      <div>
        <Button variant="primary" size="large" onClick={onGo}>
          {t('go')}
        </Button>
      </div>
    </>
  )
}
