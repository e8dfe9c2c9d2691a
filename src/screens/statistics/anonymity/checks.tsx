import { useId } from 'react'
import type { ReactElement } from 'react'
import type { ChecksRefusal } from '#app/checks.ts'
import type { CheckName, CheckResult } from '#statistics/check-result.ts'
import type { AnonymityKey } from '#text/anonymity.ts'
import { Badge } from '#ui/badge.tsx'
import type { BadgeTone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import styles from './anonymity-section.module.css'
import { findingWords, verdictOf } from './check-words.ts'
import type { Verdict } from './check-words.ts'
import { useAnonymityWords } from './use-anonymity-words.ts'
import type { Checks as ChecksHandle, ChecksState } from './use-checks.ts'

const checkNames: readonly CheckName[] = ['singlingOut', 'linkability', 'inference']

/** The three questions, run when asked for: each with what it found, and what it cannot see. */
export function Checks({ checks: { state, run, stop } }: { readonly checks: ChecksHandle }): ReactElement {
  const { t } = useAnonymityWords()
  const id = useId()
  const isRunning = state.type === 'running'
  return (
    <section aria-labelledby={id} className={styles['checks']}>
      <div className={styles['head']}>
        <div>
          <h3 id={id}>{t('checks.title')}</h3>
          <p className={styles['lead']}>{t('checks.lead')}</p>
        </div>
        <div className={styles['actions']}>
          <Button variant="primary" busy={isRunning} data-testid="run-checks" onClick={run}>
            {t(state.type === 'ran' ? 'checks.again' : 'checks.run')}
          </Button>
          {isRunning ? (
            <Button variant="quiet" onClick={stop}>
              {t('checks.stop')}
            </Button>
          ) : null}
        </div>
      </div>
      <Standing state={state} />
      <ul className={styles['results']}>
        {checkNames.map((name) => (
          <Check key={name} name={name} result={resultOf(state, name)} />
        ))}
      </ul>
    </section>
  )
}

function resultOf(state: ChecksState, name: CheckName): CheckResult | null {
  return state.type === 'ran' ? (state.results.find(({ check }) => check === name) ?? null) : null
}

/** How far it is, what came of all three, or why nothing did. Always there, so that screen readers hear what appears. */
function Standing({ state }: { readonly state: ChecksState }): ReactElement {
  const { t, moment } = useAnonymityWords()
  return (
    <div aria-live="polite" data-testid="checks-standing">
      {state.type === 'running' ? <Progress done={state.done} all={state.all} /> : null}
      {state.type === 'ran' ? <Summary results={state.results} time={moment(state.at)} /> : null}
      {state.type === 'refused' ? (
        <Notice role="presentation" tone="warning">
          {t(refusalKey(state.refusal))}
        </Notice>
      ) : null}
    </div>
  )
}

/** Of a single search it is not known how far it is: then the bar says that something goes on, and not how much. */
function Progress({ done, all }: { readonly done: number; readonly all: number }): ReactElement {
  const { t } = useAnonymityWords()
  const isMeasured = all > 1
  const words = isMeasured
    ? t('checks.working', { done: Math.min(done + 1, all), all })
    : t(all === 0 ? 'checks.reading' : 'checks.searching')
  return (
    <div className={styles['progress']}>
      <progress aria-label={t('checks.progress')} {...(isMeasured ? { value: done, max: all } : {})} />
      <span>{words}</span>
    </div>
  )
}

function Summary({ results, time }: { readonly results: readonly CheckResult[]; readonly time: string }): ReactElement {
  const { t } = useAnonymityWords()
  const count = results.filter(({ passed }) => !passed).length
  return (
    <Notice role="presentation" tone={count === 0 ? 'info' : 'danger'}>
      {count === 0 ? t('checks.allPassed', { time }) : t('checks.notAll', { count, time })}
    </Notice>
  )
}

const tones: Readonly<Record<Verdict, BadgeTone>> = { passed: 'accent', failed: 'danger', notRun: 'called' }

function Check({ name, result }: { readonly name: CheckName; readonly result: CheckResult | null }): ReactElement {
  const { t } = useAnonymityWords()
  const verdict = result === null ? null : verdictOf(result)
  return (
    <li data-check={name}>
      <div className={styles['name']}>
        <h4>{t(`check.${name}`)}</h4>
        <Badge tone={verdict === null ? 'neutral' : tones[verdict]}>{t(`verdict.${verdict ?? 'none'}`)}</Badge>
      </div>
      <p>{t(`check.${name}.question`)}</p>
      {result === null ? null : (
        <ul className={styles['findings']}>
          {findingWords(result, t).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <p className={styles['blind']}>{t(`check.${name}.blind`)}</p>
    </li>
  )
}

function refusalKey(refusal: ChecksRefusal): AnonymityKey {
  if (refusal.type !== 'noLedger') return 'refused.desk'
  if (refusal.trouble === 'unreadable') return 'refused.ledger.unreadable'
  return refusal.trouble === 'notAllowed' ? 'refused.ledger.notAllowed' : 'refused.ledger'
}
