import { act, screen } from '@testing-library/react'
import type { Day } from '#domain/ids.ts'
import type { DayBatch } from '#domain/visits/day-batch.ts'
import { StatisticsScreen } from '#screens/statistics/statistics-screen.tsx'
import { desk1, outcome } from '../support/given.ts'
import { renderScreen } from '../support/render-app.tsx'
import type { RenderedScreen, RenderOptions } from '../support/render-app.tsx'

export interface StatisticsOptions extends RenderOptions {
  /** Folded days. */
  readonly archive?: readonly DayBatch[]
  /** The part that the address names; without it the figures. */
  readonly part?: string
  /** The part that is waited for, where the address names one that is none. */
  readonly opensAs?: 'figures'
}

export interface OpenedStatistics extends RenderedScreen {
  readonly finish: (label: string) => Promise<void>
}

/** The statistics screen over an archive, when its first figures (or another part's heading) are there. */
export async function openStatisticsScreen(options: StatisticsOptions = {}): Promise<OpenedStatistics> {
  const { archive = [], part, opensAs, ...rest } = options
  location.hash = part === undefined ? '' : `#${part}`
  const view = await renderScreen(<StatisticsScreen />, rest)
  if (archive.length > 0) {
    await act(async () => {
      await view.journal.fold(() => ({ batches: archive, horizon: '2026-11-21' as Day, keep: () => true }))
      await view.app.refresh()
    })
  }
  const isFigures = part === undefined || opensAs === 'figures'
  await (isFigures ? screen.findByTestId('total-visits') : screen.findByRole('heading', { level: 2 }))
  return { ...view, finish: (label) => finish(view, label) }
}

/** Chooses another kind of period. */
export async function choose(kind: string): Promise<void> {
  await act(async () => screen.getByRole('button', { name: kind, pressed: false }).click())
}

export function total(): string | null {
  return screen.getByTestId('total-visits').textContent
}

async function finish(view: RenderedScreen, label: string): Promise<void> {
  await view.perform({ type: 'FinishVisit', ticketId: view.ticketId(label), desk: desk1, details: outcome('answered') })
}
