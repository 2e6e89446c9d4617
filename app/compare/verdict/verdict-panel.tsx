'use client'
import type { Judging, Verdict } from '../../../lib/compare/verdict.ts'
import { moreSeedsCommand } from '../../../lib/sweep/more-seeds.ts'
import { useAddressed } from '../../components/addressed.ts'
import { Command } from '../../components/command.tsx'
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
  const { standings, comparisons } = verdict
  const tested = comparisons.filter(({ difference }) => difference !== null)
  return (
    <div className="cmp-verdict" data-testid="verdict">
      <VerdictWords verdict={verdict} disagreement={disagreement} />
      {metric !== null && standings.length > 1 && (
        <JudgingControls judging={judging} standings={standings} change={change} />
      )}
      {metric !== null && tested.length > 0 && (
        <details className="cmp-tests cmp-fold" open={tested.length > 1}>
          <summary>Differences and tests</summary>
          <ComparisonTable metric={metric} comparisons={comparisons} />
        </details>
      )}
    </div>
  )
}

/** Nobody trains more for a verdict. */
const mostSeeds = 200

/** The verdict in words: the same on the page and on paper. */
export function VerdictWords({ verdict, disagreement }: Pick<Props, 'verdict' | 'disagreement'>) {
  const { sentence, evidence, moreSeeds, doubts, standings } = verdict
  const command =
    moreSeeds === null || moreSeeds > mostSeeds
      ? null
      : moreSeedsCommand(
          standings.flatMap(({ runs }) => runs.map(({ run }) => run)),
          moreSeeds,
        )
  return (
    <>
      <p>{sentence}</p>
      {disagreement !== null && <p>{disagreement}</p>}
      {evidence.length > 0 && <p>{evidence.join(' ')}</p>}
      {command !== null && <MoreSeeds command={command} />}
      {doubts.length > 0 && <p className="soft">{doubts.join(' ')}</p>}
    </>
  )
}

function MoreSeeds({ command }: { command: string }) {
  const code = useAddressed(command)
  return (
    <p className="small">
      To train them: <Command text={code} />
    </p>
  )
}
