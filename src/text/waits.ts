import type { Language } from './languages.ts'
import { createTranslate } from './translate.ts'
import type { Catalogue, Translate, VisitorCatalogue } from './translate.ts'

const fr = {
  between: 'Attente\u00a0: environ {from} à {to}\u00a0minutes',
  upTo: 'Attente\u00a0: jusqu’à {to}\u00a0minutes environ',
  least: 'Attente\u00a0: moins de {to}\u00a0minutes',
  byNeed: '{wait}, selon le besoin',
} as const

/** How long it will be: always a range, "about", never a minute. Loaded late: no first screen waits for it. */
export const waitText: VisitorCatalogue<keyof typeof fr> = {
  fr,
  en: {
    between: 'Wait: about {from} to {to} minutes',
    upTo: 'Wait: up to about {to} minutes',
    least: 'Wait: less than {to} minutes',
    byNeed: '{wait}, depending on the need',
  },
  es: {
    between: 'Espera: entre {from} y {to}\u00a0minutos aproximadamente',
    upTo: 'Espera: hasta unos {to}\u00a0minutos',
    least: 'Espera: menos de {to}\u00a0minutos',
    byNeed: '{wait}, según lo que necesite',
  },
  pt: {
    between: 'Espera: cerca de {from} a {to}\u00a0minutos',
    upTo: 'Espera: até cerca de {to}\u00a0minutos',
    least: 'Espera: menos de {to}\u00a0minutos',
    byNeed: '{wait}, conforme a necessidade',
  },
  de: {
    between: 'Wartezeit: etwa {from} bis {to}\u00a0Minuten',
    upTo: 'Wartezeit: bis etwa {to}\u00a0Minuten',
    least: 'Wartezeit: weniger als {to}\u00a0Minuten',
    byNeed: '{wait}, je nach Anliegen',
  },
  it: {
    between: 'Attesa: circa {from}-{to}\u00a0minuti',
    upTo: 'Attesa: fino a circa {to}\u00a0minuti',
    least: 'Attesa: meno di {to}\u00a0minuti',
    byNeed: '{wait}, a seconda della richiesta',
  },
  // Minutes are named before the numbers, and abbreviated in Ukrainian: no ending has to follow the number.
  ar: {
    between: 'مدة الانتظار بالدقائق: من {from} إلى {to} تقريبًا',
    upTo: 'مدة الانتظار بالدقائق: حتى {to} تقريبًا',
    least: 'مدة الانتظار بالدقائق: أقل من {to}',
    byNeed: '{wait}، حسب الاحتياج',
  },
  uk: {
    between: 'Очікування: приблизно {from}–{to}\u00a0хв',
    upTo: 'Очікування: приблизно до {to}\u00a0хв',
    least: 'Очікування: менше {to}\u00a0хв',
    byNeed: '{wait}, залежно від потреби',
  },
  tr: {
    between: 'Bekleme: yaklaşık {from}–{to}\u00a0dakika',
    upTo: 'Bekleme: en fazla yaklaşık {to}\u00a0dakika',
    least: 'Bekleme: {to}\u00a0dakikadan az',
    byNeed: '{wait}, ihtiyaca göre',
  },
  'zh-Hans': {
    between: '等候时间：约 {from} 至 {to} 分钟',
    upTo: '等候时间：最多约 {to} 分钟',
    least: '等候时间：少于 {to} 分钟',
    byNeed: '{wait}，视需求而定',
  },
}

/** How much longer the last in line waits, for staff. */
export const lastWaitText: Catalogue<RangeForm> = {
  fr: {
    between: 'encore {from} à {to}\u00a0min pour le dernier',
    upTo: 'encore {to}\u00a0min au plus pour le dernier',
    least: 'encore moins de {to}\u00a0min pour le dernier',
  },
  en: {
    between: 'another {from} to {to} min for the last',
    upTo: 'up to another {to} min for the last',
    least: 'less than another {to} min for the last',
  },
}

type RangeForm = 'between' | 'upTo' | 'least'

interface Minutes {
  readonly fromMinutes: number
  readonly toMinutes: number
}

/** A range in words: of a visitor who comes (`waitText`), or of the last in line. */
export function rangeWords({ fromMinutes, toMinutes }: Minutes, say: Translate<RangeForm>): string {
  // The smallest that is ever told stands for "at once, or nearly".
  return say(fromMinutes > 0 ? 'between' : toMinutes <= 5 ? 'least' : 'upTo', { from: fromMinutes, to: toMinutes })
}

export function waitWords(range: Minutes, language: Language): string {
  return rangeWords(range, createTranslate(waitText[language], language))
}
