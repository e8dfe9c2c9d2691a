import type { ReactElement } from 'react'
import { usePlace, useSettings, useLanguage, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { commonText } from '#text/common.ts'
import { knownLanguage, languageNames, staffLanguages } from '#text/languages.ts'
import styles from './switches.module.css'

/** The other languages of the site, as links to this very screen. */
export function LanguageSwitch(): ReactElement | null {
  const current = useLanguage()
  const { session } = usePlace()
  const offered = useSettings().languages
  const t = useText(commonText)
  const others = staffLanguages.filter(
    (language) => language !== current && offered.some((tag) => knownLanguage(tag, staffLanguages) === language),
  )
  if (others.length === 0) return null
  const desk: Readonly<Record<string, string>> = session.desk === null ? {} : { desk: String(session.desk) }
  return (
    <nav className={styles['languages']} aria-label={t('language.name')}>
      {others.map((language) => (
        <a
          key={language}
          lang={language}
          hrefLang={language}
          href={linkTo(session, session.screen ?? '', { ...desk, lang: language })}
        >
          {languageNames[language]}
        </a>
      ))}
    </nav>
  )
}
