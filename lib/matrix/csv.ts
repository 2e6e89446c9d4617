/** The matrix as a table for other programs: a line for each run and column. */
import { csvText } from '../tabular/csv-text.ts'
import type { Matrix } from './matrix.ts'

/** `value` is of the run; mean and its 95 % interval are of all runs of the setup. */
export function matrixToCsv({ columns, rows }: Matrix): string {
  return csvText(
    rows.flatMap(({ loss, label, runs, cells }) =>
      runs.flatMap(({ id, name, seed, step }, run) =>
        columns.map((column, at) => {
          const cell = cells[at]
          return {
            ...{ trained_with: loss, setup: label, run: id, name, seed, step },
            ...{ scored_by: column.label, kind: column.kind, better: column.direction },
            ...{ standardized: column.isStandardized, value: cell?.values[run] ?? null },
            ...{ mean: cell?.mean ?? null, low: cell?.low ?? null, high: cell?.high ?? null },
            ...{ own: cell?.isOwn ?? false, best: cell?.isBest ?? false },
          }
        }),
      ),
    ),
  )
}
