import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { statisticsSectionsText } from '#text/statistics-sections.ts'
import styles from './parts-nav.module.css'
import type { Section } from './sections.ts'

export interface PartsNavProps {
  readonly sections: readonly Section[]
  readonly current: Section
}

/** The way between the parts of the statistics: a row of words. */
export function PartsNav({ sections, current }: PartsNavProps): ReactElement {
  const t = useText(statisticsSectionsText)
  return (
    <nav aria-label={t('nav.name')} className={styles['nav']}>
      <ul>
        {sections.map((section) => (
          <li key={section.name}>
            <a href={`#${section.name}`} aria-current={section === current ? 'page' : undefined}>
              {t(section.text)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
