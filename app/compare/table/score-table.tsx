'use client'
import { Fragment, useMemo, useState } from 'react'
import { obstacleRemarks } from '../../../lib/compare/comparability.ts'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import type { MetricChoice } from '../../../lib/compare/metric-choice.ts'
import { type Score, scoreNames, scoreRows } from '../../../lib/compare/score-rows.ts'
import { formatNumber } from '../../../lib/format.ts'
import { placeOf } from '../../../lib/summary/headline.ts'
import { attempt, PanelFault } from '../../components/panel-boundary.tsx'
import { BreakableName, RunColumns, type RunColumnsProps } from './run-columns.tsx'

type Props = RunColumnsProps & { compared: readonly ComparedRun[]; choice: MetricChoice }

/** Rows that one press of the button adds: all of a run of thousands of series would take the page seconds. */
const rowsAtOnce = 60

/** What each run reached and where it is now, in every series. */
export function ScoreTable({ runs, compared, choice, pointedAt, onPoint }: Props) {
  const [unfolded, setUnfolded] = useState(0)
  const { first, more } = useMemo(() => scoreNames(choice, compared.length), [choice, compared.length])
  const rows = useMemo(
    () => attempt(() => scoreRows(compared, [...first, ...more.slice(0, unfolded)])),
    [compared, first, more, unfolded],
  )
  const left = Math.max(0, more.length - unfolded)
  const next = Math.min(left, rowsAtOnce)
  if ('fault' in rows) return <PanelFault what="The table of scores" fault={rows.fault} />
  const cells = (scores: readonly (Score | null)[], isPlaced: boolean) =>
    scores.map((score, at) => {
      const drawn = runs[at]
      if (!drawn) return null
      return (
        <td key={drawn.id} data-run={drawn.id} data-pointed={drawn.id === pointedAt}>
          {score ? (
            <span className="cmp-score">
              <Value value={score.value} isBest={score.isBest} />
              <strong>{score.isBest && 'best'}</strong>
              <span>{isPlaced && placeOf(score.step, drawn.view.run)}</span>
            </span>
          ) : (
            <span className="faint">–</span>
          )}
        </td>
      )
    })
  return (
    <section className="cmp-section" aria-label="Scores">
      <h2>Best and last values</h2>
      <RunColumns runs={runs} pointedAt={pointedAt} onPoint={onPoint} label="Best and last values">
        {rows.value.map(({ name, direction, obstacle, best, last }) => (
          <Fragment key={name}>
            {direction !== null && (
              <tr className="cmp-upper">
                <th className="cmp-first" scope="rowgroup" rowSpan={2}>
                  <BreakableName name={name} />
                  {obstacle !== null && runs.length > 1 && (
                    <span className="cmp-remark">{obstacleRemarks[obstacle]}</span>
                  )}
                </th>
                <th scope="row" className="cmp-kind">
                  {direction === 'higher' ? 'highest' : 'lowest'}
                </th>
                {cells(best, true)}
                <td />
              </tr>
            )}
            <tr>
              {direction === null && (
                <th className="cmp-first" scope="rowgroup">
                  <BreakableName name={name} />
                </th>
              )}
              <th scope="row" className="cmp-kind">
                last
              </th>
              {cells(last, false)}
              <td />
            </tr>
          </Fragment>
        ))}
      </RunColumns>
      {left > 0 && (
        <button type="button" className="cmp-more" onClick={() => setUnfolded(unfolded + rowsAtOnce)}>
          Show {next < left ? `${next} of ${left}` : left} more series
        </button>
      )}
    </section>
  )
}

function Value({ value, isBest }: { value: number; isBest: boolean }) {
  if (!Number.isFinite(value)) return <span className="critical">{formatNumber(value)}</span>
  return isBest ? <strong>{formatNumber(value)}</strong> : <span>{formatNumber(value)}</span>
}
