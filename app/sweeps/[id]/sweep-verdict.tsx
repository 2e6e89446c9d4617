'use client'
import type { JudgedRuns } from '../../../lib/compare/judged-runs.ts'
import { useJson } from '../../components/use-json.ts'

type Props = {
  id: string
  metric: string
  /** Trainings that have ended: with each the verdict may be another. */
  ended: number
}

/** What the sweep shows so far, in the words of its comparison. */
export function SweepVerdict({ id, metric, ended }: Props) {
  const { value } = useJson<{ verdict: JudgedRuns }>(
    `/api/compare/verdict?${new URLSearchParams({ sweep: id, metric })}#${ended}`,
  )
  if (!value || value.verdict.standings.length === 0) return null
  const { sentence, disagreement, evidence, doubts } = value.verdict
  return (
    <section className="sweep-verdict" aria-label="Verdict" aria-live="polite">
      <p>{sentence}</p>
      {disagreement !== null && <p>{disagreement}</p>}
      {[...evidence, ...doubts].length > 0 && (
        <p className="small soft">{[...evidence, ...doubts].join(' ')}</p>
      )}
    </section>
  )
}
