import type { ReactElement } from 'react'
import { useText } from '#app/hooks.ts'
import { settingsText } from '#text/settings.ts'
import { siteSettingsText } from '#text/settings-site.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { staffIcons } from '#ui/staff-icons.ts'
import { Switch } from '#ui/switch.tsx'
import { DocNumber } from './doc-fields.tsx'
import { appendAt, asList, asRecord, asText, pathText, readAt, writeAt } from './document-path.ts'
import { useEditor, usePlaceOf, useProblemSentences } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { limits } from './limits.ts'
import { idOf, newDesk } from './new-items.ts'
import { useNameOf } from './use-name-of.ts'

const list = ['site', 'desks']

/** The desks, each with the needs that it serves. */
export function DesksGroup(): ReactElement {
  const t = useText(siteSettingsText)
  const { draft } = useEditor()
  const desks = asList(readAt(draft.document, list))
  const error = useProblemSentences()(pathText(list))
  return (
    <Group title={t('desks.title')}>
      <ul className={styles['cards']} aria-label={t('desks.title')} data-path={pathText(list)}>
        {desks.map((desk, index) => (
          <DeskRow key={index} desk={desk} index={index} />
        ))}
      </ul>
      {error !== undefined && <p className={styles['error']}>{error}</p>}
      <div>
        <Button
          icon={<Icon paths={staffIcons.plus} />}
          disabled={desks.length >= limits['site.desks'][1]}
          onClick={() => draft.change((document) => appendAt(document, list, newDesk(document)))}
        >
          {t('desks.add')}
        </Button>
      </div>
    </Group>
  )
}

function DeskRow({ desk, index }: { readonly desk: unknown; readonly index: number }): ReactElement {
  const t = useText(siteSettingsText)
  const words = useText(settingsText)
  const { draft } = useEditor()
  const path = [...list, index]
  const name = t('desks.name', { desk: asText(asRecord(desk)['number'] ?? index + 1) })
  return (
    <li>
      <div className={styles['card']} role="group" aria-label={name}>
        <div className={styles['across']}>
          <DocNumber path={[...path, 'number']} label={t('desks.number')} />
          <IconButton
            paths={staffIcons.trash}
            name={words('list.remove', { name })}
            disabled={asList(readAt(draft.document, list)).length <= 1}
            onClick={() => draft.change((document) => writeAt(document, path, undefined))}
          />
        </div>
        <ServedNeeds path={[...path, 'needs']} />
      </div>
    </li>
  )
}

function ServedNeeds({ path }: { readonly path: readonly (string | number)[] }): ReactElement {
  const t = useText(siteSettingsText)
  const { draft } = useEditor()
  const nameOf = useNameOf()
  const place = usePlaceOf(path)
  const errorAt = useProblemSentences()
  const needs = asList(readAt(draft.document, ['needs']))
  const ids = needs.map(idOf)
  const served = Array.isArray(place.value) ? asList(place.value) : null
  const errors = [place.error, ...(served ?? []).map((_, index) => errorAt(pathText([...path, index])))].filter(Boolean)
  const toggle = (id: string): void => {
    const rest = (served ?? []).filter((need) => need !== id)
    place.set(served?.includes(id) === true ? rest : [...(served ?? []), id])
  }
  return (
    <div className={styles['stack']} data-path={place.name}>
      <Switch label={t('desks.all')} checked={served === null} onChange={(all) => place.set(all ? undefined : ids)} />
      {served !== null && (
        <ChoiceGroup legend={t('desks.only')}>
          {needs.map((need, index) => (
            <ChoiceChip key={index} pressed={served.includes(idOf(need))} onClick={() => toggle(idOf(need))}>
              {nameOf(need, index)}
            </ChoiceChip>
          ))}
          {served
            .filter((id) => !ids.includes(String(id)))
            .map((id) => (
              <ChoiceChip key={String(id)} pressed onClick={() => toggle(String(id))}>
                {String(id)}
              </ChoiceChip>
            ))}
        </ChoiceGroup>
      )}
      {errors.length > 0 && <p className={styles['error']}>{errors.join(' ')}</p>}
    </div>
  )
}
