import Link from 'next/link'
import { formatNumber } from '../../../lib/format.ts'
import type { Cell } from '../../../lib/sweep/cell.ts'
import { isGoingOn, shareOf } from '../../../lib/sweep/progress.ts'
import type { SweepPlan } from '../../../lib/sweep/sweep.ts'
import { cellTitle } from '../../../lib/sweep/words.ts'

type Props = { plan: SweepPlan; cells: readonly Cell[]; score: string }

/** A row for each loss with each learning rate, a column for each seed. */
export function SweepTable({ plan, cells, score }: Props) {
  const { losses, lrs, seeds } = plan
  const hasRates = lrs.length > 1
  const byKey = new Map(cells.map((cell) => [`${cell.loss} ${cell.lr} ${cell.seed}`, cell]))
  const rows = losses.flatMap(({ text }) => lrs.map((lr) => ({ text, lr })))
  return (
    <>
      <h2>{score}, best value so far</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by the keyboard too */}
      <section className="scroll" tabIndex={0} aria-label="Trainings by loss and seed">
        <table className="sweep-table">
          <thead>
            <tr>
              <th scope="col">Loss</th>
              {hasRates && (
                <th scope="col" className="number">
                  Learning rate
                </th>
              )}
              {seeds.map((seed) => (
                <th key={seed} scope="col" className="number">
                  seed {seed}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ text, lr }) => (
              <tr key={`${text} ${lr}`}>
                <th scope="row">{text}</th>
                {hasRates && <td className="number">{lr}</td>}
                {seeds.map((seed) => {
                  const cell = byKey.get(`${text} ${lr} ${seed}`)
                  return (
                    <td key={seed} className="number">
                      {cell && <CellView cell={cell} hasRates={hasRates} />}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function CellView({ cell, hasRates }: { cell: Cell; hasRates: boolean }) {
  const { runId, status, score } = cell
  if (status === null) return <span className="soft">waiting</span>
  const title = `${cellTitle(cell, hasRates)}: ${status}${cell.reason ? `. ${cell.reason}` : ''}`
  const value = score === null ? '–' : formatNumber(score)
  return (
    <Link href={`/runs/${runId}`} title={title} data-status={status} className="sweep-cell">
      {isGoingOn(cell) ? (
        <>
          {value} <progress max={1} value={shareOf(cell)} aria-label={title} />
        </>
      ) : status === 'finished' ? (
        value
      ) : cell.isOver ? (
        status
      ) : (
        'cut off'
      )}
    </Link>
  )
}
