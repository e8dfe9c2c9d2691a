import type { DeskNumber, TicketId } from '#domain/ids.ts'
import type { Entry } from '#journal/entry.ts'
import { loadTicket } from './hub-log.ts'
import { eventually } from './hub-process.ts'
import type { Pairing } from './hub-process.ts'
import type { NodeDevice } from './node-device.ts'

export interface CrowdOptions {
  readonly desks: number
  readonly presses: number
  /** How many wait already. */
  readonly waiting?: number
  /** Which hub a device talks to. */
  readonly urlOf?: (device: number) => { readonly url?: string }
}

export interface CrowdReport {
  readonly presses: number
  readonly issued: number
  /** Presses that came back empty although somebody waited, in words. */
  readonly emptyHanded: readonly string[]
  /** Tickets that two presses got. */
  readonly doubled: readonly TicketId[]
}

/**
 * Ten desks that all press "next" in the same moment, over and over: they ask for a claim, call by their own fold, and
 * push. Several tickets are issued ahead; now and then there are fewer than desks.
 */
export async function pressTogether(pairing: Pairing, options: CrowdOptions): Promise<CrowdReport> {
  const { desks: count, urlOf = () => ({}) } = options
  const kiosk = await pairing.device('kiosk', { folds: false, lean: true, ...urlOf(0) })
  await kiosk.hello()
  const desks: NodeDevice[] = []
  const streams = new AbortController()
  const ended: Promise<unknown>[] = []
  for (let index = 0; index < count; index++) {
    const desk = await pairing.device('desk', { lean: true, ...urlOf(index) })
    await desk.sync()
    ended.push(desk.stream(streams.signal, () => undefined).catch(() => undefined))
    desks.push(desk)
  }
  let issued = 0
  let waiting = options.waiting ?? 0
  let presses = 0
  const emptyHanded: string[] = []
  const got = new Map<TicketId, number>()

  async function issue(tickets: number): Promise<void> {
    const facts = Array.from({ length: tickets }, () => ({
      subject: 'new' as const,
      event: loadTicket(1 + (issued++ % 9_000)),
    }))
    const entries = kiosk.write(facts)
    await kiosk.push()
    const last = entries.at(-1)?.id
    await eventually(
      'the tickets at every desk',
      () => desks.every((desk) => desk.site().tickets.has(last!)) || undefined,
    )
    waiting += tickets
  }

  try {
    for (let round = 0; presses < options.presses; round++) {
      // Every seventh round there are fewer visitors than desks.
      const wanted = round % 7 === 6 ? 1 + (round % (count - 1)) : count + 3
      if (waiting < wanted) await issue(wanted - waiting)
      const stood = waiting
      const answers = await Promise.all(desks.map((desk, index) => press(desk, (index + 1) as DeskNumber)))
      presses += count
      const called = answers.filter((id) => id !== null)
      for (const id of called) got.set(id, (got.get(id) ?? 0) + 1)
      if (called.length !== Math.min(stood, count)) {
        emptyHanded.push(`round ${round}: ${stood} waited, ${called.length} of ${count} presses were given one`)
      }
      waiting -= called.length
    }
  } finally {
    streams.abort()
    await Promise.all(ended)
  }
  const doubled = [...got].filter(([, times]) => times > 1).map(([id]) => id)
  return { presses, issued, emptyHanded, doubled }
}

/** One press, as the app does it: what the hub grants is called by the rules of this desk's own fold. */
async function press(desk: NodeDevice, number: DeskNumber): Promise<TicketId | null> {
  const why: string[] = []
  for (let attempt = 0; attempt < 5; attempt++) {
    const claimed = await desk.claim(number)
    if (claimed.type === 'nobodyWaiting') return null
    if (claimed.type !== 'granted') {
      why.push(JSON.stringify(claimed))
      continue
    }
    const { ticketId } = claimed
    await eventually('the ticket here', () => desk.site().tickets.has(ticketId) || undefined)
    // The hub may have granted what this desk has learned to be called meanwhile.
    const called = desk.run({ type: 'CallTicket', ticketId, desk: number })
    if (!called.ok) {
      why.push(JSON.stringify(called.error))
      continue
    }
    desk.run({ type: 'StartService', ticketId, desk: number })
    for (let push = 0; push < 20 && desk.unsent() > 0; push++) await desk.push()
    return ticketId
  }
  throw new Error(`Five claims, and none of them held: ${why.join()}`)
}

/** Tickets that more than one desk called, read off a log. */
export function doubleCalls(log: readonly Entry[]): readonly string[] {
  const calls = new Map<string, DeskNumber[]>()
  for (const { subject, event } of log) {
    if (event.type === 'TicketCalled') calls.set(subject, [...(calls.get(subject) ?? []), event.desk])
  }
  return [...calls].filter(([, desks]) => desks.length > 1).map(([subject, desks]) => `${subject}: ${desks.join()}`)
}
