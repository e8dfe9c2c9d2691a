import type { ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import type { NeedFigures } from '#statistics/need-figures.ts'
import type { Overview } from '#statistics/overview.ts'
import { figuresText } from '#text/figures.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import { SiteWord } from '../../shared/site-word.tsx'
import { useSiteWords } from '../../shared/use-site-words.ts'
import { Legend } from '../fills.tsx'
import { isCapped, minutesText } from '../minute-words.ts'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'
import { WaitBars } from './wait-bars.tsx'

/** How long people waited for each need: half of them, eight in ten, nine in ten. */
export function NeedWaits({ overview: { needs } }: { readonly overview: Overview }): ReactElement | null {
  const t = useText(figuresText)
  const ts = useText(statisticsText)
  const words = useSiteWords()
  const { whole, percent } = useNumbers()
  const { targetWaitMinutes, minRecordsForDuration, minRecordsForPercentile } = useSettings()
  const waited = needs.filter(({ waits }) => waits.records > 0)
  if (waited.length === 0) return null
  const [longest, ...others] = waited
    .filter(({ waits }) => waits.p80 !== null)
    .sort((a, b) => (b.waits.p80 ?? 0) - (a.waits.p80 ?? 0))
  const isAnyTold = waited.some(({ waits }) => waits.mean !== null)
  const isAnyBlank = waited.some(({ waits }) => waits.p80 === null)
  const cell = (key: string, header: string, value: (need: NeedFigures) => number | null) => ({
    key,
    header,
    cell: (need: NeedFigures) => {
      const known = value(need)
      return known === null ? t('needWaits.tooFew') : whole(known)
    },
    numeric: true,
  })
  return (
    <Picture
      title={t('needWaits.title')}
      sentence={
        <>
          {longest === undefined || others.length === 0 ? null : (
            <p>
              {t(isCapped(longest.waits.p80 ?? 0) ? 'needWaits.sentenceLong' : 'needWaits.sentence', {
                word: words.need(longest.id).text,
                most: minutesText(longest.waits.p80 ?? 0, ts),
              })}
            </p>
          )}
          {isAnyBlank ? (
            <p>{t('needWaits.why', { few: minRecordsForDuration, rank: minRecordsForPercentile })}</p>
          ) : null}
        </>
      }
      picture={
        isAnyTold ? (
          <>
            <WaitBars needs={waited} targetMinutes={targetWaitMinutes} />
            {longest === undefined ? null : (
              <Legend
                entries={[
                  { fill: 'solid', text: t('needWaits.half') },
                  { fill: 'hatch', text: t('needWaits.most') },
                  { fill: 'dots', text: t('needWaits.nine') },
                  {
                    fill: 'dashes',
                    text: t('needWaits.target', { target: ts('minutes', { count: targetWaitMinutes }) }),
                  },
                ]}
              />
            )}
          </>
        ) : null
      }
      table={
        isAnyTold ? (
          <Table
            caption={t('needWaits.title')}
            captionHidden
            columns={[
              {
                key: 'need',
                header: ts('needs.column'),
                cell: ({ id }: NeedFigures) => <SiteWord word={words.need(id)} />,
                rowHeader: true,
              },
              cell('records', t('needWaits.records'), ({ waits }) => waits.records),
              cell('mean', t('needWaits.meanColumn'), ({ waits }) => waits.mean),
              cell('half', t('needWaits.halfColumn'), ({ waits }) => waits.p50),
              cell('most', t('needWaits.mostColumn'), ({ waits }) => waits.p80),
              cell('nine', t('needWaits.nineColumn'), ({ waits }) => waits.p90),
              {
                key: 'within',
                header: t('needWaits.withinColumn'),
                cell: ({ waits }: NeedFigures) =>
                  waits.withinTarget === null ? t('needWaits.tooFew') : percent(waits.withinTarget),
                numeric: true,
              },
              cell('service', t('needWaits.serviceColumn'), ({ service }) => service.mean),
            ]}
            rows={waited}
            rowKey={({ id }) => id}
          />
        ) : null
      }
    />
  )
}
