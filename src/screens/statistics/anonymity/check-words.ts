import type { CheckResult } from '#statistics/check-result.ts'
import type { AnonymityKey } from '#text/anonymity.ts'
import type { Translate } from '#text/translate.ts'

/** `notRun`: it could not be run here, and so has not passed (S98). */
export type Verdict = 'passed' | 'failed' | 'notRun'

export function verdictOf({ passed, findings }: CheckResult): Verdict {
  if (findings['notRun'] !== undefined) return 'notRun'
  return passed ? 'passed' : 'failed'
}

/** What a check found, in sentences, each with its figures. What is wrong comes first. */
export function findingWords(result: CheckResult, t: Translate<AnonymityKey>): readonly string[] {
  if (verdictOf(result) === 'notRun') return [t('notRun.why')]
  const count = (name: string): number => result.findings[name] ?? 0
  const wrong = (...names: readonly (AnonymityKey & `wrong.${string}`)[]): readonly string[] =>
    names.flatMap((key) => {
      const found = count(key.slice('wrong.'.length))
      return found === 0 ? [] : [t(key, { count: found })]
    })
  const said = (key: AnonymityKey, name: string, parameters: Readonly<Record<string, number>> = {}): string =>
    t(key, { count: count(name), ...parameters })
  const days = (key: AnonymityKey): string => (count('days') === 0 ? t('found.noDays') : said(key, 'days'))

  switch (result.check) {
    case 'singlingOut':
      return [
        ...wrong('wrong.tooSmall', 'wrong.foreignFields', 'wrong.foreignWords'),
        count('toldCounts') === 0
          ? t('found.nothingTold')
          : said('found.told', 'toldCounts', { smallest: count('smallestToldCount') }),
        days('found.days'),
        ...(count('formerWords') === 0 ? [] : [said('found.formerWords', 'formerWords')]),
      ]
    case 'linkability':
      return [
        ...wrong('wrong.foreignNames', 'wrong.daysInOrder', 'wrong.overdueDays'),
        days('found.shuffled'),
        ...(count('overdueDays') === 0 ? [t('found.forgotten')] : []),
      ]
    case 'inference':
      return [
        ...wrong('wrong.tooNarrow'),
        count('releases') === 0 ? t('found.nothingTold') : said('found.hidden', 'hiddenCounts'),
        ...(count('audited') === 0
          ? []
          : count('tooNarrow') > 0
            ? [said('found.searched', 'audited')]
            : [said('found.audited', 'audited', { width: count('leastWidth') })]),
      ]
  }
}
