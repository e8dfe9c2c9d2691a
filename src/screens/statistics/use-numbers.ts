import { useMemo } from 'react'
import { useLanguage } from '#app/hooks.ts'

export interface Numbers {
  /** `1 043` or `1,043`. */
  whole(count: number): string
  /** Of a share from 0 to 1: `34 %`. */
  percent(share: number): string
  /** `4,2`, and from twenty on `43`: further digits would not be true. */
  mean(count: number): string
  /** With its sign: `+71`, `−5`, `0`. */
  change(count: number): string
}

/** Numbers as this window's language writes them. */
export function useNumbers(): Numbers {
  const language = useLanguage()
  return useMemo(() => {
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
    const signed = new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
    const percent = new Intl.NumberFormat(language, { style: 'percent' })
    return {
      whole: (count) => whole.format(count),
      percent: (share) => percent.format(share),
      change: (count) => signed.format(count).replace('-', '−'),
      mean: (count) => (count < 20 ? tenths : whole).format(count),
    }
  }, [language])
}
