import { lazy } from 'react'
import type { ComponentType, LazyExoticComponent } from 'react'
import type { statisticsSectionsText } from '#text/statistics-sections.ts'
import { useHash } from '../shared/use-hash.ts'

type Key = keyof (typeof statisticsSectionsText)['fr']

/** A part of the statistics screen, loaded when it is opened. */
export interface Section {
  /** Behind the `#` of the address. */
  readonly name: string
  readonly text: Key & `section.${string}`
  /** A sentence below its heading; a section without one has a heading of its own. */
  readonly lead?: Key & `lead.${string}`
  readonly Content: LazyExoticComponent<ComponentType>
}

/** In the order of the navigation; the first is shown where the address names none. */
export const sections: readonly [Section, ...Section[]] = [
  {
    name: 'figures',
    text: 'section.figures',
    Content: lazy(() => import('./figures/figures-section.tsx').then((part) => ({ default: part.FiguresSection }))),
  },
  {
    name: 'plan',
    text: 'section.plan',
    lead: 'lead.plan',
    Content: lazy(() => import('./plan/plan-section.tsx').then((part) => ({ default: part.PlanSection }))),
  },
  {
    name: 'amend',
    text: 'section.amend',
    lead: 'lead.amend',
    Content: lazy(() => import('./amend/amend-section.tsx').then((part) => ({ default: part.AmendSection }))),
  },
  {
    name: 'package',
    text: 'section.package',
    lead: 'lead.package',
    Content: lazy(() => import('./package/package-section.tsx').then((part) => ({ default: part.PackageSection }))),
  },
  {
    name: 'anonymity',
    text: 'section.anonymity',
    lead: 'lead.anonymity',
    Content: lazy(() =>
      import('./anonymity/anonymity-section.tsx').then((part) => ({ default: part.AnonymitySection })),
    ),
  },
]

export function useSection(): Section {
  const hash = useHash()
  return sections.find(({ name }) => name === hash) ?? sections[0]
}
