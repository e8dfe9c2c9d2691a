import type { Dialect } from '#export/csv.ts'
import { packageFile } from '#export/files.ts'
import { readPackage } from '#export/read-package.ts'
import { fiveYears, packageInput } from './releases.ts'

/** What a worker of the browser made of five years. */
export interface Made {
  readonly bytes: readonly number[]
  readonly readBack: boolean
}

function make(dialect: Dialect): Made {
  const input = packageInput({ releases: fiveYears() })
  const { content } = packageFile(input, dialect)
  const read = readPackage(content)
  return { bytes: [...content], readBack: read.ok && read.value.tables.daily.length > 1_800 }
}

/** The page's own script runs once more as its worker. */
async function makeInWorker(dialect: Dialect): Promise<Made> {
  const worker = new Worker('/page.js', { type: 'module' })
  try {
    return await new Promise<Made>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Made>) => resolve(data))
      worker.addEventListener('error', ({ message }) => reject(new Error(message)))
      worker.postMessage(dialect)
    })
  } finally {
    worker.terminate()
  }
}

if ('document' in globalThis) Object.assign(globalThis, { makeInWorker })
else
  globalThis.addEventListener('message', ({ data }: MessageEvent<Dialect>) => {
    globalThis.postMessage(make(data))
  })
