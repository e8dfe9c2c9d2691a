import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { AudienceTally, Overview } from '#statistics/overview.ts'
import type { Tally } from '#statistics/tallies.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { TallyPicture } from './tally-picture.tsx'

/** The id under which visits stand of which nobody has noted it. */
const notRecorded = 'not_recorded'

interface OfOverview {
  readonly overview: Overview
}

export function Needs({ overview: { byNeed, figures } }: OfOverview): ReactElement {
  const t = useText(statisticsText)
  const words = useSiteWords()
  const first = mostFrequent(byNeed)
  return (
    <TallyPicture
      title={t('needs.title')}
      sentence={
        first === null ? null : (
          <p>{t('needs.sentence', { word: words.need(first.id).text, count: first.visits, all: figures.visits })}</p>
        )
      }
      tallies={byNeed}
      wordOf={words.need}
      notRecordedText=""
      header={t('needs.column')}
      countHeader={t('table.visits')}
    />
  )
}

export function Outcomes({ overview: { byOutcome, figures } }: OfOverview): ReactElement {
  const t = useText(statisticsText)
  const words = useSiteWords()
  const first = mostFrequent(byOutcome)
  const isNoneNoted = byOutcome.every(({ id, visits }) => id === notRecorded || visits === 0)
  const sentence = (): ReactElement | null => {
    if (isNoneNoted && figures.visits > 0) return <p>{t('outcomes.allNotRecorded')}</p>
    if (first === null) return null
    const word = words.outcome(first.id).text
    return <p>{t('outcomes.sentence', { word, count: first.visits, all: figures.visits })}</p>
  }
  return (
    <TallyPicture
      title={t('outcomes.title')}
      sentence={sentence()}
      tallies={byOutcome}
      wordOf={(id) => (id === notRecorded ? undefined : words.outcome(id))}
      notRecordedText={t('outcomes.notRecorded')}
      header={t('outcomes.column')}
      countHeader={t('table.visits')}
    />
  )
}

/** Of tallies in order: the first where it stands alone; of several that are as frequent no one is told. */
function mostFrequent(tallies: readonly Tally[]): Tally | null {
  const [first, second] = tallies.filter(({ id }) => id !== notRecorded)
  return first === undefined || first.visits === 0 || first.visits === second?.visits ? null : first
}

/** Where visitors were sent on to; a site has many partners, and a picture only those that count. */
export function Referrals({ overview: { byReferral } }: OfOverview): ReactElement | null {
  const t = useText(figuresText)
  const words = useSiteWords()
  const sent = byReferral.filter(({ visits, id }) => visits > 0 && id !== notRecorded)
  if (sent.length === 0) return null
  const first = mostFrequent(sent)
  const all = sent.reduce((sum, { visits }) => sum + visits, 0)
  return (
    <TallyPicture
      title={t('referrals.title')}
      sentence={
        first === null ? null : (
          <p>{t('referrals.sentence', { word: words.referral(first.id).text, count: first.visits, all })}</p>
        )
      }
      tallies={sent}
      wordOf={words.referral}
      notRecordedText=""
      header={t('referrals.column')}
      countHeader={t('referrals.count')}
    />
  )
}

/** What visitors volunteered about themselves; nothing where nobody did. */
export function Audience({ overview: { audience, figures } }: OfOverview): readonly ReactElement[] {
  return audience.filter(hasAnswers).map((of) => <Answers key={of.field} of={of} visits={figures.visits} />)
}

function Answers({ of: { field, answers }, visits }: { readonly of: AudienceTally; readonly visits: number }) {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const words = useSiteWords()
  const count = answers.filter(({ id }) => id !== notRecorded).reduce((sum, answer) => sum + answer.visits, 0)
  return (
    <TallyPicture
      title={t('audience.title', { field: words.audienceField(field).text })}
      sentence={<p>{t('audience.sentence', { count, all: visits })}</p>}
      tallies={answers}
      wordOf={(id) => (id === notRecorded ? undefined : words.audienceAnswer(id))}
      notRecordedText={t('audience.notRecorded')}
      header={t('audience.column')}
      countHeader={ts('table.visits')}
    />
  )
}

function hasAnswers({ answers }: AudienceTally): boolean {
  return answers.some(({ id, visits }) => id !== notRecorded && visits > 0)
}
