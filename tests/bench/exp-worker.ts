import { createArchiveReader } from '#browser/archive-reader.ts'
import { createStatisticsDesk } from '#app/statistics-desk.ts'
import { countTable } from '#statistics/tables.ts'
import { defaultSettings } from '#domain/settings.ts'
import { knownValues } from '#statistics/known-values.ts'
import { overviewOf } from '#statistics/overview.ts'
import { periodContaining } from '#statistics/periods.ts'
self.onmessage = async (e) => {
  const times: any[] = []
  let t = performance.now()
  const lap = (n: string) => { const now = performance.now(); times.push(n + ' ' + Math.round((now - t) * 10) / 10); t = now }
  const settings = defaultSettings()
  const reader = createArchiveReader('guichet-libre')
  await reader.read({ start: '2026-01-01', end: '2026-01-02' } as any)
  lap('open')
  if (e.data === 'tidy') {
    await reader.read({ start: '2021-01-01', end: '2026-01-02' } as any); await reader.tidy(); postMessage(times); return
  }
  const what = e.data
  for (let i = 0; i < 3; i++) {
    if (what === 'year') {
      const { batches } = await reader.read({ start: '2024-01-01', end: '2025-12-31' } as any); lap('read')
      overviewOf({ batches, period: periodContaining('year', '2025-06-01' as any), settings, today: '2026-01-02' as any, open: null }); lap('overview')
    } else {
      const { batches } = await reader.read({ start: '2021-01-01', end: '2026-01-02' } as any); lap('read')
      countTable(batches, ['need', 'outcome'], { known: knownValues(settings) }); lap('cross')
    }
  }
  postMessage(times)
}
