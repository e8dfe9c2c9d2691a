import type { ReactElement, ReactNode } from 'react'
import type { ExportTrouble } from '#app/export.ts'
import type { ExportAnswer } from '#app/export-question.ts'
import { useLanguage, useSettings, useText } from '#app/hooks.ts'
import { addDays } from '#domain/hours/calendar.ts'
import type { Instant } from '#domain/ids.ts'
import { exportsText } from '#text/exports.ts'
import { statisticsText } from '#text/statistics.ts'
import type { Translate } from '#text/translate.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { dayText, periodName } from '../period-words.ts'
import type { Outcome } from './use-export.ts'

type Key = keyof (typeof exportsText)['fr']
type Refused = ExportAnswer['refusals'][number]

export interface ExportOutcomeProps {
  readonly outcome: Outcome
  /** Asks once more, for refused periods as they were told before. */
  readonly onAsTold: () => void
}

/** What became of a file, in sentences: that it is there and what is hidden in it, or why it is not. */
export function ExportOutcome({ outcome: { request, result, file }, onAsTold }: ExportOutcomeProps): ReactElement {
  const t = useText(exportsText)
  if (!result.ok) return <Notice tone={tone(result.error)}>{troubleWords(result.error, t)}</Notice>
  const { refusals, checks, releases } = result.value
  const failed = checks.filter(({ passed }) => !passed)
  const wasTold = refusals.some(({ refusal }) => refusal.type === 'SmallDifference' || refusal.type === 'SmallRevision')
  return (
    <>
      {file === null ? null : <FileNotice answer={result.value} name={file} />}
      {request.asTold ? null : (
        <Refusals
          refusals={refusals}
          audience={request.audience}
          action={wasTold && file === null ? <Button onClick={onAsTold}>{t('refused.again')}</Button> : null}
        />
      )}
      {failed.length === 0 || releases.length === 0 ? null : (
        <Notice tone="danger">
          {t('failed.checks', { checks: failed.map(({ check }) => t(`check.${check}`)).join(', ') })}
        </Notice>
      )}
      {releases.length === 0 && refusals.length === 0 ? <Notice tone="warning">{t('scope.none')}</Notice> : null}
    </>
  )
}

function FileNotice({ answer, name }: { readonly answer: ExportAnswer; readonly name: string }): ReactElement | null {
  const t = useText(exportsText)
  const { file } = answer
  if (file === null) return null
  const told = file.figures - file.hidden
  return (
    <Notice>
      <p>
        {file.hidden === 0
          ? t('done.all', { file: name, told })
          : t('done.some', { file: name, told, count: file.hidden })}
      </p>
      <p>{t('done.kept')}</p>
    </Notice>
  )
}

export interface RefusalsProps {
  readonly refusals: ExportAnswer['refusals']
  readonly audience: Outcome['request']['audience']
  /** What can be done about the last of them. */
  readonly action: ReactNode
}

/** Why periods are not told, a sentence each. */
export function Refusals({ refusals, audience, action }: RefusalsProps): ReactElement {
  return (
    <>
      {refusals.map((refused, at) => (
        <Refusal
          key={refused.period.start}
          refused={refused}
          audience={audience}
          action={at === refusals.length - 1 ? action : null}
        />
      ))}
    </>
  )
}

interface RefusalProps {
  readonly refused: Refused
  readonly audience: Outcome['request']['audience']
  readonly action: ReactNode
}

function Refusal({ refused: { period, refusal }, audience, action }: RefusalProps): ReactElement {
  const t = useText(exportsText)
  const tStatistics = useText(statisticsText)
  const language = useLanguage()
  const { protection, timeZone } = useSettings()
  const name = periodName(period, language, tStatistics)
  const momentOf = (at: Instant): string =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone,
    }).format(at)
  switch (refusal.type) {
    case 'StillRunning':
      return (
        <Notice tone="warning">
          {t('refused.StillRunning', {
            period: name,
            date: dayText(addDays(period.end, 1), language, { day: 'numeric', month: 'long', year: 'numeric' }),
          })}
        </Notice>
      )
    case 'SmallDifference':
      return (
        <Notice tone="warning" action={action}>
          {t('refused.SmallDifference', {
            period: name,
            count: refusal.visits,
            date: momentOf(refusal.released.takenAt),
            least: protection[audience].threshold,
          })}
        </Notice>
      )
    case 'SmallRevision':
      return (
        <Notice tone="warning" action={action}>
          {t('refused.SmallRevision', {
            period: name,
            count: refusal.counts,
            date: momentOf(refusal.released.takenAt),
          })}
        </Notice>
      )
    case 'CannotBeHidden':
      return <Notice tone="warning">{t('refused.CannotBeHidden', { period: name })}</Notice>
  }
}

function tone({ type }: ExportTrouble): 'info' | 'warning' {
  return type === 'cancelled' ? 'info' : 'warning'
}

function troubleWords(trouble: ExportTrouble, t: Translate<Key>): string {
  switch (trouble.type) {
    case 'cancelled':
      return t('cancelled')
    case 'noSolver':
    case 'noWorker':
      return t('failed.noSolver')
    case 'crowded':
      return t('failed.crowded')
    case 'ledger':
      if (trouble.trouble === 'unreadable') return t('failed.ledger.unreadable')
      return t(trouble.trouble === 'notAllowed' ? 'failed.ledger.notAllowed' : 'failed.ledger')
    case 'moved':
    case 'unreadable':
    case 'failed':
      return t('failed.other')
  }
}
