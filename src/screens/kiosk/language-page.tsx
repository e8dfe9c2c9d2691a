import type { ReactElement } from 'react'
import { useVisitorLanguage, useVisitorText } from '#app/hooks.ts'
import { languageNames, languages } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import { Button } from '#ui/button.tsx'
import { isRepeat } from './is-repeat.ts'
import { KioskFrame, useFocusAtFirst } from './kiosk-frame.tsx'
import styles from './language-page.module.css'

interface LanguagePageProps {
  readonly onChoose: (language: Language) => void
  readonly onBack: () => void
}

/** Every language that the application has, each by its own name: no flags, since a language is not a country. */
export function LanguagePage({ onChoose, onBack }: LanguagePageProps): ReactElement {
  const t = useVisitorText('kiosk')
  const current = useVisitorLanguage()
  const heading = useFocusAtFirst()
  return (
    <KioskFrame
      head={
        <h1 ref={heading} tabIndex={-1} className={styles['headline']}>
          {t('languages.headline')}
        </h1>
      }
      bar={
        <Button
          size="kiosk"
          className={styles['back']}
          data-testid="languages-back"
          onClick={(event) => {
            if (!isRepeat(event)) onBack()
          }}
        >
          {t('languages.back')}
        </Button>
      }
    >
      <ul className={styles['languages']} aria-label={t('choices.language')}>
        {languages.map((language) => (
          <li key={language}>
            <Button
              size="kiosk"
              wide
              lang={language}
              data-testid="language"
              data-language={language}
              className={styles['language']}
              aria-pressed={language === current}
              onClick={(event) => {
                if (!isRepeat(event)) onChoose(language)
              }}
            >
              <bdi>{languageNames[language]}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </KioskFrame>
  )
}
