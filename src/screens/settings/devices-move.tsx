import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import type { FromHub, HubStaff, HubTrouble, MoveReport, OwnPast } from '#app/ports.ts'
import { pairingText } from '#text/pairing.ts'
import { hubSettingsText } from '#text/settings-hub.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { FileChoice } from '../shared/file-choice.tsx'
import { usePastWords } from '../shared/past-words.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'
import styles from './devices.module.css'
import { useEditor } from './draft-context.ts'
import { Group } from './group.tsx'
import { useFocusOnChange } from './use-focus-on-change.ts'
import { useOwnPast } from './use-own-past.ts'

/** Ten years of a busy site fit in a tenth of it. */
const largestPastBytes = 512_000_000

type MoveState =
  | { readonly type: 'ready' }
  | { readonly type: 'moving'; readonly done: number; readonly all: number }
  | { readonly type: 'done'; readonly report: MoveReport }
  | { readonly type: 'failed'; readonly trouble: HubTrouble }

/** What was gathered without a hub becomes the hub's: from this browser, or from a file of another address. */
export function MoveGroup({ staff }: { readonly staff: HubStaff }): ReactElement {
  const t = useText(hubSettingsText)
  const [past, look] = useOwnPast(staff)
  const [state, setState] = useState<MoveState>({ type: 'ready' })
  const place = useFocusOnChange(state.type === 'done' || state.type === 'failed')

  async function move(work: (progress: (done: number, all: number) => void) => FromHub<MoveReport>): Promise<void> {
    setState({ type: 'moving', done: 0, all: 0 })
    try {
      const moved = await work((done, all) => setState({ type: 'moving', done, all }))
      setState(moved.ok ? { type: 'done', report: moved.value } : { type: 'failed', trouble: moved.error })
    } catch {
      setState({ type: 'failed', trouble: 'unreachable' })
    }
    await look()
  }

  return (
    <Group title={t('move.title')} hint={t('move.repeat')}>
      <div ref={place} className={styles['add']}>
        <div role="status" className={styles['told']}>
          <Told state={state} />
        </div>
        {state.type === 'moving' ? (
          <Progress done={state.done} all={state.all} />
        ) : (
          <>
            {past !== null && (
              <OwnPastPart
                past={past}
                staff={staff}
                onMove={() => void move((progress) => staff.moveOwnPast(progress))}
                onForgotten={() => void look()}
              />
            )}
            <FilePart
              onFile={(file) =>
                void move(async (progress) =>
                  file.size > largestPastBytes
                    ? { ok: false, error: 'unreadableFile' }
                    : staff.moveFile(await file.text(), progress),
                )
              }
            />
          </>
        )}
      </div>
    </Group>
  )
}

/** What became of the last move, in numbers. */
function Told({ state }: { readonly state: MoveState }): ReactElement | null {
  const t = useText(hubSettingsText)
  const say = useText(pairingText)
  if (state.type === 'ready') return null
  if (state.type === 'moving') return <p>{t('move.starting')}</p>
  if (state.type === 'failed') {
    return (
      <Notice role="presentation" tone="danger" tabIndex={-1}>
        {say(state.trouble)}
      </Notice>
    )
  }
  const { entries, days, refused } = state.report
  const isSame = entries === 0 && days === 0
  return (
    <Notice role="presentation" tabIndex={-1} data-testid="move-report">
      <p>
        {/* Where all was refused, nothing was there already either. */}
        {isSame
          ? refused === 0 && t('move.same')
          : t('move.done', {
              entries: t('move.entries', { count: entries }),
              days: t('move.days', { count: days }),
            })}
      </p>
      {refused > 0 && <p>{t('move.refused', { count: refused })}</p>}
    </Notice>
  )
}

function Progress({ done, all }: { readonly done: number; readonly all: number }): ReactElement {
  const t = useText(hubSettingsText)
  const words = all === 0 ? t('move.starting') : t('move.progress', { done, all })
  return (
    <div className={styles['progress']}>
      {all === 0 ? <progress aria-label={words} /> : <progress aria-label={words} value={done} max={all} />}
      {all > 0 && <span className={styles['quiet']}>{words}</span>}
    </div>
  )
}

interface OwnPastPartProps {
  readonly past: OwnPast
  readonly staff: HubStaff
  readonly onMove: () => void
  readonly onForgotten: () => void
}

function OwnPastPart({ past, staff, onMove, onForgotten }: OwnPastPartProps): ReactElement {
  const t = useText(hubSettingsText)
  const words = usePastWords()
  const { announce } = useEditor()
  const [asked, setAsked] = useState(false)
  const what = words(past)

  async function forget(): Promise<string | null> {
    try {
      await staff.forgetOwnPast()
    } catch {
      return t('forget.failed')
    }
    announce(t('forget.done'))
    onForgotten()
    return null
  }

  return (
    <div className={styles['part']} data-testid="own-past">
      <p>{t('move.own', { past: what })}</p>
      <div className={styles['buttons']}>
        <Button variant="primary" icon={<Icon paths={staffIcons.uploadSimple} />} onClick={onMove}>
          {t('move.do')}
        </Button>
        <Button onClick={() => announce(t('move.kept'))}>{t('move.keep')}</Button>
        <Button icon={<Icon paths={staffIcons.trash} />} onClick={() => setAsked(true)}>
          {t('move.forget')}
        </Button>
      </div>
      <ConfirmDialog
        open={asked}
        title={t('forget.title')}
        yes={t('forget.yes')}
        onYes={forget}
        onClose={() => setAsked(false)}
      >
        <p>{t('forget.what', { past: what })}</p>
      </ConfirmDialog>
    </div>
  )
}

function FilePart({ onFile }: { readonly onFile: (file: File) => void }): ReactElement {
  const t = useText(hubSettingsText)
  return (
    <div className={styles['part']}>
      <h4>{t('move.file')}</h4>
      <p className={styles['quiet']}>{t('move.file.what')}</p>
      <div>
        <FileChoice data-testid="move-file" accept=".json,application/json" onTake={onFile}>
          {t('move.file.choose')}
        </FileChoice>
      </div>
    </div>
  )
}
