import { useLanguage, useSettings, useSiteText, useText } from '#app/hooks.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { paperText } from '#text/paper.ts'
import { pictogram } from '#ui/pictograms.ts'
import type { TicketContent } from './ticket-content.ts'

/** Puts a ticket into the words that stand on its paper: those of the screen, in the visitor's language. */
export function useTicketContent(): (ticket: Ticket, words: readonly (string | undefined)[]) => TicketContent {
  const language = useLanguage()
  const settings = useSettings()
  const siteText = useSiteText()
  const t = useText(paperText)
  return (ticket, words) => {
    const need = settings.needs.find(({ id }) => id === ticket.need)
    const moment = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: settings.timeZone,
    })
    return {
      language,
      direction: /^(ar|fa|he|ur)\b/.test(language) ? 'rtl' : 'ltr',
      site: siteText(settings.name).text,
      need: need === undefined ? null : siteText(need.labels).text,
      icon: pictogram(need?.icon ?? ''),
      caption: t('number'),
      label: ticket.label,
      queue: words.filter((line) => line !== undefined),
      todo: t('keep'),
      moment: moment.format(ticket.issuedAt),
    }
  }
}
