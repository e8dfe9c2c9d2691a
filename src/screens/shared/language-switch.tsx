import type { ReactElement } from 'react'
import { useLanguage, usePlace, useSettings, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { commonText } from '#text/common.ts'
import { languages, resolveLanguage } from '#text/translate.ts'
import type { Language } from '#text/translate.ts'
import styles from './switches.module.css'

/** Each language calls itself by its own name. */
const ownNames: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' }

/** The other languages of the site, as links to this very screen. */
export function LanguageSwitch(): ReactElement | null {
  const current = useLanguage()
  const { session } = usePlace()
  const offered = useSettings().languages
  const t = useText(commonText)
  const others = languages.filter(
    (language) => language !== current && offered.some((tag) => resolveLanguage(tag) === language),
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
          {ownNames[language]}
        </a>
      ))}
    </nav>
  )
}
