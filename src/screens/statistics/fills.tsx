import type { ReactElement } from 'react'
import { classNames } from '#ui/class-names.ts'
import styles from './fills.module.css'

/** How a surface is drawn: told apart by pattern as well as by colour, in print and in every theme. */
export type Fill = 'solid' | 'amber' | 'hatch' | 'stripes' | 'dots' | 'grid'
/** What marks a place instead of filling one. */
export type Mark = 'line' | 'dashes'

const patternIds: Readonly<Record<Exclude<Fill, 'solid' | 'amber'>, string>> = {
  hatch: 'fill-hatch',
  stripes: 'fill-stripes',
  dots: 'fill-dots',
  grid: 'fill-grid',
}

/** The patterns that `Bar` refers to; once on a screen. */
export function FillPatterns(): ReactElement {
  return (
    <svg className={styles['patterns']} aria-hidden="true" focusable="false">
      <defs>
        <pattern id={patternIds.hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className={styles['ground']} width="7" height="7" />
          <rect className={styles['accent']} width="3" height="7" />
        </pattern>
        <pattern
          id={patternIds.stripes}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect className={styles['ground']} width="6" height="6" />
          <rect className={styles['soft']} width="2.5" height="6" />
        </pattern>
        <pattern id={patternIds.dots} width="7" height="7" patternUnits="userSpaceOnUse">
          <rect className={styles['ground']} width="7" height="7" />
          <circle className={styles['soft']} cx="3.5" cy="3.5" r="1.75" />
        </pattern>
        <pattern id={patternIds.grid} width="6" height="6" patternUnits="userSpaceOnUse">
          <rect className={styles['ground']} width="6" height="6" />
          <rect className={styles['soft']} width="6" height="1.5" />
          <rect className={styles['soft']} width="1.5" height="6" />
        </pattern>
      </defs>
    </svg>
  )
}

export interface BarProps {
  readonly fill: Fill
  readonly className?: string | undefined
}

/** A filled surface as large as its place. It only repeats a number that stands beside it in words. */
export function Bar({ fill, className }: BarProps): ReactElement {
  const flat = fill === 'solid' || fill === 'amber'
  return (
    <svg className={classNames(styles['bar'], className)} aria-hidden="true" focusable="false">
      <rect
        className={flat ? styles[fill] : styles['outlined']}
        width="100%"
        height="100%"
        {...(flat ? {} : { fill: `url(#${patternIds[fill]})` })}
      />
    </svg>
  )
}

export interface LegendProps {
  readonly entries: readonly { readonly fill: Fill | Mark; readonly text: string }[]
}

/** What the fills of a picture mean. */
export function Legend({ entries }: LegendProps): ReactElement {
  return (
    <ul className={styles['legend']}>
      {entries.map(({ fill, text }) => (
        <li key={fill}>
          {fill === 'line' || fill === 'dashes' ? (
            <span className={styles[fill]} />
          ) : (
            <Bar fill={fill} className={styles['swatch']} />
          )}
          {text}
        </li>
      ))}
    </ul>
  )
}
