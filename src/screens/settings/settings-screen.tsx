import { useEffect, useMemo, useRef, useState } from 'react'
import type { ComponentType, ReactElement } from 'react'
import { useSettings, useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { classNames } from '#ui/class-names.ts'
import { StaffFrame } from '../shared/staff-frame.tsx'
import { AudienceSection } from './audience-section.tsx'
import { DemoSection } from './demo-section.tsx'
import { DeviceSection } from './device-section.tsx'
import { DevicesSection } from './devices-section.tsx'
import { EditorContext } from './draft-context.ts'
import type { Editor } from './draft-context.ts'
import { FileBox } from './file-box.tsx'
import { focusPlace } from './focus-place.ts'
import { HoursSection } from './hours-section.tsx'
import { ImportReport } from './import-report.tsx'
import { NeedsSection } from './needs-section.tsx'
import { OutcomesSection } from './outcomes-section.tsx'
import { PrintingSection } from './printing-section.tsx'
import { SaveBar } from './save-bar.tsx'
import { SectionNav } from './section-nav.tsx'
import { sectionOf, useSection } from './sections.ts'
import type { SectionName } from './sections.ts'
import styles from './settings-screen.module.css'
import { SiteSection } from './site-section.tsx'
import { TodaySection } from './today-section.tsx'
import { useDraft } from './use-draft.ts'
import { useImport } from './use-import.ts'

const sections: Readonly<Record<SectionName, ComponentType>> = {
  today: TodaySection,
  device: DeviceSection,
  devices: DevicesSection,
  site: SiteSection,
  needs: NeedsSection,
  outcomes: OutcomesSection,
  hours: HoursSection,
  printing: PrintingSection,
  audience: AudienceSection,
  demo: DemoSection,
}

/** The manager's screen: the site's settings as one draft, this device, the day, the file, the demonstration. */
export function SettingsScreen(): ReactElement {
  const t = useText(settingsText)
  const current = useSettings().document
  const draft = useDraft()
  const taking = useImport()
  const section = useSection()
  const place = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState('')
  const [target, setTarget] = useState<string | null>(null)
  const editor = useMemo<Editor>(() => ({ draft, target, announce: setSaid }), [draft, target])
  const Section = sections[section]

  // What was said belongs to what was done there; a new section begins in silence.
  useEffect(() => {
    setSaid('')
    document.documentElement.scrollTop = 0
  }, [section])
  useEffect(() => {
    const over = [t('save.saved'), t('save.dropped')]
    if (draft.dirty) setSaid((before) => (over.includes(before) ? '' : before))
  }, [draft.dirty, t])
  useEffect(() => {
    if (target === null || sectionOf(target) !== section) return
    focusPlace(place.current, target)
    setTarget(null)
  }, [target, section])

  return (
    <StaffFrame title={t('title')} heading="hidden">
      <EditorContext value={editor}>
        <div className={styles['layout']}>
          <div className={styles['side']}>
            <SectionNav current={section} draft={draft} />
            <FileBox dirty={draft.dirty} onTake={taking.take} />
          </div>
          <div className={styles['content']}>
            <ImportReport taking={taking} />
            <section
              className={classNames(styles['section'], section === 'demo' && styles['apart'])}
              aria-labelledby="section-title"
              ref={place}
            >
              <div>
                <h2 id="section-title" className={styles['title']}>
                  {t(`section.${section}`)}
                </h2>
                <p className={styles['lead']}>{t(`lead.${section}`)}</p>
              </div>
              <Section key={section} />
            </section>
            <div className={styles['foot']}>
              <p role="status" className={styles['said']} data-testid="settings-said">
                {said}
              </p>
              <SaveBar draft={draft} current={current} announce={setSaid} onFollow={setTarget} />
            </div>
          </div>
        </div>
      </EditorContext>
    </StaffFrame>
  )
}
