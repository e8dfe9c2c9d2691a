import type { ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import type { Overview } from '#statistics/overview.ts'
import type { WaitBin } from '#statistics/wait-bins.ts'
import { statisticsText } from '#text/statistics.ts'
import type { Translate } from '#text/translate.ts'
import { Table } from '#ui/table.tsx'
import { Columns } from './columns.tsx'
import { Legend } from './fills.tsx'
import type { StatisticsKey } from './period-words.ts'
import { Picture } from './picture.tsx'
import { useNumbers } from './use-numbers.ts'

/** An hour is the cap of what is kept: who waited longer counts here. */
const cappedMinutes = 60
/** Fewer columns would look like a rule where there is only chance. */
const leastBins = 6

/** How long people waited: sentences first, then how many waited how long. */
export function Waits({ overview: { waits, waitBins } }: { readonly overview: Overview }): ReactElement {
  const t = useText(statisticsText)
  const numbers = useNumbers()
  const { targetWaitMinutes } = useSettings()
  const target = t('minutes', { count: targetWaitMinutes })
  const binText = ({ from, to }: WaitBin): string =>
    to === null ? t('waits.lastBin', { from }) : t('waits.bin', { from, to })
  const last = waitBins.reduce((reached, { visits }, at) => (visits > 0 ? at : reached), 0)
  const shown = waitBins.slice(0, Math.max(leastBins, last + 1))
  return (
    <Picture
      title={t('waits.title')}
      sentence={<WaitSentences waits={waits} target={target} />}
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

function WaitSentences({
  waits,
  target,
}: {
  readonly waits: Overview['waits']
  readonly target: string
}): ReactElement {
  const t = useText(statisticsText)
  const { minRecordsForDuration: needed } = useSettings()
  if (waits.records === 0) return <p>{t('waits.none')}</p>
  if (waits.mean === null || waits.withinTarget === null)
    return <p>{t('waits.few', { count: waits.records, needed })}</p>
  return (
    <>
      {waits.p50 === null || waits.p80 === null ? (
        <p>{t('waits.mean', { mean: minutesText(waits.mean, t) })}</p>
      ) : (
        <p>{t('waits.half', { half: minutesText(waits.p50, t), most: minutesText(waits.p80, t) })}</p>
      )}
      <p>{t('waits.target', { share: Math.round(100 * waits.withinTarget), target })}</p>
    </>
  )
}

function minutesText(minutes: number, t: Translate<StatisticsKey>): string {
  return t(minutes >= cappedMinutes ? 'minutes.capped' : 'minutes', { count: Math.round(minutes) })
}

function isWithin({ to }: WaitBin, targetMinutes: number): boolean {
  return to !== null && to <= targetMinutes
}
