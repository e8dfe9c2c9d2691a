import { useState } from 'react'
import type { ReactElement } from 'react'
import { useApp, useLanguage, useMoment, useSettings, useSiteText, useText } from '#app/hooks.ts'
import { printingOf } from '#domain/printing.ts'
import { printingText } from '#text/printing.ts'
import { Button } from '#ui/button.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { isSame, readAt } from './document-path.ts'
import type { Path } from './document-path.ts'
import { useEditor } from './draft-context.ts'
import styles from './fields.module.css'
import { idOf } from './new-items.ts'

/** Sends a page that can be told from a ticket, at the printer as it is saved: the hub knows no other. */
export function TestPrint({ path }: { readonly path: Path }): ReactElement | null {
  const t = useText(printingText)
  const { draft } = useEditor()
  const { hub } = useApp().ports
  const settings = useSettings()
  const siteText = useSiteText()
  const language = useLanguage()
  const { now } = useMoment()
  const [said, setSaid] = useState('')
  const [isSending, setIsSending] = useState(false)
  const id = idOf(readAt(draft.document, path))
  const printer = printingOf(settings).printers.find((one) => one.id === id)
  const { printing } = hub
  if (printing === undefined) return null
  const isSaved = printer !== undefined && isSame(readAt(draft.document, path), readAt(draft.saved, path))

  async function send(): Promise<void> {
    if (printer === undefined || printing === undefined) return
    setIsSending(true)
    setSaid(t('test.sending'))
    const moment = new Intl.DateTimeFormat(language, {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: settings.timeZone,
    })
    const picture = await import('../shared/paper/print-ticket.ts')
      .then(({ pictureOf }) =>
        pictureOf(
          {
            language,
            direction: 'ltr',
            site: siteText(settings.name).text,
            need: null,
            icon: pictogram('question'),
            caption: t('test.caption'),
            label: 'TEST',
            queue: [siteText(printer.labels).text || id, `${printer.host}, ${printer.dots}`],
            todo: t('test.words'),
            moment: moment.format(now),
          },
          printer.dots,
        ),
      )
      .catch(() => null)
    const answer = picture === null ? null : await printing.print(printer.id, picture).catch(() => undefined)
    setIsSending(false)
    if (answer === null) return setSaid(t('test.notDrawn'))
    if (answer?.ok !== true) return setSaid(t('test.noHub'))
    const { state, trouble } = answer.value
    setSaid(t(`test.${state}`, { state: t(`state.${trouble ?? 'slow'}`) }))
  }

  return (
    <div className={styles['stack']}>
      <div className={styles['actions']}>
        <Button data-testid="test-print" disabled={!isSaved || isSending} onClick={() => void send()}>
          {t('test.print')}
        </Button>
      </div>
      <p role="status" className={styles['hint']} data-testid="test-print-said">
        {isSaved ? said : t('test.save')}
      </p>
    </div>
  )
}
