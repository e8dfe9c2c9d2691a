/** What the hub counts. No name holds a person, a device or a site. */
const sums = {
  entries_appended: 'Entries written to the log.',
  entries_late: 'Entries that were counted in the batch of a folded day.',
  entries_quarantined: 'Entries that could not be read and are set aside.',
  pushes_refused: 'Entries that were refused, by reason.',
  commits: 'Transactions of the push lane.',
  pushes: 'Requests of the push lane.',
  claims: 'Claims asked for, by answer.',
  stream_bytes: 'Bytes written to streams.',
  streams_dropped: 'Streams that were ended by the hub, by reason.',
  folds: 'Folds of days.',
  prints: 'Tickets sent to a printer, by result.',
  errors: 'Requests that failed through no fault of the device.',
} as const
const gauges = {
  streams_open: 'Open streams.',
  sites_cached: 'Sites whose fold is held in memory.',
  prints_waiting: 'Tickets that are on their way to a printer.',
} as const

export type SumName = keyof typeof sums
export type GaugeName = keyof typeof gauges

export interface Metrics {
  count(name: SumName, by?: number, reason?: string): void
  /** A figure that is asked for when it is read. */
  gauge(name: GaugeName, read: () => number): void
  /** How long a request took; `route` is one of a fixed list, never an address as it was sent. */
  took(route: string, status: number, seconds: number): void
  /** Prometheus text, version 0.0.4. */
  text(): string
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const

interface Histogram {
  readonly counts: number[]
  sum: number
  count: number
}

export function createMetrics(memoryBytes: () => number = () => process.memoryUsage.rss()): Metrics {
  const values = new Map<string, number>()
  const readers = new Map<GaugeName, () => number>()
  const histograms = new Map<string, Histogram>()

  return {
    count: (name, by = 1, reason = '') => {
      const key = reason === '' ? name : `${name} ${reason}`
      values.set(key, (values.get(key) ?? 0) + by)
    },
    gauge: (name, read) => void readers.set(name, read),
    took: (route, status, seconds) => {
      const key = `route="${route}",status="${Math.floor(status / 100)}xx"`
      const known = histograms.get(key) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 }
      histograms.set(key, known)
      const place = buckets.findIndex((bound) => seconds <= bound)
      if (place !== -1) known.counts[place] = (known.counts[place] ?? 0) + 1
      known.sum += seconds
      known.count += 1
    },
    text: () =>
      [
        ...Object.entries(sums).flatMap(([name, help]) => sumLines(name, help, values)),
        ...Object.entries(gauges).flatMap(([name, help]) =>
          family(name, help, 'gauge', [`guichet_${name} ${readers.get(name as GaugeName)?.() ?? 0}`]),
        ),
        ...histogramLines(histograms),
        ...family('memory_bytes', 'Resident memory.', 'gauge', [`guichet_memory_bytes ${memoryBytes()}`]),
        '',
      ].join('\n'),
  }
}

function sumLines(name: string, help: string, values: ReadonlyMap<string, number>): readonly string[] {
  const label = name === 'prints' ? 'result' : 'reason'
  const own = [...values].filter(([key]) => key === name || key.startsWith(`${name} `))
  const lines = own.map(([key, value]) => {
    const reason = key.slice(name.length + 1)
    return `guichet_${name}_total${reason === '' ? '' : `{${label}="${reason}"}`} ${value}`
  })
  return family(`${name}_total`, help, 'counter', lines.length === 0 ? [`guichet_${name}_total 0`] : lines)
}

function histogramLines(histograms: ReadonlyMap<string, Histogram>): readonly string[] {
  const lines = [...histograms].flatMap(([labels, { counts, sum, count }]) => {
    let below = 0
    const steps = buckets.map((bound, place) => {
      below += counts[place] ?? 0
      return `guichet_request_seconds_bucket{${labels},le="${bound}"} ${below}`
    })
    return [
      ...steps,
      `guichet_request_seconds_bucket{${labels},le="+Inf"} ${count}`,
      `guichet_request_seconds_sum{${labels}} ${sum}`,
      `guichet_request_seconds_count{${labels}} ${count}`,
    ]
  })
  return family('request_seconds', 'How long requests took, streams and long polls left out.', 'histogram', lines)
}

function family(name: string, help: string, type: string, lines: readonly string[]): readonly string[] {
  return [`# HELP guichet_${name} ${help}`, `# TYPE guichet_${name} ${type}`, ...lines]
}
