import { plural } from '../../../lib/format.ts'
import type { Matrix, MatrixCell, MatrixRow } from '../../../lib/matrix/matrix.ts'
import { cellTexts, shadesOf } from '../../../lib/matrix/shown.ts'
import { Sideways } from '../../components/sideways.tsx'
import { BreakableName } from '../table/run-columns.tsx'

/** Rows are what was trained, columns what it is scored by; shades run within a column. */
export function MatrixTable({ matrix }: { matrix: Matrix }) {
  const { columns, rows } = matrix
  const shades = shadesOf(matrix)
  const counts = (['loss', 'metric'] as const).map((kind) => ({
    kind,
    count: columns.filter((column) => column.kind === kind).length,
  }))
  return (
    <>
      <Sideways what="The matrix" className="scroll cmp-scroll">
        <table className="cmp-table mtx" aria-label="Models by the losses that score them">
          <thead>
            <tr>
              <th className="cmp-first" scope="col" rowSpan={2}>
                trained with
              </th>
              {counts.map(
                ({ kind, count }) =>
                  count > 0 && (
                    <th key={kind} scope="colgroup" colSpan={count}>
                      {kind === 'loss' ? 'scored by losses, lower is better' : 'scored by metrics'}
                    </th>
                  ),
              )}
            </tr>
            <tr>
              {columns.map(({ key, label, kind, direction }) => (
                <th key={key} scope="col">
                  <BreakableName name={label} />
                  {kind === 'metric' && (
                    <span className="cmp-remark">{direction === 'higher' ? 'higher' : 'lower'}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={row.runs.map(({ id }) => id).join()}>
                <RowHead row={row} />
                {row.cells.map((cell, column) => (
                  <Cell key={columns[column]?.key} cell={cell} shade={shades[at]?.[column] ?? null} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <p className="small soft mtx-legend">
        <span className="mtx-own">framed</span> the loss that the model was trained with;{' '}
        <strong>best</strong> of its column. Shades run from the worst of a column to its best, and say
        nothing across columns.
        {rows.some(({ cells }) => cells.some(({ mean }) => mean === null)) &&
          ' A dash stands where what the model puts out cannot be given to the loss.'}
        {rows.some(({ runs }) => runs.length > 1) &&
          ' Means over seeds, ± half of the 95 % interval (Student’s t).'}
      </p>
    </>
  )
}

function RowHead({ row: { loss, label, runs } }: { row: MatrixRow }) {
  return (
    <th className="cmp-first" scope="row">
      <BreakableName name={loss} />
      <span className="cmp-remark">
        {label !== loss && `${label}, `}
        {runs.length > 1 ? plural(runs.length, 'run') : 'one run'}
      </span>
    </th>
  )
}

function Cell({ cell, shade }: { cell: MatrixCell; shade: number | null }) {
  const { value, reach } = cellTexts(cell)
  const isLost = cell.mean !== null && !Number.isFinite(cell.mean)
  return (
    <td
      title={cell.reason ?? undefined}
      data-own={cell.isOwn}
      style={shade === null ? undefined : { ['--shade' as string]: `${Math.round(shade * 26)}%` }}
    >
      {cell.isBest ? (
        <strong>{value}</strong>
      ) : (
        <span className={isLost ? 'critical' : undefined}>{value}</span>
      )}
      {reach && <span className="cmp-remark">{reach}</span>}
      {(cell.isBest || cell.isOwn) && (
        <span className="mtx-marks">
          {cell.isBest && <strong>best</strong>}
          {cell.isOwn && <span className="unseen"> trained with this loss</span>}
        </span>
      )}
    </td>
  )
}
