import type { ReactElement, ReactNode } from 'react'
import { Icon } from '#ui/icon.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import styles from './file-choice.module.css'

export interface FileChoiceProps {
  /** What is said on it. */
  readonly children: ReactNode
  /** Endings and media types, as a file field takes them. */
  readonly accept: string
  readonly onTake: (file: File) => void
  readonly 'data-testid'?: string
}

/** A button that opens a file of this device. */
export function FileChoice({ children, accept, onTake, ...rest }: FileChoiceProps): ReactElement {
  return (
    <label className={styles['choice']}>
      <Icon paths={staffIcons.uploadSimple} />
      <span>{children}</span>
      <input
        {...rest}
        type="file"
        accept={accept}
        className={styles['input']}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file !== undefined) onTake(file)
          // So that the same file can be chosen again after it was mended.
          event.target.value = ''
        }}
      />
    </label>
  )
}
