import type { CSSProperties, ReactElement } from 'react'
import { useVisitorText } from '#app/hooks.ts'
import type { BoardCall } from '#domain/queue/board-calls.ts'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { Label } from '#ui/label.tsx'
import { publicIcons } from '#ui/public-icons.ts'
import { TicketCard } from '#ui/ticket-card.tsx'
import { callKey } from './announcer.ts'
import { arrow } from './arrow.ts'
import styles from './calls.module.css'

interface CallsProps {
  /** Newest first. */
  readonly calls: readonly BoardCall[]
  readonly announced: BoardCall | null
}

/** The call that matters now, as large as the screen allows; the others beside it, newest first. */
export function Calls({ calls, announced }: CallsProps): ReactElement {
  const t = useVisitorText('board')
  if (calls.length === 0) {
    return (
      <div className={styles['empty']}>
        <Icon paths={publicIcons.ticket} />
        <p className={styles['said']}>{t('empty')}</p>
        <p>{t('empty.todo')}</p>
      </div>
    )
  }
  const hero = heroOf(calls, announced)
  const others = calls.length - 1
  return (
    <ol className={classNames(styles['calls'], others === 0 && styles['alone'])} style={rowsOf(others)}>
      {calls.map((call) =>
        call === hero ? <HeroCall key={call.ticketId} call={call} /> : <OtherCall key={call.ticketId} call={call} />,
      )}
    </ol>
  )
}

function HeroCall({ call }: { readonly call: BoardCall }): ReactElement {
  const t = useVisitorText('board')
  return (
    <li className={styles['hero']} {...hooksOf(call)}>
      {/* A new key: a recall of the same visitor is a change to be seen, too. */}
      <TicketCard
        key={callKey(call)}
        tone={call.valid ? 'called' : 'paper'}
        className={classNames(styles['card'], call.valid && styles['arrives'])}
        stub={
          <p className={styles['desk']}>
            <Icon paths={arrow} mirrored />
            <span className={styles['word']}>{t('desk.word')}</span>{' '}
            <span className={styles['number']}>{call.desk}</span>
          </p>
        }
      >
        <Label label={call.label} className={styles['label']} />
      </TicketCard>
    </li>
  )
}

function OtherCall({ call }: { readonly call: BoardCall }): ReactElement {
  const t = useVisitorText('board')
  return (
    <li className={classNames(styles['other'], call.valid && styles['stands'])} {...hooksOf(call)}>
      <Label label={call.label} className={styles['small-label']} />
      <span className={styles['small-desk']}>
        <Icon paths={arrow} mirrored />
        {t('desk', { desk: call.desk })}
      </span>
    </li>
  )
}

/** What outside programs read, in all languages the same. */
function hooksOf(call: BoardCall) {
  return {
    'data-testid': 'call',
    'data-label': call.label,
    'data-desk': call.desk,
    'data-calls': call.calls,
    'data-state': call.valid ? 'standing' : 'answered',
  } as const
}

/** The one being announced, else the newest that still stands, else the newest. */
function heroOf(calls: readonly BoardCall[], announced: BoardCall | null): BoardCall | undefined {
  return calls.find((call) => call.ticketId === announced?.ticketId) ?? calls.find((call) => call.valid) ?? calls[0]
}

/** Seven rows beside the hero, or as many as still stand. */
function rowsOf(others: number): CSSProperties {
  const property: Readonly<Record<`--${string}`, number>> = { '--rows': Math.max(7, others) }
  return property
}
