import type { ReactElement } from 'react'
import { useLanguage } from '#app/hooks.ts'
import type { SettingsProblem } from '#domain/settings.ts'
import styles from './problem-list.module.css'
import { describeProblem } from './problem-words.ts'
import { sectionOf } from './sections.ts'

export interface ProblemListProps {
  readonly problems: readonly SettingsProblem[]
  /** Where the problems are, for the names of the things they are about. */
  readonly document: unknown
  /** Tells what stood there too: for a file, whose content is not on the screen. */
  readonly found?: boolean
  /** Leads to the field. */
  readonly onFollow?: (path: string) => void
}

/** Every problem with its place in people's words and as it is written in the file. */
export function ProblemList({ problems, document, found = false, onFollow }: ProblemListProps): ReactElement {
  const language = useLanguage()
  return (
    <ul className={styles['list']}>
      {problems.map((problem) => {
        const words = describeProblem(problem, document, language)
        const section = sectionOf(problem.path)
        return (
          <li key={`${problem.path} ${problem.problem}`} data-problem={problem.problem} data-path={problem.path}>
            {onFollow !== undefined && section !== undefined ? (
              <a href={`#${section}`} onClick={() => onFollow(problem.path)}>
                {words.place}
              </a>
            ) : (
              <strong>{words.place}</strong>
            )}{' '}
            <code className={styles['path']}>{problem.path}</code>
            <span className={styles['sentence']}>
              {words.sentence} {found && words.found}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
