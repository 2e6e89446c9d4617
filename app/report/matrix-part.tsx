import type { CrossedRuns } from '../../lib/matrix/crossed.ts'
import type { Matrix } from '../../lib/matrix/matrix.ts'
import { judgedSentence, leftSentences } from '../../lib/matrix/shown.ts'
import { MatrixTable } from '../compare/matrix/matrix-table.tsx'
import { chunks } from '../components/export/paper.ts'

/** Columns that a sheet of paper has room for. */
const columnsOnPaper = 8

/** The cross-loss matrix, a table for each few of its columns. */
export function MatrixPart({ matrix }: { matrix: CrossedRuns }) {
  const kinds = (['loss', 'metric'] as const).flatMap((kind) =>
    chunks(
      [...matrix.columns.keys()].filter((at) => matrix.columns[at]?.kind === kind),
      columnsOnPaper,
    ),
  )
  return (
    <section className="cmp-section" aria-label="Every model under every loss">
      <h2>Every model under every loss</h2>
      <p className="soft small">{judgedSentence(matrix)}</p>
      {kinds.map((places) => (
        <MatrixTable key={places[0]} matrix={columnsAt(matrix, places)} />
      ))}
      {leftSentences(matrix).map((sentence) => (
        <p key={sentence} className="small soft">
          {sentence}
        </p>
      ))}
    </section>
  )
}

function columnsAt({ columns, rows }: Matrix, places: readonly number[]): Matrix {
  const at = <T,>(items: readonly T[]) => places.flatMap((place) => items[place] ?? [])
  return { columns: at(columns), rows: rows.map((row) => ({ ...row, cells: at(row.cells) })) }
}
