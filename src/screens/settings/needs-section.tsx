import type { ReactElement } from 'react'
import { useMoment, useSite, useText } from '#app/hooks.ts'
import { isOpen } from '#domain/queue/ticket.ts'
import { clearLetters } from '#domain/settings.ts'
import { listSettingsText } from '#text/settings-lists.ts'
import { pictogramText } from '#text/settings-pictograms.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { pictogram, pictogramNames } from '#ui/pictograms.ts'
import { DocNumber, DocSelect, WordsFields } from './doc-fields.tsx'
import { asList, asRecord, asText, readAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useEditor, usePlaceOf } from './draft-context.ts'
import styles from './fields.module.css'
import { ItemId } from './item-id.tsx'
import { ItemList } from './item-list.tsx'
import { idOf, newNeed, newTopic, removeNeed } from './new-items.ts'
import { useNameOf } from './use-name-of.ts'

/** More than these are not read in two seconds at arm's length. */
const comfortable = 7

/** The needs of the kiosk, in its order. */
export function NeedsSection(): ReactElement {
  const t = useText(listSettingsText)
  const { draft } = useEditor()
  const nameOf = useNameOf()
  const needs = asList(readAt(draft.document, ['needs']))
  return (
    <>
      {needs.length > comfortable && <Notice tone="warning">{t('needs.many', { count: needs.length })}</Notice>}
      <RemovedNeeds needs={needs} />
      <ItemList
        path={['needs']}
        label={t('needs.words')}
        nameOf={nameOf}
        summary={(need, index) => <NeedSummary need={need} name={nameOf(need, index)} />}
        editor={(path) => <NeedEditor path={path} />}
        addText={t('needs.add')}
        create={newNeed}
        remove={removeNeed}
      />
    </>
  )
}

function NeedSummary({ need, name }: { readonly need: unknown; readonly name: string }): ReactElement {
  const t = useText(listSettingsText)
  const { letter, icon, sub } = asRecord(need)
  const topics = asList(sub).length
  return (
    <>
      <span className={styles['letter']}>{asText(letter)}</span>
      <Icon className={styles['pictogram']} paths={pictogram(asText(icon))} />
      <span className={styles['strong']}>{name}</span>
      {topics > 0 && <span className={styles['quiet']}>{t('needs.topicCount', { count: topics })}</span>}
    </>
  )
}

function NeedEditor({ path }: { readonly path: Path }): ReactElement {
  const t = useText(listSettingsText)
  const { draft } = useEditor()
  const nameOf = useNameOf()
  const letter = asText(readAt(draft.document, [...path, 'letter']))
  return (
    <>
      <WordsFields path={path} legend={t('needs.words')} />
      <div className={styles['pair']}>
        <DocSelect
          path={[...path, 'letter']}
          label={t('needs.letter')}
          hint={t('needs.letter.hint', { label: `${letter}07` })}
          options={[...clearLetters].map((value) => ({ value, text: value }))}
        />
        <DocNumber path={[...path, 'demoWeight']} label={t('needs.demoWeight')} fallback={0} step={0.01} />
      </div>
      <PictogramPicker path={[...path, 'icon']} />
      <ItemId path={path} />
      <div className={styles['stack']}>
        <h3>{t('needs.topics')}</h3>
        <p className={styles['hint']}>{t('needs.topics.hint')}</p>
        <ItemList
          path={[...path, 'sub']}
          label={t('needs.topics')}
          nameOf={nameOf}
          summary={(topic, index) => nameOf(topic, index)}
          editor={(topic) => (
            <>
              <WordsFields path={topic} legend={t('topics.words')} />
              <ItemId path={topic} />
            </>
          )}
          addText={t('topics.add')}
          create={(document) => newTopic(document, path)}
        />
      </div>
    </>
  )
}

function PictogramPicker({ path }: { readonly path: Path }): ReactElement {
  const t = useText(listSettingsText)
  const nameOf = useText(pictogramText)
  const place = usePlaceOf(path)
  const chosen = place.value === undefined ? 'question' : place.value
  return (
    <div data-path={place.name}>
      <ChoiceGroup legend={t('needs.pictogram')} className={styles['pictograms']}>
        {pictogramNames.map((name) => (
          <ChoiceChip
            key={name}
            aria-label={nameOf(name)}
            title={nameOf(name)}
            pressed={chosen === name}
            onClick={() => place.set(name)}
          >
            <Icon paths={pictogram(name)} />
          </ChoiceChip>
        ))}
      </ChoiceGroup>
      {place.error !== undefined && <p className={styles['error']}>{place.error}</p>}
    </div>
  )
}

/** Says that visitors still hold tickets of today for a need that the draft no longer has. */
function RemovedNeeds({ needs }: { readonly needs: readonly unknown[] }): ReactElement | null {
  const t = useText(listSettingsText)
  const site = useSite()
  const { day } = useMoment()
  const kept = needs.map(idOf)
  const count = [...site.tickets.values()].filter(
    (ticket) => ticket.day === day && isOpen(ticket) && !kept.includes(ticket.need),
  ).length
  return count === 0 ? null : <Notice tone="warning">{t('needs.removed', { count })}</Notice>
}
