import type { ProtectionRule, Release } from '#statistics/release.ts'
import type { Day } from '#domain/ids.ts'

/** The mark of a hidden count. */
export const hiddenFlag = 'c'

/** What every file of one export is made of. Files tell what the releases tell, and work out nothing else (S33). */
export interface FilesInput {
  readonly siteId: string
  /** Whole months, quarters and years, each once, all told to one audience; in any order. */
  readonly releases: readonly Release[]
  /** Workshops outside the periods of the releases are left out. */
  readonly workshops: readonly WorkshopCount[]
  /** For what is counted outside the releases: the head-counts of workshops. */
  readonly rule: ProtectionRule
}

/** The sessions of one type on one day. */
export interface WorkshopCount {
  readonly day: Day
  readonly type: string
  readonly sessions: number
  readonly attendees: number
  /** Seats; null where nobody said. */
  readonly capacity: number | null
}

/** A finished file. */
export interface ExportFile<Content extends string | Uint8Array> {
  readonly name: string
  readonly mediaType: string
  readonly content: Content
  /** How many figures it has, and how many of them are not told. */
  readonly figures: number
  readonly hidden: number
}
