import { parseDeskNumber } from '#domain/ids.ts'
import type { DeskNumber } from '#domain/ids.ts'

export const screenNames = ['kiosk', 'desk', 'board', 'statistics', 'settings'] as const
export type ScreenName = (typeof screenNames)[number]

/** What a window is, read from its address: nothing of it is stored. */
export interface Session {
  /** null: the chooser, or an address that leads nowhere. */
  readonly screen: ScreenName | null
  readonly desk: DeskNumber | null
  /** As asked for by `?lang=`; null: the site's first language. */
  readonly language: string | null
  readonly demo: boolean
  /** Where the application lives, with a trailing slash: it also works below a sub-path. */
  readonly base: string
}

/** @param base the address of the application's folder, absolute. */
export function readSession(address: URL, base: URL): Session {
  const path = address.pathname.startsWith(base.pathname)
    ? address.pathname.slice(base.pathname.length)
    : address.pathname
  const name = path.split('/').filter((part) => part !== '')[0] ?? ''
  const desk = parseDeskNumber(Number(address.searchParams.get('desk') ?? ''))
  return {
    screen: screenNames.find((screen) => screen === name) ?? null,
    desk: desk ?? null,
    language: address.searchParams.get('lang'),
    demo: address.searchParams.has('demo'),
    base: base.pathname,
  }
}

/** Kiosk and board speak every language that the application has; all other screens are for staff. */
export function isForVisitors({ screen }: Session): boolean {
  return screen === 'kiosk' || screen === 'board'
}

/** The address of a screen, keeping language and demonstration. */
export function linkTo(
  session: Session,
  screen: ScreenName | '',
  query: Readonly<Record<string, string>> = {},
): string {
  const search = new URLSearchParams(query)
  if (session.language !== null && !search.has('lang')) search.set('lang', session.language)
  if (session.demo && !search.has('demo')) search.set('demo', '1')
  const text = search.toString()
  return `${session.base}${screen}${text === '' ? '' : `?${text}`}`
}
