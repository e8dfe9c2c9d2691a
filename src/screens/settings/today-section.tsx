import { useState } from 'react'
import type { ReactElement } from 'react'
import { useApp, useLanguage, useMoment, useSite, useText } from '#app/hooks.ts'
import type { Command } from '#domain/commands.ts'
import { ticketingRefusal } from '#domain/decide.ts'
import type { Instant } from '#domain/ids.ts'
import { todayText } from '#text/settings-today.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { useRefusalSentence } from '../shared/refusals.ts'
import { CloseDay } from './close-day.tsx'
import { countToday } from './count-today.ts'
import { useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { useFocusOnChange } from './use-focus-on-change.ts'

/** What takes effect at once: giving tickets or not, and the end of the day. */
export function TodaySection(): ReactElement {
  const t = useText(todayText)
  const site = useSite()
  const moment = useMoment()
  const language = useLanguage()
  const [act, refused] = useAct()
  const counts = countToday(site, moment.day)
  const closedAt = site.closedDays.get(moment.day)
  const dayPlace = useFocusOnChange(closedAt === undefined)
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  return (
    <>
      {refused !== null && <Notice tone="danger">{refused}</Notice>}
      <TicketsGroup act={act} />
      <Group title={t('day.title', { day: day.format(Date.parse(`${moment.day}T00:00:00Z`)) })}>
        <dl className={styles['figures']}>
          {figures[closedAt === undefined ? 'open' : 'closed'].map((name) => (
            <div key={name}>
              <dt>{t(`day.${name}`)}</dt>
              <dd>{counts[name]}</dd>
            </div>
          ))}
        </dl>
        <div ref={dayPlace}>
          {closedAt === undefined ? (
            <CloseDay counts={counts} onClose={() => act({ type: 'CloseDay' }, t('day.closedNow'))} />
          ) : (
            <div className={styles['stack']}>
              <p>{t('day.closed', { time: timeOf(closedAt, site.settings.timeZone, language) })}</p>
              <div>
                <Button
                  icon={<Icon paths={staffIcons.lockOpen} />}
                  onClick={() => void act({ type: 'ReopenDay' }, t('day.reopenedNow'))}
                >
                  {t('day.reopen')}
                </Button>
              </div>
              <p className={styles['hint']}>{t('day.reopen.hint')}</p>
            </div>
          )}
        </div>
      </Group>
    </>
  )
}

/** Whoever still stood in the queue of a closed day is left unserved, wherever they stood (D5). */
const figures = {
  open: ['waiting', 'held', 'parked', 'noShow', 'served'],
  closed: ['leftUnserved', 'noShow', 'served'],
} as const

type Act = (command: Command, done: string) => Promise<void>

function TicketsGroup({ act }: { readonly act: Act }): ReactElement {
  const t = useText(todayText)
  const site = useSite()
  const refusal = ticketingRefusal(site, useMoment(), false)
  const state =
    refusal === null
      ? 'given'
      : refusal.type === 'DayIsClosed'
        ? 'dayIsClosed'
        : refusal.type === 'OutsideHours'
          ? 'outsideHours'
          : 'paused'
  const paused = site.ticketing === 'paused'
  return (
    <Group title={t('tickets.title')}>
      <p className={styles['state']} data-state={state}>
        <Icon paths={state === 'given' ? staffIcons.play : staffIcons.pause} />
        <span>
          {t(`tickets.${state}`)} {(state === 'paused' || state === 'outsideHours') && t('tickets.stillServed')}
        </span>
      </p>
      <div>
        {/* A closed day gives no tickets anyway; a pause can still be lifted for the days to come. */}
        {(paused || state !== 'dayIsClosed') && (
          <Button
            variant={paused ? 'primary' : 'secondary'}
            icon={<Icon paths={paused ? staffIcons.play : staffIcons.pause} />}
            onClick={() =>
              void (paused
                ? act({ type: 'ResumeTicketing' }, t('tickets.resumedNow'))
                : act({ type: 'PauseTicketing' }, t('tickets.pausedNow')))
            }
          >
            {t(paused ? 'tickets.resume' : 'tickets.pause')}
          </Button>
        )}
      </div>
    </Group>
  )
}

/** Does what a button says, and says that it was done, or why not. */
function useAct(): readonly [act: Act, refused: string | null] {
  const app = useApp()
  const { announce } = useEditor()
  const sentenceOf = useRefusalSentence()
  const [refused, setRefused] = useState<string | null>(null)
  const act: Act = async (command, done) => {
    const result = await app.dispatch(command)
    setRefused(result.ok ? null : sentenceOf(result.error))
    if (result.ok) announce(done)
  }
  return [act, refused]
}

function timeOf(at: Instant, timeZone: string, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    at,
  )
}
