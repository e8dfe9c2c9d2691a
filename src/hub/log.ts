export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** Lines of JSON without anything that tells of a person or a device. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  /** The kind of the error and where it was thrown; its words may quote what somebody sent, so they stay out. */
  error(event: string, error: unknown): void
}

export function createLog(write: (line: string) => void, now: () => number): Log {
  const say = (level: string, event: string, fields: LogFields = {}): void => {
    write(JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields }))
  }
  return {
    info: (event, fields) => say('info', event, fields),
    warn: (event, fields) => say('warn', event, fields),
    error: (event, error) => say('error', event, kindOf(error)),
  }
}

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function kindOf(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error }
  const code = 'code' in error ? String(error.code) : 'trouble' in error ? String(error.trouble) : null
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  // Function names and lines, without the folders of this machine.
  const at = frames.slice(0, 6).map((line) => line.trim().replace(/\(?(file:\/\/)?[^\s()]*\//, ''))
  return { kind: error.name, code, at: at.join(' | ') }
}
