'use client'
import { useState } from 'react'
import { at } from '../../../lib/base-path.ts'
import type { CrossedRuns } from '../../../lib/matrix/crossed.ts'
import { judgedSentence, leftSentences } from '../../../lib/matrix/shown.ts'
import type { Which } from '../../../lib/predictions/predictions.ts'
import { useJson } from '../../components/use-json.ts'
import { MatrixTable } from './matrix-table.tsx'
import './matrix.css'

/** The cross-loss matrix of runs, which it reads by itself. */
export function MatrixPanel({ runs }: { runs: readonly string[] }) {
  const [which, setWhich] = useState<Which>('best')
  const address = `/api/compare/matrix?${new URLSearchParams({ which, runs: runs.join() })}`
  const { value, fault, isAsking, again } = useJson<{ matrix: CrossedRuns }>(address)
  const matrix = value?.matrix ?? null
  return (
    <section className="cmp-section" aria-label="Every model under every loss">
      <div className="spread">
        <h2>Every model under every loss</h2>
        <div className="row small">
          <select
            aria-label="Predictions of"
            value={which}
            onChange={(event) => setWhich(event.target.value as Which)}
          >
            <option value="best">the best epoch</option>
            <option value="last">the last epoch</option>
          </select>
          {matrix?.judged && (
            <>
              <a href={at(`${address}&format=csv`)} download="matrix.csv">
                CSV
              </a>
              <a href={at(address)} download="matrix.json">
                JSON
              </a>
            </>
          )}
        </div>
      </div>
      <p className="soft small" role="status">
        {fault ?? (isAsking ? 'Scoring the models …' : matrix && judgedSentence(matrix))}
      </p>
      {matrix?.judged && <MatrixTable matrix={matrix} />}
      {matrix && matrix.left.length > 0 && (
        <div className="small soft mtx-left">
          {leftSentences(matrix).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <HowToGetThem isNone={!matrix.judged} />
          <button type="button" className="small" onClick={again}>
            Look again
          </button>
        </div>
      )}
    </section>
  )
}

function HowToGetThem({ isNone }: { isNone: boolean }) {
  return (
    <p>
      {isNone && 'For this table the runs need predictions. '}
      Trainings started here keep them when they end. Other programs send them:{' '}
      <code>run.predictions(outputs, targets, kind="logits")</code> in Python, or{' '}
      <code>POST /api/runs/&lt;id&gt;/predictions</code> with a .npy file or JSON.
    </p>
  )
}
