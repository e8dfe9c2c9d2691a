import type { ReactElement, ReactNode } from 'react'
import { useLanguage } from '#app/hooks.ts'
import { NumberField } from '#ui/number-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import type { SelectOption } from '#ui/select-field.tsx'
import { Switch } from '#ui/switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { usePlaceOf, useDraftLanguages, useProblemSentences } from './draft-context.ts'
import { asRecord, asText, pathText } from './document-path.ts'
import type { Path } from './document-path.ts'
import styles from './fields.module.css'
import { limitsAt } from './limits.ts'
import { languageLabel } from './problem-words.ts'

interface DocFieldProps {
  readonly path: Path
  readonly label: ReactNode
  readonly hint?: ReactNode
}

/** A text of the document. */
export function DocText({ path, label, hint }: DocFieldProps): ReactElement {
  const place = usePlaceOf(path)
  return (
    <div data-path={place.name}>
      <TextField
        label={label}
        hint={hint}
        error={place.error}
        spellCheck={false}
        value={asText(place.value)}
        onChange={place.set}
      />
    </div>
  )
}

interface DocNumberProps extends DocFieldProps {
  /** What holds where the document says nothing. */
  readonly fallback?: number
  readonly step?: number
}

/** A number of the document, with the limits that the parser knows. */
export function DocNumber({ path, label, hint, fallback, step = 1 }: DocNumberProps): ReactElement {
  const place = usePlaceOf(path)
  const [min, max] = limitsAt(place.name) ?? []
  const value = place.value === undefined ? fallback : place.value
  return (
    <div data-path={place.name}>
      <NumberField
        label={label}
        hint={hint}
        error={place.error}
        min={min}
        max={max}
        step={step}
        value={typeof value === 'number' ? value : undefined}
        // An emptied field is a mistake to be shown, not the default by stealth.
        onChange={(typed) => place.set(typed ?? null)}
      />
    </div>
  )
}

/** A yes or no of the document. */
export function DocSwitch({
  path,
  label,
  hint,
  fallback,
}: DocFieldProps & { readonly fallback: boolean }): ReactElement {
  const place = usePlaceOf(path)
  const checked = typeof place.value === 'boolean' ? place.value : fallback
  return (
    <div data-path={place.name}>
      <Switch label={label} hint={hint} checked={checked} onChange={place.set} />
    </div>
  )
}

interface DocSelectProps extends DocFieldProps {
  readonly options: readonly SelectOption<string>[]
  /** The option that stands for a missing value. */
  readonly none?: string
}

/** One of a few values of the document; a value that is none of them stays, and stays visible. */
export function DocSelect({ path, label, hint, options, none }: DocSelectProps): ReactElement {
  const place = usePlaceOf(path)
  const value = place.value === undefined || place.value === null ? (none ?? '') : asText(place.value)
  const known = options.some((option) => option.value === value)
  return (
    <div data-path={place.name}>
      <SelectField
        label={label}
        hint={hint}
        error={place.error}
        value={value}
        options={known ? options : [{ value, text: value }, ...options]}
        onChange={(chosen) => place.set(chosen === none ? undefined : chosen)}
      />
    </div>
  )
}

interface WordsFieldsProps {
  readonly path: Path
  readonly legend: ReactNode
  /** Shown in the fields that are empty: what visitors read then. */
  readonly placeholder?: ((language: string) => string | undefined) | undefined
  /** Replaces the plain writing of one language, e.g. where the last word leaves an id behind. */
  readonly onWrite?: ((language: string, text: string | undefined) => void) | undefined
}

/** The site's words for one thing, a field per language of the screens. An empty one falls back to the others. */
export function WordsFields({ path, legend, placeholder, onWrite }: WordsFieldsProps): ReactElement {
  const place = usePlaceOf(path)
  const errorAt = useProblemSentences()
  const language = useLanguage()
  const texts = asRecord(place.value)
  return (
    <fieldset className={styles['words']} data-path={place.name}>
      <legend>{legend}</legend>
      {useDraftLanguages().map((tag, index) => (
        <div key={tag} data-path={pathText([...path, tag])}>
          <TextField
            lang={tag}
            dir="auto"
            label={languageLabel(tag, language)}
            // What is wrong with the whole is shown once, at the first language.
            error={errorAt(pathText([...path, tag])) ?? (index === 0 ? place.error : undefined)}
            placeholder={placeholder?.(tag)}
            value={asText(texts[tag])}
            onChange={(text) => {
              const written = text === '' ? undefined : text
              if (onWrite !== undefined) onWrite(tag, written)
              else place.set(withWord(texts, tag, written))
            }}
          />
        </div>
      ))}
    </fieldset>
  )
}

function withWord(texts: Readonly<Record<string, unknown>>, tag: string, text: string | undefined): unknown {
  const { [tag]: _, ...others } = texts
  return text === undefined ? others : { ...texts, [tag]: text }
}
