'use client'
import type { Judging, Verdict } from '../../../lib/compare/verdict.ts'
import type { ChangeAddress } from '../picture.ts'
import { ComparisonTable } from './comparison-table.tsx'
import { JudgingControls } from './judging-controls.tsx'

type Props = {
  verdict: Verdict
  /** Where other metrics say otherwise. */
  disagreement: string | null
  metric: string | null
  judging: Judging
  change: ChangeAddress
}

/** What the runs show, how sure that is, and the figures behind it. */
export function VerdictPanel({ verdict, disagreement, metric, judging, change }: Props) {
  const { sentence, evidence, doubts, standings, comparisons } = verdict
  const tested = comparisons.filter(({ difference }) => difference !== null)
  return (
    <div className="cmp-verdict" data-testid="verdict">
      <p>{sentence}</p>
      {disagreement !== null && <p>{disagreement}</p>}
      {evidence.length > 0 && <p>{evidence.join(' ')}</p>}
      {doubts.length > 0 && <p className="soft">{doubts.join(' ')}</p>}
      {metric !== null && standings.length > 1 && (
        <JudgingControls judging={judging} standings={standings} change={change} />
      )}
      {metric !== null && tested.length > 0 && (
        <details className="cmp-tests" open={tested.length > 1}>
          <summary>Differences and tests</summary>
          <ComparisonTable metric={metric} comparisons={comparisons} />
        </details>
      )}
    </div>
  )
}
