import { useSettings, useSiteText, useText, useVisitorLanguage } from '#app/hooks.ts'
import type { Ticket } from '#domain/queue/ticket.ts'
import { directionOf, localeOf } from '#text/languages.ts'
import { paperText } from '#text/paper.ts'
import { pictogram } from '#ui/pictograms.ts'
import type { TicketContent } from './ticket-content.ts'

/** Puts a ticket into the words that stand on its paper: those of the screen, in the visitor's language. */
export function useTicketContent(): (ticket: Ticket, words: readonly (string | undefined)[]) => TicketContent {
  const language = useVisitorLanguage()
  const settings = useSettings()
  const siteText = useSiteText()
  const t = useText(paperText)
  return (ticket, words) => {
    const need = settings.needs.find(({ id }) => id === ticket.need)
    const moment = new Intl.DateTimeFormat(localeOf(language), {
      dateStyle: 'full',
      timeStyle: 'short',
      timeZone: settings.timeZone,
    })
    return {
      language,
      direction: directionOf(language),
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
