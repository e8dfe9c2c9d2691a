import { Suspense, useEffect } from 'react'
import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { statisticsText } from '#text/statistics.ts'
import { statisticsSectionsText } from '#text/statistics-sections.ts'
import { StaffFrame } from '../shared/staff-frame.tsx'
import { FillPatterns } from './fills.tsx'
import { PartsNav } from './parts-nav.tsx'
import { sections, useSection } from './sections.ts'
import type { Section } from './sections.ts'
import { StatisticsRoom } from './statistics-room.tsx'
import styles from './statistics-screen.module.css'
import { usePaperTheme } from './use-paper-theme.ts'

/** What the visits of the site tell, in parts: the one that the address names. */
export function StatisticsScreen(): ReactElement {
  const t = useText(statisticsText)
  const section = useSection()
  usePaperTheme()
  useEffect(() => {
    document.documentElement.scrollTop = 0
  }, [section])
  return (
    <StaffFrame title={t('title')} heading="hidden">
      <div className={styles['screen']}>
        <FillPatterns />
        {sections.length > 1 && <PartsNav sections={sections} current={section} />}
        <StatisticsRoom>
          <SectionContent key={section.name} section={section} />
        </StatisticsRoom>
      </div>
    </StaffFrame>
  )
}

function SectionContent({ section: { text, lead, Content } }: { readonly section: Section }): ReactElement {
  const t = useText(statisticsSectionsText)
  const content = (
    <Suspense fallback={null}>
      <Content />
    </Suspense>
  )
  if (lead === undefined) return content
  return (
    <section className={styles['section']} aria-labelledby="section-title">
      <div>
        <h2 id="section-title" className={styles['title']}>
          {t(text)}
        </h2>
        <p className={styles['lead']}>{t(lead)}</p>
      </div>
      {content}
    </section>
  )
}
