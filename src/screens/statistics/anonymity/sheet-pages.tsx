import type { ReactElement, ReactNode } from 'react'
import { useDevice, useMoment, usePlace, usePorts, useSettings, useSiteText, useText } from '#app/hooks.ts'
import { dataSheetText } from '#text/data-sheet.ts'
import type { DataSheetKey } from '#text/data-sheet.ts'
import { useHubStanding } from '../../shared/use-hub-standing.ts'
import { verdictOf } from './check-words.ts'
import { SheetData } from './sheet-data.tsx'
import styles from './sheet-pages.module.css'
import { useAnonymityWords } from './use-anonymity-words.ts'
import type { ChecksState } from './use-checks.ts'

/** Two pages in the order of article 30; what only the library knows is an empty line. */
export function SheetPages({ checks }: { readonly checks: ChecksState }): ReactElement {
  const t = useText(dataSheetText)
  const { moment } = useAnonymityWords()
  const { session } = usePlace()
  const siteText = useSiteText()
  const settings = useSettings()
  const { role } = useHubStanding()
  const { pin } = useDevice()
  const { version } = usePorts()
  const { now } = useMoment()
  const name = siteText(settings.name)
  const isAlone = role === null
  return (
    <article className={styles['pages']} data-testid="data-sheet">
      <header>
        <h4>{t('title')}</h4>
        <p>{t('subtitle')}</p>
        <p className={styles['made']}>{t('made', { date: moment(now), version })}</p>
        {session.demo ? <p className={styles['demo']}>{t('demo')}</p> : null}
      </header>
      <dl>
        <Row title={t('row.site')}>
          <p>{t('site', { site: name.text })}</p>
        </Row>
        <Row title={t('row.controller')}>
          <Blank>{t('controller.blank')}</Blank>
        </Row>
        <Row title={t('row.officer')}>
          <Blank>{t('controller.blank')}</Blank>
        </Row>
        <Row title={t('row.basis')}>
          <Blank>{t('basis.blank')}</Blank>
        </Row>
        <Row title={t('row.purposes')}>
          <Sentences keys={['purposes.queue', 'purposes.statistics', 'purposes.never']} />
        </Row>
        <Row title={t('row.people')}>
          <Sentences keys={['people']} />
        </Row>
        <Row title={t('row.data')}>
          <SheetData isAlone={isAlone} />
        </Row>
        <Row title={t('row.never')}>
          <Sentences keys={['never']} />
        </Row>
        <Row title={t('row.recipients')}>
          <Sentences keys={['recipients.staff', 'recipients.public']} />
          <Blank>{t('recipients.blank')}</Blank>
        </Row>
        <Row title={t('row.transfers')}>
          <Sentences keys={['transfers']} />
          <Blank>{t('transfers.blank')}</Blank>
        </Row>
        <Row title={t('row.security')}>
          <Sentences
            keys={[
              isAlone ? 'security.alone' : 'security.hub',
              pin === null ? 'security.noPin' : 'security.pin',
              'security.policy',
            ]}
          />
          {isAlone ? null : <Blank>{t('security.backup')}</Blank>}
        </Row>
        <Row title={t('row.anonymity')}>
          <Protection />
        </Row>
        <Row title={t('row.checks')}>
          <ChecksAsRun checks={checks} />
        </Row>
        <Row title={t('row.rights')}>
          <Sentences keys={['rights.day', 'rights.after', 'rights.inform']} />
        </Row>
        <Row title={t('row.limits')}>
          <Sentences keys={['limits.present', 'limits.checks', 'limits.sheet']} />
        </Row>
      </dl>
      <footer>
        {(['sign.date', 'sign.controller', 'sign.officer'] as const).map((key) => (
          <p key={key}>{t(key)}</p>
        ))}
      </footer>
    </article>
  )
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['row']}>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type PlainKey = Exclude<DataSheetKey, 'made' | 'site' | `data.${string}` | `anonymity.${string}`>

function Sentences({ keys }: { readonly keys: readonly PlainKey[] }): ReactElement {
  const t = useText(dataSheetText)
  return (
    <>
      {keys.map((key) => (
        <p key={key}>{t(key)}</p>
      ))}
    </>
  )
}

/** A line for a pen. */
function Blank({ children }: { readonly children: ReactNode }): ReactElement {
  return <p className={styles['blank']}>{children}</p>
}

function Protection(): ReactElement {
  const t = useText(dataSheetText)
  const { protection, minRecordsForDuration, minRecordsForPercentile } = useSettings()
  return (
    <>
      <p>
        {t('anonymity.small', {
          internal: protection.internal.threshold - 1,
          public: protection.public.threshold - 1,
          mean: minRecordsForDuration,
          median: minRecordsForPercentile,
        })}
      </p>
      <p>
        {t('anonymity.audit', {
          internalWidth: protection.internal.width,
          publicWidth: protection.public.width,
        })}
      </p>
      <p>{t('anonymity.grain')}</p>
    </>
  )
}

function ChecksAsRun({ checks }: { readonly checks: ChecksState }): ReactElement {
  const t = useText(dataSheetText)
  const words = useAnonymityWords()
  if (checks.type !== 'ran') return <p>{t('checks.none')}</p>
  const results = checks.results.map((result) =>
    t('checks.result', {
      check: words.t(`check.${result.check}`),
      verdict: words.t(`verdict.${verdictOf(result)}`).toLocaleLowerCase(),
    }),
  )
  return (
    <p>
      {t('checks.ran', { date: words.moment(checks.at) })} {results.join(', ')}.
    </p>
  )
}
