import type { Overview } from '#statistics/overview.ts'

/** How much smaller than usual a report is set, so that it keeps its two sheets. */
const paperSteps = [0, 1, 2, 3, 4] as const
export type PaperStep = (typeof paperSteps)[number]

/** So many lines of the usual size have room on the second sheet, with some to spare. */
const usualLines = 50
/** Each step makes room for about as many more. */
const linesOfStep = 5
/** The first sheet has room for the waits of so many needs; each step makes room for one more. */
const usualNeeds = 8
/** Bars of a tally: the others are one bar together. */
const mostBars = 9

/** Estimated from the lists of the second sheet, which stand in two columns, and from the needs on the first. */
export function paperStep(overview: Overview): PaperStep {
  const { byNeed, byOutcome, byReferral, audience, week, workshopsHeld, notes, visitsBefore } = overview
  const weekdays = week.weekdays.filter(({ daysObserved }) => daysObserved > 0).length
  const listed =
    (visitsBefore === null ? 0 : 15) +
    bars(byNeed.length) +
    bars(byOutcome.length) +
    bars(byReferral.length) +
    audience.reduce((sum, { answers }) => sum + bars(answers.length), 0) +
    (weekdays === 0 ? 0 : 6 + 1.5 * weekdays) +
    (workshopsHeld.length === 0 ? 0 : 5 + 1.25 * workshopsHeld.length)
  // The foot is as high as the notes or as the method, whichever is longer.
  const lines = listed / 2 + Math.max(9, 3 + 2 * notes.length)
  const step = Math.max(Math.ceil((lines - usualLines) / linesOfStep), byNeed.length - usualNeeds, 0)
  return paperSteps.find((each) => each === step) ?? 4
}

/** Of a tally with its title, its sentence and its bars, some of which have two lines of words. */
function bars(count: number): number {
  return count === 0 ? 0 : 4 + 1.25 * Math.min(count, mostBars)
}
