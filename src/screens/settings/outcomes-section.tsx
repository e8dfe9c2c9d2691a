import type { ReactElement } from 'react'
import { useLanguage, useText } from '#app/hooks.ts'
import { listSettingsText } from '#text/settings-lists.ts'
import { resolveLanguage, staffLanguages } from '#text/languages.ts'
import { Badge } from '#ui/badge.tsx'
import { siteWord } from '../shared/site-words.ts'
import { DocSelect, DocSwitch, WordsFields } from './doc-fields.tsx'
import { asRecord, isRecord, readAt, writeAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useDraftLanguages, useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { ItemId } from './item-id.tsx'
import { ItemList } from './item-list.tsx'
import { idOf, newChoice, newOutcome, writeChoiceWord } from './new-items.ts'
import { useNameOf } from './use-name-of.ts'

/** How a visit may have ended, and where a visitor may be sent on to. */
export function OutcomesSection(): ReactElement {
  const t = useText(listSettingsText)
  const nameOf = useNameOf()
  return (
    <>
      <Group title={t('outcomes.title')}>
        <ItemList
          path={['outcomes']}
          label={t('outcomes.title')}
          nameOf={nameOf}
          summary={(outcome, index) => <OutcomeSummary outcome={outcome} name={nameOf(outcome, index)} />}
          editor={(path, outcome) => <OutcomeEditor path={path} system={asRecord(outcome)['system'] === true} />}
          addText={t('outcomes.add')}
          create={newOutcome}
          isFixed={(outcome) => asRecord(outcome)['system'] === true}
        />
      </Group>
      <ChoicesGroup list="referrals" kind="referral" />
      <ChoicesGroup list="workshopTypes" kind="workshopType" />
    </>
  )
}

function OutcomeSummary({ outcome, name }: { readonly outcome: unknown; readonly name: string }): ReactElement {
  const t = useText(listSettingsText)
  const { system, asks, reference } = asRecord(outcome)
  return (
    <>
      <span className={styles['strong']}>{name}</span>
      {(asks === 'referral' || asks === 'workshopType') && (
        <span className={styles['quiet']}>{t(`outcomes.asks.${asks}`)}</span>
      )}
      {system === true && <Badge>{t('outcomes.system.badge')}</Badge>}
      {reference === false && system !== true && <Badge>{t('outcomes.notReference')}</Badge>}
    </>
  )
}

function OutcomeEditor({ path, system }: { readonly path: Path; readonly system: boolean }): ReactElement {
  const t = useText(listSettingsText)
  const asks = ['referral', 'workshopType'] as const
  return (
    <>
      {system && <p className={styles['hint']}>{t('outcomes.system')}</p>}
      <WordsFields path={path} legend={t('outcomes.words')} />
      {!system && (
        <>
          <DocSelect
            path={[...path, 'asks']}
            label={t('outcomes.asks')}
            none=""
            options={[
              { value: '', text: t('outcomes.asks.none') },
              ...asks.map((value) => ({ value, text: t(`outcomes.asks.${value}`) })),
            ]}
          />
          <DocSwitch
            path={[...path, 'reference']}
            label={t('outcomes.reference')}
            hint={t('outcomes.reference.hint')}
            fallback
          />
        </>
      )}
      <ItemId path={path} />
    </>
  )
}

interface ChoicesGroupProps {
  readonly list: 'referrals' | 'workshopTypes'
  readonly kind: 'referral' | 'workshopType'
}

/** Partners or workshop types: an id with the application's words, or with the site's own. */
function ChoicesGroup({ list, kind }: ChoicesGroupProps): ReactElement {
  const t = useText(listSettingsText)
  const { draft } = useEditor()
  const language = useLanguage()
  const order = useDraftLanguages()
  const wordOf = (choice: unknown, tag: string): string => {
    const texts = Object.entries(asRecord(choice)).filter(
      ([key, text]) => order.includes(key) && typeof text === 'string',
    )
    return siteWord(
      kind,
      idOf(choice),
      Object.fromEntries(texts) as Readonly<Record<string, string>>,
      resolveLanguage(tag, order, staffLanguages),
      order,
    ).text
  }
  return (
    <Group title={t(`${list}.title`)} hint={t(`${list}.hint`)}>
      <ItemList
        path={[list]}
        label={t(`${list}.title`)}
        nameOf={(choice) => wordOf(choice, language)}
        summary={(choice) => wordOf(choice, language)}
        editor={(path, choice) => (
          <>
            <WordsFields
              path={path}
              legend={t('choices.words')}
              placeholder={(tag) => wordOf(isRecord(choice) ? idOf(choice) : choice, tag)}
              onWrite={(tag, text) => {
                draft.change((document) => writeAt(document, path, writeChoiceWord(readAt(document, path), tag, text)))
              }}
            />
            <p className={styles['hint']}>{t('choices.hint')}</p>
            <ItemId path={path} />
          </>
        )}
        addText={t(`${list}.add`)}
        create={(document) => newChoice(document, list)}
      />
    </Group>
  )
}
