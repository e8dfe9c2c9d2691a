import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import type { BandTally, Overview } from '#statistics/overview.ts'
import { statisticsText } from '#text/statistics.ts'
import { Table } from '#ui/table.tsx'
import { Columns } from './columns.tsx'
import { Legend } from '../fills.tsx'
import { bandWords } from '../period-words.ts'
import { Picture } from '../picture.tsx'
import { useNumbers } from '../use-numbers.ts'

/** When people come, in the site's hour bands: with a ticket below, without one on top. */
export function Bands({ overview: { byBand, figures } }: { readonly overview: Overview }): ReactElement {
  const t = useText(statisticsText)
  const language = useLanguage()
  const { whole } = useNumbers()
  const bandText = (id: string) => (id === 'not_recorded' ? t('bands.notRecorded') : bandWords(id, language))
  const busiest = byBand
    .filter(({ id }) => id !== 'not_recorded')
    .reduce<BandTally | null>((best, band) => (best === null || all(band) > all(best) ? band : best), null)
  return (
    <Picture
      title={t('bands.title')}
      sentence={
        busiest === null || figures.visits === 0 ? null : (
          <p>
            {t('bands.sentence', { band: bandWords(busiest.id, language), count: all(busiest), all: figures.visits })}
          </p>
        )
      }
      picture={
        <>
          <Columns
            columns={byBand.map((band) => ({
              id: band.id,
              text: bandText(band.id),
              parts: [
                { fill: 'hatch', visits: band.walkUps },
                { fill: 'solid', visits: band.tickets },
              ],
            }))}
          />
          <Legend
            entries={[
              { fill: 'solid', text: t('bands.tickets') },
              { fill: 'hatch', text: t('bands.walkUps') },
            ]}
          />
        </>
      }
      table={
        <Table
          caption={t('bands.title')}
          captionHidden
          columns={[
            {
              key: 'band',
              header: t('bands.hours'),
              cell: ({ id }: BandTally) => bandText(id),
              rowHeader: true,
            },
            {
              key: 'tickets',
              header: t('bands.tickets'),
              cell: ({ tickets }: BandTally) => whole(tickets),
              numeric: true,
            },
            {
              key: 'walkUps',
              header: t('bands.walkUps'),
              cell: ({ walkUps }: BandTally) => whole(walkUps),
              numeric: true,
            },
            { key: 'visits', header: t('table.visits'), cell: (band: BandTally) => whole(all(band)), numeric: true },
          ]}
          rows={byBand}
          rowKey={({ id }) => id}
          footer={[t('table.total'), whole(figures.served), whole(figures.walkUps), whole(figures.visits)]}
        />
      }
    />
  )
}

function all({ tickets, walkUps }: BandTally): number {
  return tickets + walkUps
}
