import { Fragment } from 'react'
import type { ReactElement } from 'react'
import { useVisitorLanguage, useSettings, useVisitorText } from '#app/hooks.ts'
import { knownLanguage, languageNames, languages } from '#text/languages.ts'
import type { Language } from '#text/languages.ts'
import { Button } from '#ui/button.tsx'
import { classNames } from '#ui/class-names.ts'
import { Icon } from '#ui/icon.tsx'
import { publicIcons } from '#ui/public-icons.ts'
import { VisuallyHidden } from '#ui/visually-hidden.tsx'
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
  /** Opens the page of all languages. */
  readonly onLanguages: () => void
}

/** Language, size and contrast for this visitor. Each language is named in itself; pictures stand beside words. */
export function ComfortButtons({ comfort, choose, onLanguages }: ComfortProps): ReactElement {
  const current = useVisitorLanguage()
  const near = useNearLanguages(current)
  const t = useVisitorText('kiosk')
  return (
    <>
      <div className={styles['group']} role="group" aria-label={t('choices.language')}>
        {near.map((language) => (
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
        <Button
          size="kiosk"
          data-testid="languages"
          className={classNames(styles['choice'], styles['others'])}
          icon={<Icon paths={publicIcons.translate} />}
          onClick={(event) => {
            if (!isRepeat(event)) onLanguages()
          }}
        >
          <VisuallyHidden>{t('languages.other')}: </VisuallyHidden>
          <span className={styles['names']}>
            {languages.map((language) =>
              near.includes(language) ? null : (
                <Fragment key={language}>
                  <bdi lang={language}>{languageNames[language]}</bdi>{' '}
                </Fragment>
              ),
            )}
          </span>
        </Button>
      </div>
      <div className={styles['group']} role="group" aria-label={t('choices.display')}>
        <Button
          size="kiosk"
          className={styles['choice']}
          aria-pressed={comfort.large}
          icon={<Icon paths={publicIcons.textAa} />}
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
          icon={<Icon paths={publicIcons.circleHalf} />}
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

/** One tap away: the site's first, and the one that is spoken now, else the site's second. All others are two taps away. */
function useNearLanguages(current: Language): readonly Language[] {
  const [first = current, second = current] = [
    ...new Set([...useSettings().languages, ...languages].flatMap((tag) => knownLanguage(tag, languages) ?? [])),
  ]
  return [first, current === first ? second : current]
}
