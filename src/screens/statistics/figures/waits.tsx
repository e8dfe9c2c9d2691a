import type { ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import type { WaitBin } from '#statistics/wait-bins.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import { Columns } from './columns.tsx'
import { Legend } from '../fills.tsx'
import { isCapped, minutesText } from '../minute-words.ts'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'

/** Fewer columns would look like a rule where there is only chance. */
const leastBins = 6

export interface WaitsProps {
  readonly overview: Overview
}

/** How long people waited: sentences first, then how many waited how long. */
export function Waits({ overview }: WaitsProps): ReactElement {
  const t = useText(statisticsText)
  const numbers = useNumbers()
  const { waits, waitBins } = overview
  const { targetWaitMinutes } = useSettings()
  const target = t('minutes', { count: targetWaitMinutes })
  const binText = ({ from, to }: WaitBin): string =>
    to === null ? t('waits.lastBin', { from }) : t('waits.bin', { from, to })
  const last = waitBins.reduce((reached, { visits }, at) => (visits > 0 ? at : reached), 0)
  const shown = waitBins.slice(0, Math.max(leastBins, last + 1))
  return (
    <Picture
      title={t('waits.title')}
      sentence={<WaitSentences overview={overview} target={target} />}
      picture={
        waits.records === 0 ? null : (
          <>
            <Columns
              axis={t('waits.axis')}
              columns={shown.map((bin) => ({
                id: String(bin.from),
                text: binText(bin),
                parts: [{ fill: isWithin(bin, targetWaitMinutes) ? 'solid' : 'hatch', visits: bin.visits }],
              }))}
            />
            <Legend
              entries={[
                { fill: 'solid', text: t('waits.within', { target }) },
                { fill: 'hatch', text: t('waits.beyond') },
              ]}
            />
          </>
        )
      }
      table={
        waits.records === 0 ? null : (
          <Table
            caption={t('waits.title')}
            captionHidden
            columns={[
              { key: 'minutes', header: t('waits.axis'), cell: binText, rowHeader: true },
              {
                key: 'visits',
                header: t('waits.visits'),
                cell: ({ visits }: WaitBin) => numbers.whole(visits),
                numeric: true,
              },
            ]}
            rows={shown}
            rowKey={({ from }) => String(from)}
            footer={[t('table.total'), numbers.whole(waits.records)]}
          />
        )
      }
    />
  )
}

function WaitSentences({ overview, target }: WaitsProps & { readonly target: string }): ReactElement {
  const t = useText(statisticsText)
  const tf = useText(figuresText)
  const { minRecordsForDuration, minRecordsForPercentile, targetServiceLevel } = useSettings()
  const { waits, before } = overview
  const { records: count } = waits
  if (count === 0) return <p>{t('waits.none')}</p>
  if (waits.mean === null || waits.withinTarget === null)
    return <p>{t('waits.few', { count, needed: minRecordsForDuration })}</p>
  return (
    <>
      {waits.p50 === null || waits.p80 === null || waits.p90 === null ? (
        <p>
          {t('waits.mean', { mean: minutesText(waits.mean, t) })}{' '}
          {t('waits.unranked', { count, needed: minRecordsForPercentile })}
        </p>
      ) : (
        <p>
          {isCapped(waits.p80)
            ? tf('opening.waitLong', { most: minutesText(waits.p80, t) })
            : t('waits.most', { most: minutesText(waits.p80, t) })}{' '}
          {t('waits.half', { half: minutesText(waits.p50, t), nine: minutesText(waits.p90, t) })}
        </p>
      )}
      <p>
        {t('waits.target', {
          share: Math.round(100 * waits.withinTarget),
          target,
          aim: Math.round(100 * targetServiceLevel),
        })}
      </p>
      {waits.p80 === null || before === null || before.waits.p80 === null || isCapped(before.waits.p80) ? null : (
        <p>{t(`waits.before.${overview.period.type}`, { most: minutesText(before.waits.p80, t) })}</p>
      )}
    </>
  )
}

function isWithin({ to }: WaitBin, targetMinutes: number): boolean {
  return to !== null && to <= targetMinutes
}
