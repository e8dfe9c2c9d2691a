import { benchBundle } from './bundle.ts'
import { benchCallToBoard } from './call-to-board.ts'
import { benchColdStart } from './cold-start.ts'
import type { Measurement } from './distribution.ts'
import { benchHubAppend } from './hub-append.ts'
import { benchCatchUp } from './hub-catch-up.ts'
import { benchFanout } from './hub-fanout.ts'
import { benchRefold } from './refold.ts'
import { benchStatistics } from './statistics.ts'
import { benchTapToLabel } from './tap-to-label.ts'
import { benchThroughTheHub } from './through-the-hub.ts'

const benches = [
  benchTapToLabel,
  benchCallToBoard,
  benchThroughTheHub,
  benchColdStart,
  benchBundle,
  benchRefold,
  benchHubAppend,
  benchFanout,
  benchCatchUp,
  benchStatistics,
]

/** Runs every benchmark once; measurements go to standard output, progress to standard error. */
for (const bench of benches) {
  process.stderr.write(`${bench.name}…\n`)
  await bench((measurement: Measurement) => process.stdout.write(`${JSON.stringify(measurement)}\n`))
}
