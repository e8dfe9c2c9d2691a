import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { classNames } from '#ui/class-names.ts'
import { Switch } from '#ui/switch.tsx'
import { siteWord } from '../shared/site-words.ts'
import { DocNumber, DocSelect } from './doc-fields.tsx'
import { asList, asRecord, asText, pathText, readAt } from './document-path.ts'
import { useDraftLanguages, useEditor, usePlaceOf, useProblemSentences } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { limits } from './limits.ts'

const privacyNumbers = [
  { field: 'rawTimestampRetentionHours', fallback: 24 },
  { field: 'hourBandMinutes', fallback: 120 },
] as const

const fileNumbers = [
  { field: 'threshold', width: 'protectionWidth', fallback: 5 },
  { field: 'publicThreshold', width: 'publicProtectionWidth', fallback: 11 },
] as const

const durationNumbers = [
  { field: 'minRecordsForDuration', fallback: 11 },
  { field: 'minRecordsForPercentile', fallback: 20 },
] as const

/** What may be noted of a visitor, and how long and how exactly it is kept. */
export function AudienceSection(): ReactElement {
  const t = useText(siteSettingsText)
  return (
    <>
      <Questions />
      <Group title={t('privacy.title')}>
        <div className={styles['pair']}>
          {privacyNumbers.map(({ field, fallback }) => (
            <DocNumber
              key={field}
              path={['privacy', field]}
              label={t(`privacy.${field}`)}
              hint={t(`privacy.${field}.hint`)}
              fallback={fallback}
            />
          ))}
        </div>
      </Group>
      <Files />
    </>
  )
}

/** How small counts are hidden in files, from the house and from everybody (S20, S22). */
function Files(): ReactElement {
  const t = useText(siteSettingsText)
  const { draft } = useEditor()
  return (
    <Group title={t('files.title')} hint={t('files.hint')}>
      <DocSelect
        path={['privacy', 'profile']}
        label={t('files.profile')}
        hint={t('files.profile.hint')}
        none="internal"
        options={(['internal', 'public'] as const).map((value) => ({ value, text: t(`files.profile.${value}`) }))}
      />
      <div className={styles['pair']}>
        {fileNumbers.flatMap(({ field, width, fallback }) => [
          <DocNumber
            key={field}
            path={['privacy', field]}
            label={t(`privacy.${field}`)}
            hint={t(`privacy.${field}.hint`)}
            fallback={fallback}
          />,
          <DocNumber
            key={width}
            path={['privacy', width]}
            label={t(`privacy.${width}`)}
            hint={t(`privacy.${width}.hint`)}
            fallback={asNumber(readAt(draft.document, ['privacy', field]), fallback)}
          />,
        ])}
        {durationNumbers.map(({ field, fallback }) => (
          <DocNumber key={field} path={['privacy', field]} label={t(`privacy.${field}`)} fallback={fallback} />
        ))}
      </div>
    </Group>
  )
}

/** A width that the document leaves out is the threshold beside it. */
function asNumber(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}

function Questions(): ReactElement {
  const t = useText(siteSettingsText)
  const { draft } = useEditor()
  const language = useLanguage()
  const order = useDraftLanguages()
  const place = usePlaceOf(['audience', 'enabled'])
  const errorAt = useProblemSentences()
  const enabled = asList(place.value).map(asText)
  const fields = Object.keys(asRecord(readAt(draft.document, ['audience', 'fields'])))
  const isFull = enabled.length >= limits['audience.enabled'][1]
  const errors = [place.error, ...enabled.map((_, index) => errorAt(pathText(['audience', 'enabled', index])))].filter(
    Boolean,
  )
  const word = (kind: 'audienceField' | 'audienceAnswer', id: string): string =>
    siteWord(kind, id, {}, language, order).text
  return (
    <Group title={t('audience.title')} hint={t('audience.hint')}>
      <div className={classNames(styles['lines'], styles['questions'])} data-path={place.name}>
        {[...new Set([...fields, ...enabled])].map((id) => (
          <div key={id} className={styles['line']}>
            <Switch
              label={word('audienceField', id)}
              hint={asList(readAt(draft.document, ['audience', 'fields', id]))
                .map((answer) => word('audienceAnswer', asText(answer)))
                .join(' · ')}
              checked={enabled.includes(id)}
              disabled={isFull && !enabled.includes(id)}
              onChange={(on) => place.set(on ? [...enabled, id] : enabled.filter((other) => other !== id))}
            />
          </div>
        ))}
      </div>
      {isFull && <p className={styles['hint']}>{t('audience.full')}</p>}
      {enabled.length === 0 && <p className={styles['hint']}>{t('audience.off')}</p>}
      {errors.length > 0 && <p className={styles['error']}>{errors.join(' ')}</p>}
    </Group>
  )
}
