import type { ReactElement } from 'react'
import type { Details } from '#domain/events.ts'
import type { OutcomeId } from '#domain/ids.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import type { SiteText } from '#text/translate.ts'
import styles from './choices.module.css'
import type { ClosedVisit } from './desk-state.ts'
import { withOutcome, toggled } from './details-changes.ts'
import { OutcomeChoice } from './outcome-choice.tsx'
import { useDeskView } from './use-desk.ts'

interface AskedDetailsProps {
  readonly visit: ClosedVisit
  /** Everything about the visit is open for correction. */
  readonly open: boolean
}

/**
 * What this visit still asks for: an outcome that was left for later, then the partner or the workshop that goes with
 * it. Once answered and with the next visitor here, it folds up.
 */
export function AskedDetails({ visit, open }: AskedDetailsProps): ReactElement | null {
  const { current, deeds, pending, settings, t, words } = useDeskView()
  const { details } = visit
  const record = (change: Partial<Details>) => void deeds.record(visit.id, { ...details, ...change })
  const asks = settings.outcomes.find(({ id }) => id === details.outcome)?.asks ?? null
  const answered = asks === 'referral' ? details.referrals.length > 0 : details.workshopType !== null
  const askedNow = asks !== null && (open || !answered || (current === undefined && pending === undefined))
  return (
    <div className={styles['stack']}>
      {open || (details.outcome === null && current === undefined) ? (
        <OutcomeChoice
          legend={visit.label === null ? t('outcome.heading') : t('outcome.of', { label: visit.label })}
          chosen={details.outcome}
          testId="last-outcome"
          onChoose={(outcome: OutcomeId) => record(withOutcome(settings, details, outcome))}
        />
      ) : null}
      {askedNow && asks === 'referral' ? (
        <Chips
          legend={t('details.referrals')}
          hook="referral"
          ids={settings.referrals.map(({ id }) => id)}
          chosen={details.referrals}
          word={words.referral}
          onToggle={(id) => record({ referrals: toggled(details.referrals, id) })}
        />
      ) : null}
      {askedNow && asks === 'workshopType' ? (
        <Chips
          legend={t('details.workshopType')}
          hook="workshop-type"
          ids={settings.workshopTypes.map(({ id }) => id)}
          chosen={details.workshopType === null ? [] : [details.workshopType]}
          word={words.workshopType}
          onToggle={(id) => record({ workshopType: id === details.workshopType ? null : id })}
        />
      ) : null}
    </div>
  )
}

/** What may be noted beside the outcome, where it helps: no free text anywhere (V1). */
export function FurtherDetails({ visit }: { readonly visit: ClosedVisit }): ReactElement {
  const { deeds, settings, t, words } = useDeskView()
  const { details } = visit
  const record = (change: Partial<Details>) => void deeds.record(visit.id, { ...details, ...change })
  const talkedAbout = [visit.need, ...details.moreNeeds]
  const topics = settings.needs.filter(({ id }) => talkedAbout.includes(id)).flatMap((need) => need.topics)
  return (
    <div className={styles['stack']}>
      {topics.length === 0 ? null : (
        <Chips
          legend={t('details.topics')}
          hook="topic"
          ids={topics.map(({ id }) => id)}
          chosen={details.topics}
          word={words.topic}
          onToggle={(id) => record({ topics: toggled(details.topics, id) })}
        />
      )}
      <Chips
        legend={t('details.moreNeeds')}
        hook="more-need"
        ids={settings.needs.map(({ id }) => id).filter((id) => id !== visit.need)}
        chosen={details.moreNeeds}
        word={words.need}
        onToggle={(id) => record({ moreNeeds: toggled(details.moreNeeds, id) })}
      />
      {settings.audience.map(({ id: field, answers }) => (
        <Chips
          key={field}
          legend={t('details.audience', { field: words.audienceField(field).text })}
          hook="audience"
          ids={answers}
          chosen={[details.audience[field] ?? '']}
          word={words.audienceAnswer}
          onToggle={(answer) => {
            const { [field]: before, ...others } = details.audience
            record({ audience: before === answer ? others : { ...others, [field]: answer } })
          }}
        />
      ))}
    </div>
  )
}

interface ChipsProps<Id extends string> {
  readonly legend: string
  /** The test hook; the id stands beside it under the same name. */
  readonly hook: string
  readonly ids: readonly Id[]
  readonly chosen: readonly Id[]
  readonly word: (id: string) => SiteText
  readonly onToggle: (id: Id) => void
}

function Chips<Id extends string>({ legend, hook, ids, chosen, word, onToggle }: ChipsProps<Id>): ReactElement {
  return (
    <ChoiceGroup legend={legend} className={styles['group']}>
      {ids.map((id) => (
        <ChoiceChip
          key={id}
          data-testid={hook}
          {...{ [`data-${hook}`]: id }}
          pressed={chosen.includes(id)}
          onClick={() => onToggle(id)}
        >
          <SiteWord word={word(id)} />
        </ChoiceChip>
      ))}
    </ChoiceGroup>
  )
}
