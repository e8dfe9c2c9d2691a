/** One event of a stream, as the standard for server-sent events reads it. */
export interface StreamEvent {
  readonly event: string
  readonly data: string
  readonly id: string
}

/** Reads the events of a stream as they come; ends or throws with the stream. */
export async function* readEvents(
  body: AsyncIterable<Uint8Array>,
  heard: (text: string) => void = () => undefined,
): AsyncGenerator<StreamEvent> {
  const decoder = new TextDecoder()
  const parser = createEventParser()
  for await (const bytes of body) {
    const text = decoder.decode(bytes, { stream: true })
    heard(text)
    yield* parser(text)
  }
}

/** A parser that is fed text in any pieces and answers the events that are complete. */
export function createEventParser(): (text: string) => readonly StreamEvent[] {
  let rest = ''
  let id = ''
  let event = ''
  let data: string[] = []
  return (text) => {
    const events: StreamEvent[] = []
    const lines = (rest + text).split(/\r\n|\n/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) events.push({ event: event === '' ? 'message' : event, data: data.join('\n'), id })
        event = ''
        data = []
        continue
      }
      const colon = line.indexOf(':')
      const name = colon === -1 ? line : line.slice(0, colon)
      const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
      if (name === 'event') event = value
      else if (name === 'data') data.push(value)
      else if (name === 'id') id = value
    }
    return events
  }
}
