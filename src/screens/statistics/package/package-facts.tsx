import type { ReactElement, ReactNode } from 'react'
import type { AnswerTo } from '#app/desk-questions.ts'
import { useLanguage, useText } from '#app/hooks.ts'
import { packageReaderText } from '#text/package-reader.ts'
import { statisticsText } from '#text/statistics.ts'
import { periodName } from '../period-words.ts'
import styles from './package-section.module.css'

export type ToldPackage = Extract<AnswerTo<'package'>, { readonly ok: true }>['value']

export interface PackageFactsProps {
  /** Of the file. */
  readonly name: string
  readonly told: ToldPackage
}

/** What a package says about itself. */
export function PackageFacts({ name, told }: PackageFactsProps): ReactElement {
  const t = useText(packageReaderText)
  const tStatistics = useText(statisticsText)
  const language = useLanguage()
  const { siteId, audience, rule, periods, method } = told
  const names = periods.map((period) => periodName(period, language, tStatistics))
  const passed = method.checks.every((check) => check.passed)
  return (
    <section aria-labelledby="package-title">
      <h3 id="package-title" className={styles['title']}>
        {name}
      </h3>
      <dl className={styles['facts']}>
        <Fact name={t('site')}>{siteId}</Fact>
        <Fact name={t('readers')}>{t(`readers.${audience}`)}</Fact>
        <Fact name={t('periods')}>{new Intl.ListFormat(language, { type: 'conjunction' }).format(names)}</Fact>
        <Fact name={t('threshold')}>{t('threshold.what', { most: rule.threshold - 1 })}</Fact>
        <Fact name={t('checks')}>
          {passed ? t('checks.passed', { audited: method.protection.audited }) : t('checks.failed')}
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
