/** The matrix as a table for other programs: a line for each run and column. */
import type { Matrix } from './matrix.ts'

function cellText(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const header = [
  ...['trained_with', 'setup', 'run', 'name', 'seed', 'step', 'scored_by', 'kind', 'better'],
  ...['value', 'mean', 'low', 'high', 'own', 'best'],
]

/** `value` is of the run; mean and its 95 % interval are of all runs of the setup. */
export function matrixToCsv({ columns, rows }: Matrix): string {
  const lines = rows.flatMap(({ loss, label, runs, cells }) =>
    runs.flatMap(({ id, name, seed, step }, run) =>
      columns.map((column, at) => {
        const cell = cells[at]
        return [
          ...[loss, label, id, name, seed, step, column.label, column.kind, column.direction],
          ...[cell?.values[run] ?? null, cell?.mean ?? null, cell?.low ?? null, cell?.high ?? null],
          ...[cell?.isOwn ?? false, cell?.isBest ?? false],
        ]
          .map(cellText)
          .join(',')
      }),
    ),
  )
  return `${[header.join(','), ...lines].join('\n')}\n`
}
