import { parsePath } from './document-path.ts'

/** What the parser accepts at a place: a number's range, or how many items a list may have. A test compares both. */
export const limits = {
  'site.languages': [1, 20],
  'site.desks': [1, 40],
  'site.desks[].number': [1, 99],
  'site.desks[].needs': [1, 9],
  needs: [1, 9],
  'needs[].demoWeight': [0, 1],
  'needs[].sub': [0, 60],
  outcomes: [1, 30],
  referrals: [0, 80],
  workshopTypes: [0, 80],
  'printing.printers': [0, 20],
  'printing.printers[].port': [1, 65_535],
  'audience.enabled': [0, 3],
  'queue.callTimeoutMinutes': [1, 120],
  'queue.targetWaitMinutes': [1, 480],
  'queue.targetServiceLevel': [0.5, 0.99],
  'queue.defaultServiceMinutes': [1, 480],
  'queue.announce.patienceMinutes': [1, 480],
  'queue.announce.roundToMinutes': [5, 60],
  'privacy.threshold': [3, 1000],
  'privacy.protectionWidth': [1, 1000],
  'privacy.publicThreshold': [3, 1000],
  'privacy.publicProtectionWidth': [1, 1000],
  'privacy.minRecordsForDuration': [3, 1000],
  'privacy.minRecordsForPercentile': [5, 1000],
  'privacy.rawTimestampRetentionHours': [0, 744],
  'privacy.hourBandMinutes': [60, 720],
} as const satisfies Readonly<Record<string, readonly [min: number, max: number]>>

/** The limits at a place such as `site.desks[2].number`, where there are any. */
export function limitsAt(path: string): readonly [min: number, max: number] | undefined {
  const place = parsePath(path).reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[]` : text === '' ? part : `${text}.${part}`),
    '',
  )
  return Object.hasOwn(limits, place) ? limits[place as keyof typeof limits] : undefined
}
