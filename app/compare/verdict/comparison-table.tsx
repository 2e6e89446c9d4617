'use client'
import { probabilityText, rangeText } from '../../../lib/compare/difference-text.ts'
import { exportedComparisons } from '../../../lib/compare/exported.ts'
import type { Comparison, Judgement } from '../../../lib/compare/judgement.ts'
import { countOf } from '../../../lib/compare/standing.ts'
import { formatNumber } from '../../../lib/format.ts'
import { TableExport } from '../../components/export/table-export.tsx'
import { Sideways } from '../../components/sideways.tsx'

const words: Record<Judgement, string> = {
  better: 'better',
  worse: 'worse',
  'as-good': 'as good',
  undecided: 'undecided',
}

type Props = { metric: string; comparisons: readonly Comparison[] }

/** Each comparison with its difference, its interval and its tests. */
export function ComparisonTable({ metric, comparisons }: Props) {
  return (
    <>
      <Sideways what="Differences" className="scroll cmp-scroll">
        <table className="cmp-table cmp-figures" aria-label={`Differences by ${metric}`}>
          <thead>
            <tr>
              <th className="cmp-first" scope="col">
                Setup
              </th>
              <th scope="col">against</th>
              <th scope="col">verdict</th>
              <th scope="col">difference</th>
              <th scope="col">95 % interval</th>
              <th scope="col">percent</th>
              <th scope="col">compared</th>
              <th scope="col" title="Two-sided: Student's t of the pairs, or Welch's">
                p
              </th>
              <th scope="col" title="Holm's correction for all comparisons that were made">
                p (Holm)
              </th>
              <th
                scope="col"
                title="All flips of signs, or all ways to deal the runs; assumes no distribution"
              >
                p (exact)
              </th>
              <th scope="col" title="Further seeds for each with which it would tell four times in five">
                more seeds
              </th>
            </tr>
          </thead>
          <tbody>
            {comparisons.map((comparison) => (
              <Row key={`${comparison.subject.key} ${comparison.against.key}`} comparison={comparison} />
            ))}
          </tbody>
        </table>
      </Sideways>
      <TableExport
        name="differences"
        what="Differences and tests"
        rows={() => exportedComparisons(metric, comparisons)}
      />
    </>
  )
}

function Row({ comparison }: { comparison: Comparison }) {
  const { subject, against, difference, adjusted, judgement, moreSeeds } = comparison
  const share = difference && (100 * difference.interval.mean) / Math.abs(against.mean)
  const how =
    difference?.pairs == null
      ? `${countOf(subject)} and ${countOf(against)}, unpaired`
      : `${difference.pairs} pairs by seed`
  return (
    <tr>
      <th className="cmp-first" scope="row">
        {subject.label}
      </th>
      <td className="cmp-against">{against.label}</td>
      <td data-judgement={judgement}>{words[judgement]}</td>
      {difference && adjusted !== null ? (
        <>
          <td>{formatNumber(difference.interval.mean)}</td>
          <td>{rangeText(difference.interval)}</td>
          <td>{share !== null && Number.isFinite(share) ? `${formatNumber(share, 3)} %` : '–'}</td>
          <td>{how}</td>
          <td>{probabilityText(difference.p)}</td>
          <td>{probabilityText(adjusted)}</td>
          <td>{difference.exact ? probabilityText(difference.exact.p) : '–'}</td>
          <td>{moreSeeds === null ? '' : `about ${formatNumber(moreSeeds)}`}</td>
        </>
      ) : (
        <td colSpan={8} className="soft">
          {countOf(subject)} and {countOf(against)}: too few for a test
        </td>
      )}
    </tr>
  )
}
