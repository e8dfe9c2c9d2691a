import { useCallback, useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { usePlace, usePorts, useText } from '#app/hooks.ts'
import type { DemoMoment } from '#app/ports.ts'
import { linkTo } from '#app/session.ts'
import { commonText } from '#text/common.ts'
import { todayText } from '#text/settings-today.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { NumberField } from '#ui/number-field.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'

const screens = ['desk', 'board', 'kiosk', 'statistics'] as const

/** The simulated day beside the real one: played, opened, thrown away. */
export function DemoSection(): ReactElement {
  const t = useText(todayText)
  const { session } = usePlace()
  const { demo } = usePorts()
  const { announce } = useEditor()
  const [exists, setExists] = useState<boolean | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const look = useCallback(async () => setExists(await demo.exists()), [demo])
  useEffect(() => void look(), [look])

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await work()
      // A window works over one store from its beginning to its end: over another, the page is loaded anew.
      if (demo.active) location.assign(linkTo({ ...session, demo: await demo.exists() }, 'settings'))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
    await look()
  }

  return (
    <>
      {demo.active && <Notice>{t('demo.active')}</Notice>}
      {failure !== null && <Notice tone="danger">{t('demo.failed', { reason: failure })}</Notice>}
      <PlayGroup
        exists={exists === true}
        busy={busy}
        onPlay={(seed, moment) => void run(() => demo.play(seed, moment))}
      />
      <Group title={t('demo.open.title')}>
        {exists === true ? (
          <>
            <p>{t('demo.exists')}</p>
            <DemoLinks />
            <div>
              <Button
                variant="danger"
                icon={<Icon paths={staffIcons.trash} />}
                disabled={busy}
                onClick={() =>
                  void run(async () => {
                    await demo.discard()
                    announce(t('demo.discarded'))
                  })
                }
              >
                {t('demo.discard')}
              </Button>
            </div>
          </>
        ) : (
          <p className={styles['hint']}>{t('demo.none')}</p>
        )}
      </Group>
    </>
  )
}

interface PlayGroupProps {
  readonly exists: boolean
  readonly busy: boolean
  readonly onPlay: (seed: number, moment: DemoMoment) => void
}

function PlayGroup({ exists, busy, onPlay }: PlayGroupProps): ReactElement {
  const t = useText(todayText)
  const [seed, setSeed] = useState<number | undefined>(1)
  const [moment, setMoment] = useState<DemoMoment>('afternoon')
  return (
    <Group title={t('demo.play.title')} hint={t('demo.play.text')}>
      <NumberField
        label={t('demo.seed')}
        hint={t('demo.seed.hint')}
        min={1}
        max={9999}
        value={seed}
        onChange={setSeed}
      />
      <div className={styles['stack']}>
        <ChoiceGroup legend={t('demo.moment')}>
          {(['afternoon', 'evening'] as const).map((name) => (
            <ChoiceChip key={name} pressed={moment === name} onClick={() => setMoment(name)}>
              {t(`demo.${name}`)}
            </ChoiceChip>
          ))}
        </ChoiceGroup>
        <p className={styles['hint']}>{t('demo.moment.hint')}</p>
      </div>
      <div>
        <Button
          variant="primary"
          icon={<Icon paths={staffIcons.play} />}
          busy={busy}
          disabled={seed === undefined}
          onClick={() => onPlay(seed ?? 1, moment)}
        >
          {t(busy ? 'demo.playing' : exists ? 'demo.replay' : 'demo.play')}
        </Button>
      </div>
    </Group>
  )
}

function DemoLinks(): ReactElement {
  const nav = useText(commonText)
  const { session } = usePlace()
  return (
    <ul className={styles['links']}>
      {screens.map((screen) => (
        <li key={screen}>
          <a href={linkTo({ ...session, demo: true }, screen, screen === 'desk' ? { desk: '1' } : {})}>
            {nav(`nav.${screen}`)}
          </a>
        </li>
      ))}
    </ul>
  )
}
