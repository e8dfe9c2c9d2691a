import type { ReactElement } from 'react'
import type { Ticket } from '#domain/queue/ticket.ts'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Icon } from '#ui/icon.tsx'
import { pictogram } from '#ui/pictograms.ts'
import { SiteWord } from '../shared/site-word.tsx'
import styles from './choices.module.css'
import { KeyHint } from './key-hint.tsx'
import { useDeskView } from './use-desk.ts'

/** To which need a visitor is transferred; the label and the arrival stay (Q3, Q12). */
export function TransferChoice({ ticket }: { readonly ticket: Ticket }): ReactElement {
  const { deeds, settings, t, words } = useDeskView()
  return (
    <ChoiceGroup legend={t('transfer.heading', { label: ticket.label })} className={styles['group']}>
      {settings.needs
        .filter(({ id }) => id !== ticket.need)
        .map(({ id, icon, letter }) => (
          <ChoiceChip
            key={id}
            data-testid="transfer-to"
            data-need={id}
            icon={<Icon paths={pictogram(icon)} />}
            aria-keyshortcuts={letter}
            onClick={() => void deeds.transfer(ticket, id)}
          >
            <SiteWord word={words.need(id)} />
            <KeyHint>{letter}</KeyHint>
          </ChoiceChip>
        ))}
    </ChoiceGroup>
  )
}
