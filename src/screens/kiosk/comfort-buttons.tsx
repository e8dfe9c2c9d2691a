import type { ReactElement } from 'react'
import { useLanguage, useSettings, useVisitorText } from '#app/hooks.ts'
import { knownLanguage, languageNames, languages } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import styles from './comfort-buttons.module.css'
import { isRepeat } from './is-repeat.ts'

/** What a visitor may choose for themselves; gone with them. */
export interface Comfort {
  /** null: the site's language. */
  readonly language: Language | null
  readonly large: boolean
  readonly contrast: boolean
}

export interface ComfortProps {
  readonly comfort: Comfort
  readonly choose: (change: Partial<Comfort>) => void
}

/** Language, size and contrast for this visitor. Each language is named in itself; pictures stand beside words. */
export function ComfortButtons({ comfort, choose }: ComfortProps): ReactElement {
  const current = useLanguage()
  const offered = useOfferedLanguages()
  const t = useVisitorText('kiosk')
  return (
    <>
      {offered.length < 2 ? null : (
        <div className={styles['group']} role="group" aria-label={t('choices.language')}>
          {offered.map((language) => (
            <Button
              key={language}
              size="kiosk"
              lang={language}
              className={styles['choice']}
              aria-pressed={language === current}
              onClick={() => choose({ language })}
            >
              {languageNames[language]}
            </Button>
          ))}
        </div>
      )}
      <div className={styles['group']} role="group" aria-label={t('choices.display')}>
        <Button
          size="kiosk"
          className={styles['choice']}
          aria-pressed={comfort.large}
          icon={<Icon paths={sharedIcons.textAa} />}
          onClick={(event) => {
            if (!isRepeat(event)) choose({ large: !comfort.large })
          }}
        >
          {t('choices.large')}
        </Button>
        <Button
          size="kiosk"
          className={styles['choice']}
          aria-pressed={comfort.contrast}
          icon={<Icon paths={sharedIcons.circleHalf} />}
          onClick={(event) => {
            if (!isRepeat(event)) choose({ contrast: !comfort.contrast })
          }}
        >
          {t('choices.contrast')}
        </Button>
      </div>
    </>
  )
}

/** The site's languages in its order, as far as the application speaks them. */
function useOfferedLanguages(): readonly Language[] {
  const tags = useSettings().languages
  return tags.flatMap((tag) => knownLanguage(tag, languages) ?? [])
}
