import type { ReactElement } from 'react'
import { usePlace, usePorts, useText } from '#app/hooks.ts'
import { linkTo } from '#app/session.ts'
import { paperWidths, printerCommands, printerDots, printMoments, usualPort } from '#domain/printing.ts'
import type { PrinterId } from '#domain/ids.ts'
import { printingText } from '#text/printing.ts'
import { Badge } from '#ui/badge.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { usePrinters } from '../shared/use-printers.ts'
import { DocNumber, DocSelect, DocSwitch, DocText, WordsFields } from './doc-fields.tsx'
import { asList, asRecord, asText, readAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useEditor, usePlaceOf } from './draft-context.ts'
import styles from './fields.module.css'
import { Group } from './group.tsx'
import { ItemId } from './item-id.tsx'
import { ItemList } from './item-list.tsx'
import { idOf, newPrinter } from './new-items.ts'
import { TestPrint } from './test-print.tsx'
import { useNameOf } from './use-name-of.ts'

const list = ['printing', 'printers']

/** Tickets on paper: when, at which printers, and by the browser where there are none. */
export function PrintingSection(): ReactElement {
  const t = useText(printingText)
  return (
    <>
      <Group title={t('title')}>
        <DocSelect
          path={['printing', 'when']}
          label={t('when')}
          none="always"
          options={printMoments.map((value) => ({ value, text: t(`when.${value}`) }))}
        />
      </Group>
      <PrintersGroup />
      <Group title={t('browser.title')} hint={t('browser.hint')}>
        <DocChoice
          path={['printing', 'browserPaperMm']}
          label={t('browser.paper')}
          options={[
            { value: null, text: t('browser.none') },
            ...paperWidths.map((value) => ({ value, text: t(`browser.${value}`) })),
          ]}
          fallback={null}
        />
      </Group>
    </>
  )
}

function PrintersGroup(): ReactElement {
  const t = useText(printingText)
  const { draft } = useEditor()
  const { session } = usePlace()
  const nameOf = useNameOf()
  const { printing } = usePorts().hub
  const saved = asList(readAt(draft.saved, list))
  const states = usePrinters(saved.length > 0)
  const second = idOf(asList(readAt(draft.document, list))[1])
  return (
    <Group title={t('printers.title')} hint={printing === undefined ? t('printers.alone') : t('printers.hint')}>
      <ItemList
        path={list}
        label={t('printers.title')}
        nameOf={nameOf}
        summary={(printer, index) => {
          const state = states.get(idOf(printer) as PrinterId)
          return (
            <>
              <span className={styles['strong']}>{nameOf(printer, index)}</span>
              <span className={styles['quiet']}>{asText(asRecord(printer)['host'])}</span>
              {state !== undefined && (
                <Badge tone={state === 'ready' ? 'neutral' : 'danger'}>{t(`state.${state}`)}</Badge>
              )}
            </>
          )
        }}
        editor={(path) => <PrinterEditor path={path} />}
        addText={t('printers.add')}
        create={newPrinter}
      />
      {second !== '' && (
        <p className={styles['hint']}>
          {t('printers.kiosk', { address: linkTo(session, 'kiosk', { printer: second }) })}
        </p>
      )}
    </Group>
  )
}

function PrinterEditor({ path }: { readonly path: Path }): ReactElement {
  const t = useText(printingText)
  return (
    <>
      <WordsFields path={path} legend={t('printers.words')} />
      <div className={styles['pair']}>
        <DocText path={[...path, 'host']} label={t('printers.host')} hint={t('printers.host.hint')} />
        <DocNumber path={[...path, 'port']} label={t('printers.port')} fallback={usualPort} />
        <DocSelect
          path={[...path, 'commands']}
          label={t('printers.commands')}
          none="escpos"
          options={printerCommands.map((value) => ({ value, text: t(`commands.${value}`) }))}
        />
        <DocChoice
          path={[...path, 'dots']}
          label={t('printers.dots')}
          options={printerDots.map((value) => ({ value, text: t(`dots.${value}`) }))}
          fallback={576}
        />
      </div>
      <DocSwitch path={[...path, 'tells']} label={t('printers.tells')} hint={t('printers.tells.hint')} fallback />
      <TestPrint path={path} />
      <ItemId path={path} />
    </>
  )
}

interface DocChoiceProps {
  readonly path: Path
  readonly label: string
  readonly options: readonly { readonly value: number | null; readonly text: string }[]
  /** What holds where the document says nothing. */
  readonly fallback: number | null
}

/** One of a few numbers of the document; a value that is none of them stays, and stays visible. */
function DocChoice({ path, label, options, fallback }: DocChoiceProps): ReactElement {
  const place = usePlaceOf(path)
  const value = JSON.stringify(place.value ?? fallback)
  const known = options.map((option) => ({ value: JSON.stringify(option.value), text: option.text }))
  return (
    <div data-path={place.name}>
      <SelectField
        label={label}
        error={place.error}
        value={value}
        options={known.some((option) => option.value === value) ? known : [{ value, text: value }, ...known]}
        onChange={(chosen) => {
          const found = options.find((option) => JSON.stringify(option.value) === chosen)
          place.set(found === undefined || found.value === fallback ? undefined : found.value)
        }}
      />
    </div>
  )
}
