import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { Button } from '#ui/button.tsx'
import { useDeskView } from './use-desk.ts'
import type { Question } from './use-deeds.ts'
import styles from './waiting-question.module.css'

/** In the place of the call: only the agent knows whether the visitor came (Q15). Both answers go on with the call. */
export function WaitingQuestion({ question }: { readonly question: Question }): ReactElement {
  const { deeds, keysOn, t } = useDeskView()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [question])
  return (
    <div
      ref={place}
      role="group"
      aria-labelledby="question"
      className={styles['question']}
      data-testid="waiting-question"
    >
      <p id="question" className={styles['words']}>
        {t('question.heading', { label: question.label })}
      </p>
      <div className={styles['answers']}>
        <Button
          data-testid="question-finish"
          shortcut={keysOn ? 'F' : undefined}
          onClick={() => void deeds.answerQuestion(true)}
        >
          {t('question.finish')}
        </Button>
        <Button
          data-testid="question-no-show"
          shortcut={keysOn ? 'A' : undefined}
          onClick={() => void deeds.answerQuestion(false)}
        >
          {t('question.no-show')}
        </Button>
        <Button variant="quiet" data-testid="question-leave" onClick={deeds.leaveQuestion}>
          {t('question.leave')}
        </Button>
      </div>
    </div>
  )
}
