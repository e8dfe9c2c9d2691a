/** The languages that visitors are spoken to in, and those of the screens of staff. */
export const languages = ['fr', 'en', 'es', 'pt', 'de', 'it', 'ar', 'uk', 'tr', 'zh-Hans'] as const
export const staffLanguages = ['fr', 'en'] as const

export type Language = (typeof languages)[number]
export type StaffLanguage = (typeof staffLanguages)[number]

/** Each language calls itself by its own name. */
export const languageNames: Readonly<Record<Language, string>> = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  pt: 'Português',
  de: 'Deutsch',
  it: 'Italiano',
  ar: 'العربية',
  uk: 'Українська',
  tr: 'Türkçe',
  'zh-Hans': '中文',
}

/** The one of this list that a tag means: `en-GB` means `en`, `zh` means `zh-Hans`; undefined where there is none. */
export function knownLanguage<Known extends string>(tag: string, known: readonly Known[]): Known | undefined {
  return (
    known.find((language) => language === tag) ??
    known.find((language) => withoutRegion(language) === withoutRegion(tag))
  )
}

function withoutRegion(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0]
}

/**
 * The language of a window: as asked for, else the first of the site's that it can speak, else French.
 * @param order the site's languages
 */
export function resolveLanguage<Known extends Language>(
  asked: string | null,
  order: readonly string[],
  known: readonly Known[],
): Known | 'fr' {
  for (const tag of asked === null ? order : [asked, ...order]) {
    const language = knownLanguage(tag, known)
    if (language !== undefined) return language
  }
  return 'fr'
}

/**
 * The locale for numbers, days and plurals. Arabic with the digits 0 to 9: labels and desks are written with them on
 * paper, doors and desks, and a visitor must not have to match two kinds of digits.
 */
export function localeOf(language: Language): string {
  return locales[language] ?? language
}

const locales: Partial<Readonly<Record<Language, string>>> = { en: 'en-GB', pt: 'pt-PT', ar: 'ar-u-nu-latn' }

export type Direction = 'ltr' | 'rtl'

/** The direction that a language is written in, by its tag: also of languages that only the site's own words have. */
export function directionOf(tag: string): Direction {
  return /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b(?!.*-latn)/i.test(tag) ? 'rtl' : 'ltr'
}
