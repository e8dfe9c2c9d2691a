import type { IconPaths } from '#ui/icon-paths.ts'

/** What stands on a ticket's paper, in words. Nothing of it tells who took it. */
export interface TicketContent {
  /** The language of the words. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly site: string
  /** null: the settings do not know it any more. */
  readonly need: string | null
  readonly icon: IconPaths
  readonly caption: string
  readonly label: string
  readonly queue: readonly string[]
  readonly todo: string
  readonly moment: string
}
