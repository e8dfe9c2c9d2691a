import type { GridId } from '#statistics/release.ts'
import type { Prepared } from '../prepared.ts'
import type { RowOf } from '../table-schemas.ts'
import { flagOf } from './flag.ts'

/** `outcomes.csv`: every need by every outcome, with the totals of both (S30). */
export function outcomeRows(prepared: Prepared): readonly RowOf<'outcomes'>[] {
  return cellsOf(prepared, 'need_x_outcome').map(({ start, end, row, column, count }) => ({
    period_start: start,
    period_end: end,
    need: row,
    outcome: column,
    visits: count,
    flag: flagOf([count]),
  }))
}

/** `referrals.csv`: where visitors were sent on to; a visit may have two referrals, so these are not visits (S30). */
export function referralRows(prepared: Prepared): readonly RowOf<'referrals'>[] {
  return cellsOf(prepared, 'need_x_referral').map(({ start, end, row, column, count }) => ({
    period_start: start,
    period_end: end,
    need: row,
    target: column,
    referrals: count,
    flag: flagOf([count]),
  }))
}

function cellsOf({ releases }: Prepared, id: GridId) {
  return releases.flatMap((told) => {
    const grid = told.grid(id)
    const { start, end } = told.release.period
    return (grid?.rows ?? []).flatMap((row) =>
      (grid?.columns ?? []).map((column) => ({
        start,
        end,
        row: row.name,
        column: column.name,
        count: grid?.count(row, column) ?? null,
      })),
    )
  })
}
