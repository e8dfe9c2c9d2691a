import type { IconPaths } from '#ui/icon-paths.ts'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { useHash } from '../shared/use-hash.ts'
import { parsePath } from './document-path.ts'

export interface SectionGroup {
  readonly name: 'group.here' | 'group.site' | null
  readonly sections: readonly SectionName[]
}

export type SectionName =
  'today' | 'site' | 'needs' | 'outcomes' | 'hours' | 'printing' | 'audience' | 'device' | 'devices' | 'demo'

export const sectionGroups: readonly SectionGroup[] = [
  { name: 'group.here', sections: ['today', 'device', 'devices'] },
  { name: 'group.site', sections: ['site', 'needs', 'outcomes', 'hours', 'printing', 'audience'] },
  // A demonstration is neither: it stands apart.
  { name: null, sections: ['demo'] },
]
const sectionNames = sectionGroups.flatMap(({ sections }) => sections)

export const sectionIcons: Readonly<Record<SectionName, IconPaths>> = {
  today: sharedIcons.ticket,
  device: staffIcons.desktop,
  devices: staffIcons.devices,
  site: staffIcons.house,
  needs: staffIcons.list,
  outcomes: sharedIcons.check,
  hours: sharedIcons.clock,
  printing: staffIcons.printer,
  audience: sharedIcons.lock,
  demo: staffIcons.monitorPlay,
}

/** The section that the address names behind its `#`; the first where it names none. */
export function useSection(): SectionName {
  const hash = useHash()
  return sectionNames.find((name) => name === hash) ?? 'today'
}

/** Where a place of the document is edited; undefined where only a file can change it. */
export function sectionOf(path: string): SectionName | undefined {
  const [part, inner] = parsePath(path)
  switch (part) {
    case 'site':
      return inner === 'libraryHours' || inner === 'deskHours' || inner === 'hoursEnforced' ? 'hours' : 'site'
    case 'queue':
      return 'site'
    case 'needs':
    case 'printing':
      return part
    case 'outcomes':
    case 'referrals':
    case 'workshopTypes':
      return 'outcomes'
    case 'audience':
    case 'privacy':
      return 'audience'
    default:
      return undefined
  }
}
