import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { knownLanguage, languages } from '#text/languages.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { arrowDown, arrowUp } from './arrows.ts'
import { appendAt, asList, moveItem, pathText, readAt, writeAt } from './document-path.ts'
import { useEditor, useProblemSentences } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { languageLabel } from './problem-words.ts'

const list = ['site', 'languages']
/** Offered first come the languages most spoken by visitors of French libraries; a file may name any other. */
const offered = 'fr en ar es pt de it zh ru uk tr pl ro fa ps ti so bn hi ta vi ja ko nl el sq sr hy ka am ln wo'.split(
  ' ',
)

/** The languages of the screens, in their order. */
export function LanguagesGroup(): ReactElement {
  const t = useText(siteSettingsText)
  const { draft } = useEditor()
  const language = useLanguage()
  const errorAt = useProblemSentences()
  const tags = asList(readAt(draft.document, list)).map(String)
  const nameOf = (tag: string): string => languageLabel(tag, language)
  const rest = offered.filter((tag) => !tags.includes(tag))
  return (
    <Group title={t('languages.title')} hint={t('languages.hint')}>
      <ul className={styles['lines']} aria-label={t('languages.title')} data-path={pathText(list)}>
        {tags.map((tag, index) => (
          <LanguageRow
            key={`${tag}${index}`}
            name={nameOf(tag)}
            index={index}
            last={index === tags.length - 1}
            spoken={knownLanguage(tag, languages) !== undefined}
            error={errorAt(pathText([...list, index]))}
          />
        ))}
      </ul>
      <SelectField
        label={t('languages.add')}
        error={errorAt(pathText(list))}
        value=""
        options={[{ value: '', text: '–' }, ...rest.map((tag) => ({ value: tag, text: nameOf(tag) }))]}
        onChange={(tag) => {
          if (tag !== '') draft.change((document) => appendAt(document, list, tag))
        }}
      />
    </Group>
  )
}

interface LanguageRowProps {
  readonly name: string
  readonly index: number
  readonly last: boolean
  /** The interface itself speaks it. */
  readonly spoken: boolean
  readonly error: string | undefined
}

function LanguageRow({ name, index, last, spoken, error }: LanguageRowProps): ReactElement {
  const t = useText(siteSettingsText)
  const words = useText(settingsText)
  const { draft } = useEditor()
  const move = (steps: number) => () => draft.change((document) => moveItem(document, list, index, steps))
  return (
    <li className={styles['line']} data-path={pathText([...list, index])}>
      <span className={styles['grow']}>
        <span className={styles['strong']}>{name}</span>{' '}
        <span className={styles['quiet']}>{t(spoken ? 'languages.interface' : 'languages.texts')}</span>
        {error !== undefined && <span className={styles['error']}>{error}</span>}
      </span>
      <IconButton paths={arrowUp} name={words('list.up', { name })} disabled={index === 0} onClick={move(-1)} />
      <IconButton paths={arrowDown} name={words('list.down', { name })} disabled={last} onClick={move(1)} />
      <IconButton
        paths={staffIcons.trash}
        name={words('list.remove', { name })}
        disabled={index === 0 && last}
        onClick={() => draft.change((document) => writeAt(document, [...list, index], undefined))}
      />
    </li>
  )
}
