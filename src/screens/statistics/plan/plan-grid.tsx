import type { ReactElement } from 'react'
import { useLanguage, useSettings, useText } from '#app/hooks.ts'
import type { PlanCell, StaffingPlan } from '#statistics/staffing.ts'
import { planText } from '#text/plan.ts'
import { statisticsText } from '#text/statistics.ts'
import { Badge } from '#ui/badge.tsx'
import { classNames } from '#ui/class-names.ts'
import { Table } from '#ui/table.tsx'
import { bandWords, capitalised, weekdayName } from '../period-words.ts'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'
import { desksLacking } from './plan-cells.ts'
import type { AdvisedCell } from './plan-cells.ts'
import styles from './plan-grid.module.css'
import { usePlanWords } from './use-plan-words.ts'

/** More bands than this leave room for few words. */
const fewBands = 5

interface WeekdayPlan {
  readonly weekday: number
  readonly cellsByBand: ReadonlyMap<string, PlanCell>
}

/** The week as a timetable of desks; behind it the figures that each number comes from. */
export function PlanGrid({
  plan: { cells },
}: {
  readonly plan: Extract<StaffingPlan, { type: 'plan' }>
}): ReactElement {
  const t = useText(planText)
  const ts = useText(statisticsText)
  const language = useLanguage()
  const { targetWaitMinutes, targetServiceLevel } = useSettings()
  const bands = [...new Set(cells.map(({ band }) => band))].sort()
  const rows = [...new Set(cells.map(({ weekday }) => weekday))].map((weekday): WeekdayPlan => {
    const ofDay = cells.filter((cell) => cell.weekday === weekday)
    return { weekday, cellsByBand: new Map(ofDay.map((cell) => [cell.band, cell])) }
  })
  const isNarrow = bands.length > fewBands
  return (
    <Picture
      title={t('grid.title')}
      sentence={
        <p>
          {t('grid.sentence', {
            share: Math.round(100 * targetServiceLevel),
            target: ts('minutes', { count: targetWaitMinutes }),
          })}
        </p>
      }
      picture={
        <Table
          className={classNames(styles['grid'], isNarrow && styles['narrow'])}
          caption={t('grid.title')}
          captionHidden
          columns={[
            {
              key: 'weekday',
              header: t('grid.weekday'),
              cell: ({ weekday }: WeekdayPlan) => capitalised(weekdayName(weekday, language)),
              rowHeader: true,
            },
            ...bands.map((band) => ({
              key: band,
              header: bandWords(band, language),
              cell: ({ cellsByBand }: WeekdayPlan) => <Cell cell={cellsByBand.get(band)} isNarrow={isNarrow} />,
            })),
          ]}
          rows={rows}
          rowKey={({ weekday }) => String(weekday)}
        />
      }
      table={<Details cells={cells} />}
    />
  )
}

interface CellProps {
  /** undefined: nobody ever took a ticket then. */
  readonly cell: PlanCell | undefined
  readonly isNarrow: boolean
}

function Cell({ cell, isNarrow }: CellProps): ReactElement {
  const t = useText(planText)
  const words = usePlanWords()
  if (cell === undefined) return <span className={styles['nobody']}>{t('grid.nobody')}</span>
  const { advice, desksThere, tickets, openDays } = cell
  const there =
    desksThere === null
      ? t('grid.unknown')
      : t(isNarrow ? 'grid.thereShort' : 'grid.there', { there: words.desksThere(desksThere) })
  switch (advice.type) {
    case 'desks':
      return (
        <span className={styles['cell']}>
          <span className={styles['desks']}>
            {advice.desks} <Difference lacking={desksLacking({ ...cell, advice })} />
          </span>
          <span className={styles['there']}>{there}</span>
        </span>
      )
    case 'tooMany':
      return (
        <span className={styles['cell']}>
          <span>{t('grid.tooMany')}</span>
          <span className={styles['there']}>{there}</span>
        </span>
      )
    case 'tooFew':
      return (
        <span className={styles['cell']}>
          <span className={styles['nobody']}>{t('grid.tooFew')}</span>
          {isNarrow ? null : (
            <span className={styles['there']}>{t('grid.tooFewWhy', { tickets, days: openDays })}</span>
          )}
        </span>
      )
  }
}

function Difference({ lacking }: { readonly lacking: number | null }): ReactElement | null {
  const { whole } = useNumbers()
  if (lacking === null || lacking === 0) return null
  return lacking > 0 ? <Badge tone="called">+{whole(lacking)}</Badge> : <Badge>−{whole(-lacking)}</Badge>
}

function Details({ cells }: { readonly cells: readonly PlanCell[] }): ReactElement {
  const t = useText(planText)
  const language = useLanguage()
  const words = usePlanWords()
  const { whole, mean, percent } = useNumbers()
  const advised = (key: string, header: string, cell: (advice: AdvisedCell['advice']) => string) => ({
    key,
    header,
    cell: ({ advice }: PlanCell) =>
      advice.type === 'desks' ? cell(advice) : t(advice.type === 'tooFew' ? 'grid.tooFew' : 'grid.tooMany'),
    numeric: true,
  })
  return (
    <Table
      caption={t('grid.title')}
      captionHidden
      columns={[
        {
          key: 'hours',
          header: t('detail.hours'),
          cell: ({ weekday, band }) => `${capitalised(weekdayName(weekday, language))}, ${bandWords(band, language)}`,
          rowHeader: true,
        },
        { key: 'days', header: t('detail.days'), cell: ({ openDays }) => whole(openDays), numeric: true },
        advised('arrivals', t('detail.arrivals'), ({ ticketsPerHour }) => mean(ticketsPerHour)),
        advised('service', t('detail.service'), ({ serviceMinutes }) => whole(serviceMinutes)),
        advised('desks', t('detail.desks'), ({ desks }) => whole(desks)),
        advised('share', t('detail.share'), ({ share }) => percent(share)),
        {
          key: 'there',
          header: t('detail.there'),
          cell: ({ desksThere }) => (desksThere === null ? t('detail.unknown') : words.desksThere(desksThere)),
          numeric: true,
        },
      ]}
      rows={cells}
      rowKey={({ weekday, band }) => `${weekday} ${band}`}
    />
  )
}
