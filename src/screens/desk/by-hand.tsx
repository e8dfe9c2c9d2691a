import { useId, useState } from 'react'
import type { ReactElement } from 'react'
import type { NeedId } from '#domain/ids.ts'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import styles from './by-hand.module.css'
import { KeyHint } from './key-hint.tsx'
import { UndoButton } from './undo-button.tsx'
import { useDeskView } from './use-desk.ts'

/** Along the foot: a ticket by hand, a visit without one, and the way back. */
export function ByHand(): ReactElement {
  const { deeds, keysOn, set, t } = useDeskView()
  return (
    <div className={styles['strip']}>
      <NeedLetters kind="issue" shortcut="G" onChoose={(need) => void deeds.issue(need)} />
      <NeedLetters kind="walkUp" shortcut="W" onChoose={(need) => set.walkUpNeed(need)} />
      <div className={styles['end']}>
        <UndoButton />
        <Button variant="quiet" className={styles['keys']} title={t('keys.name')} onClick={() => set.keysOn(!keysOn)}>
          {t(keysOn ? 'keys.on' : 'keys.off')}
        </Button>
      </div>
    </div>
  )
}

interface NeedLettersProps {
  readonly kind: 'issue' | 'walkUp'
  readonly shortcut: string
  readonly onChoose: (need: NeedId) => void
}

/** The site's needs by their letters: an agent reads them on every label. The words appear at the letter in hand. */
function NeedLetters({ kind, shortcut, onChoose }: NeedLettersProps): ReactElement {
  const { choosing, settings, t, words } = useDeskView()
  const [inHand, setInHand] = useState<NeedId | null>(null)
  const id = useId()
  const hook = kind === 'issue' ? 'issue' : 'walk-up'
  const waitsForLetter = choosing === kind
  return (
    <div role="group" aria-labelledby={id} className={styles['group']}>
      <p className={styles['heading']}>
        <span id={id}>{t(`${hook}.heading`)}</span>
        <KeyHint>{shortcut}</KeyHint>
        <span className={styles['hint']} aria-live="off">
          {waitsForLetter ? t('choose.letter') : inHand === null ? '' : words.need(inHand).text}
        </span>
      </p>
      <div
        className={classNames(styles['letters'], waitsForLetter && styles['waits'])}
        onPointerLeave={() => setInHand(null)}
      >
        {settings.needs.map((need) => {
          const name = words.need(need.id)
          return (
            <Button
              key={need.id}
              className={styles['letter']}
              data-testid={hook}
              data-need={need.id}
              aria-label={t(`${hook}.name`, { letter: need.letter, need: name.text })}
              onPointerEnter={() => setInHand(need.id)}
              onFocus={() => setInHand(need.id)}
              onBlur={() => setInHand(null)}
              onClick={() => onChoose(need.id)}
            >
              {need.letter}
            </Button>
          )
        })}
      </div>
    </div>
  )
}
