import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { HubTrouble } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { TextField } from '#ui/text-field.tsx'
import styles from './pairing.module.css'

export interface PairingFormProps {
  /** Why the last code did not do. */
  readonly trouble: HubTrouble | null
  readonly busy: boolean
  readonly onCode: (code: string) => void
}

// A code has 8 characters; people add a dash and blanks.
const longestCode = 20

/** The field for a code. */
export function PairingForm({ trouble, busy, onCode }: PairingFormProps): ReactElement {
  const t = useText(pairingText)
  const [code, setCode] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        const given = code.trim()
        setEmpty(given === '')
        if (given !== '' && !busy) onCode(given)
      }}
    >
      <TextField
        label={t('code')}
        hint={t('code.hint')}
        error={isEmpty ? t('code.empty') : undefined}
        value={code}
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={longestCode}
        onChange={(typed) => {
          setCode(typed.toUpperCase())
          setEmpty(false)
        }}
      />
      <div role="status" className={styles['told']}>
        {busy ? (
          t('connecting')
        ) : trouble === null ? null : (
          <Notice role="presentation" tone="warning">
            {t(trouble)}
          </Notice>
        )}
      </div>
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          {t('join')}
        </Button>
      </div>
    </form>
  )
}
