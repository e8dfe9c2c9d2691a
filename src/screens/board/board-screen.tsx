import { useEffect, useMemo } from 'react'
import type { ReactElement } from 'react'
import {
  useVisitorLanguage,
  useMoment,
  usePorts,
  useSettings,
  useSite,
  useSiteText,
  useVisitorText,
} from '#app/hooks.ts'
import type { DevicePreferences } from '#app/ports.ts'
import { boardCalls } from '#domain/queue/board-calls.ts'
import type { BoardCall } from '#domain/queue/board-calls.ts'
import { callingOrder } from '#domain/queue/calling-order.ts'
import { localeOf } from '#text/languages.ts'
import { classNames } from '#ui/class-names.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { DemoBand } from '../shared/demo-band.tsx'
import { Freshness } from '../shared/freshness.tsx'
import { SiteWord } from '../shared/site-word.tsx'
import { PublicTroubleBand } from '../shared/trouble-band.tsx'
import { useDocumentTheme } from '../shared/use-document-theme.ts'
import { useIdle } from '../shared/use-idle.ts'
import styles from './board-screen.module.css'
import { Calls } from './calls.tsx'
import { SoundChip } from './sound-chip.tsx'
import { useAnnouncer } from './use-announcer.ts'
import { useRestingPointer } from './use-resting-pointer.ts'

/** As many as can be read; calls that still stand are never left out. */
const callsShown = 8

/** Where calls are shown and heard, to be read from the other end of the hall. */
export function BoardScreen(): ReactElement {
  const { wakeLock } = usePorts()
  const language = useVisitorLanguage()
  const t = useVisitorText('board')
  const calls = useCalls()
  const announced = useAnnouncer(calls)
  const rests = useRestingPointer()
  const { now } = useMoment()
  useDocumentTheme(askedTheme())
  useEffect(() => wakeLock.hold(), [wakeLock])
  // A reload in the middle of an announcement would cut it.
  useIdle(announced === null)
  return (
    <div lang={language} className={classNames(styles['board'], rests && styles['rests'])}>
      <title>{t('title')}</title>
      <BoardHead />
      <main className={styles['main']} style={{ transform: driftAt(now) }}>
        <h1>
          <VisuallyHidden>{t('headline')}</VisuallyHidden>
        </h1>
        <Calls calls={calls} announced={announced} />
        <VisuallyHidden role="status" aria-live="assertive" data-testid="announcement">
          {announced === null ? '' : t('call.name', { label: spoken(announced.label), desk: announced.desk })}
        </VisuallyHidden>
      </main>
      <BoardFoot />
    </div>
  )
}

function BoardHead(): ReactElement {
  const { name, timeZone } = useSettings()
  const siteText = useSiteText()
  const language = useVisitorLanguage()
  const { now } = useMoment()
  const site = siteText(name)
  const time = useMemo(
    () =>
      new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
    [language, timeZone],
  )
  return (
    <header>
      <DemoBand />
      <PublicTroubleBand />
      <div className={styles['head']}>
        <p>
          <SiteWord word={site} />
        </p>
        <time className={styles['clock']} dateTime={new Date(now).toISOString()}>
          {time.format(now)}
        </time>
      </div>
    </header>
  )
}

function BoardFoot(): ReactElement {
  const t = useVisitorText('board')
  const { tickets } = useSite()
  const { day } = useMoment()
  const waiting = useMemo(() => callingOrder(tickets.values(), day).length, [tickets, day])
  return (
    <footer className={styles['foot']}>
      <p>{waiting === 0 ? t('waiting.none') : t('waiting', { count: waiting })}</p>
      <div className={styles['states']}>
        <SoundChip />
        <Freshness className={styles['freshness']} />
      </div>
    </footer>
  )
}

function useCalls(): readonly BoardCall[] {
  const { tickets } = useSite()
  const { day } = useMoment()
  return useMemo(() => boardCalls(tickets.values(), day, callsShown), [tickets, day])
}

/** A board in a dim hall may be dark while the desk beside it, on the same device, is not: `?theme=dark`. */
function askedTheme(): DevicePreferences['theme'] | null {
  const asked = new URLSearchParams(location.search).get('theme')
  return asked === 'light' || asked === 'dark' || asked === 'contrast' ? asked : null
}

/** Wanders by 2 px with the minutes: labels that stand for hours leave no mark on the panel. */
function driftAt(now: number): string {
  const minute = Math.floor(now / 60_000)
  return `translate(${String((minute % 3) - 1)}px, ${String((Math.floor(minute / 3) % 3) - 1)}px)`
}

/** `C 07`: a letter and a number, not a word. */
function spoken(label: string): string {
  return label.replace(/^([A-Z]+)/, '$1\u00a0')
}
