import { useEffect, useRef, useState } from 'react'
import { exportFile, previewExport } from '#app/export.ts'
import type { ExportRequest, ExportTable, ExportTrouble } from '#app/export.ts'
import type { ExportAnswer } from '#app/export-question.ts'
import { useApp } from '#app/hooks.ts'
import { refuse } from '#domain/result.ts'
import type { Result } from '#domain/result.ts'
import { useFiles } from '../../shared/use-files.ts'
import { useStatisticsRoom } from '../statistics-room.tsx'

export type Work = ExportTable | 'preview'

export interface UnderWay {
  readonly work: Work
  readonly done: number
  readonly all: number
}

/** What became of the last work that was not stopped by leaving. */
export interface Outcome {
  readonly request: ExportRequest
  readonly result: Result<ExportAnswer, ExportTrouble>
  /** The name under which the file arrived. */
  readonly file: string | null
}

/** Makes files and previews one at a time, beside the window; stopping it leaves nothing behind. */
export function useExport() {
  const app = useApp()
  const room = useStatisticsRoom()
  const files = useFiles()
  const [underWay, setUnderWay] = useState<UnderWay | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const running = useRef<{ readonly controller: AbortController; readonly request: ExportRequest } | null>(null)
  useEffect(() => () => running.current?.controller.abort(), [])

  async function run(request: ExportRequest): Promise<Outcome | null> {
    const controller = new AbortController()
    running.current?.controller.abort()
    running.current = { controller, request }
    const work = request.file?.table ?? 'preview'
    setOutcome(null)
    setUnderWay({ work, done: 0, all: 0 })
    const { signal } = controller
    const options = { signal, progress: (done: number, all: number) => setUnderWay({ work, done, all }) }
    const result = await (
      request.file === null
        ? previewExport(app, room, request, options)
        : exportFile(app, room, request, files, options)
    ).catch((error: unknown): Outcome['result'] => refuse({ type: 'failed', reason: String(error) }))
    if (running.current?.controller !== controller) return null
    running.current = null
    setUnderWay(null)
    const file = result.ok && result.value.file !== null ? files.nameOf(result.value.file.name) : null
    const came = { request, result, file }
    setOutcome(came)
    return came
  }

  return {
    underWay,
    outcome,
    run,
    /** Whatever it waits for; a file that is not saved by now never will be. */
    stop: () => {
      if (running.current === null) return
      const { controller, request } = running.current
      running.current = null
      controller.abort()
      setUnderWay(null)
      setOutcome({ request, result: refuse({ type: 'cancelled' }), file: null })
    },
    forget: () => setOutcome(null),
  }
}
