import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { Badge } from '#ui/badge.tsx'
import { Icon } from '#ui/icon.tsx'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
import { changedParts } from './document-changes.ts'
import type { PartName } from './document-changes.ts'
import styles from './section-nav.module.css'
import { sectionGroups, sectionIcons, sectionOf } from './sections.ts'
import type { SectionName } from './sections.ts'
import type { Draft } from './use-draft.ts'

export interface SectionNavProps {
  readonly current: SectionName
  readonly draft: Draft
}

/** The way between the sections; marks where something is wrong or not saved yet. */
export function SectionNav({ current, draft }: SectionNavProps): ReactElement {
  const t = useText(settingsText)
  const changed = new Set(
    draft.dirty ? changedParts(draft.saved, draft.document).map(({ part }) => sectionOfPart(part)) : [],
  )
  return (
    <nav aria-label={t('nav.name')} className={styles['nav']}>
      {sectionGroups.map((group, index) => (
        <div key={index} className={styles['group']}>
          {group.name !== null && <p className={styles['title']}>{t(group.name)}</p>}
          <ul aria-label={group.name === null ? undefined : t(group.name)}>
            {group.sections.map((name) => {
              const problems = draft.problems.filter(({ path }) => sectionOf(path) === name).length
              return (
                <li key={name}>
                  <a href={`#${name}`} className={styles['link']} aria-current={name === current ? 'page' : undefined}>
                    <Icon paths={sectionIcons[name]} />
                    <span className={styles['name']}>{t(`section.${name}`)}</span>{' '}
                    {problems > 0 ? (
                      <Badge tone="danger">{t('nav.problems', { count: problems })}</Badge>
                    ) : (
                      changed.has(name) && (
                        <span className={styles['changed']}>
                          <VisuallyHidden>{t('nav.changed')}</VisuallyHidden>
                        </span>
                      )
                    )}
                  </a>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}

function sectionOfPart(part: PartName): SectionName | undefined {
  switch (part) {
    case 'site':
    case 'languages':
    case 'desks':
    case 'queue':
      return 'site'
    case 'needs':
    case 'hours':
    case 'printing':
    case 'outcomes':
    case 'audience':
      return part
    case 'referrals':
    case 'workshopTypes':
      return 'outcomes'
    case 'privacy':
      return 'audience'
    case 'other':
      return undefined
  }
}
