'use client'
import { useMemo } from 'react'
import type { ComparedRun } from '../../../lib/compare/compared-run.ts'
import { exportedRuns, exportedStandings } from '../../../lib/compare/exported.ts'
import { unbeatenGuess } from '../../../lib/compare/guess.ts'
import { skillsOf } from '../../../lib/compare/skill.ts'
import { countOf, type Standing } from '../../../lib/compare/standing.ts'
import type { Judging } from '../../../lib/compare/verdict.ts'
import type { MetricStanding } from '../../../lib/compare/winners.ts'
import { formatNumber } from '../../../lib/format.ts'
import type { Interval } from '../../../lib/statistics/index.ts'
import { chunks, useIsPaper } from '../../components/export/paper.ts'
import { TableExport } from '../../components/export/table-export.tsx'
import { Sideways } from '../../components/sideways.tsx'
import { BreakableName } from '../table/run-columns.tsx'

type Props = {
  winners: readonly MetricStanding[]
  runs: readonly ComparedRun[]
  labelOf(id: string): string
  judging: Judging
}

/** More setups than this are a search, whose best are enough. */
const mostSetups = 40
const metricsOnPaper = 6
const noSkills: ReturnType<typeof skillsOf> = new Map()

/** All metrics that the runs share in one table. */
export function WinnerTable({ winners, runs, labelOf, judging }: Props) {
  const skills = useMemo(() => skillsOf(runs, judging, labelOf), [runs, labelOf, judging])
  const setups = winners[0]?.standings ?? []
  // A sheet of paper is no wider than that, and does not scroll.
  const parts = useIsPaper() ? chunks(winners, metricsOnPaper) : [winners]
  if (winners.length === 0 || setups.length < 2) return null
  return (
    <section className="cmp-section" aria-label="Who wins where">
      <h2>Who wins where</h2>
      {parts.map((part, at) => (
        <WinnerPart
          key={part[0]?.metric}
          winners={part}
          setups={setups}
          skills={at === parts.length - 1 ? skills : noSkills}
        />
      ))}
      {setups.length > mostSetups && (
        <p className="small soft">
          The best {mostSetups} of {setups.length} setups by {winners[0]?.metric}.
        </p>
      )}
      <div className="row small no-paper">
        <span className="soft">Setups</span>
        <TableExport name="setups" what="Setups" rows={() => exportedStandings(winners)} />
        <span className="soft">Runs</span>
        <TableExport name="runs" what="Runs" rows={() => exportedRuns(runs, labelOf)} />
      </div>
    </section>
  )
}

type PartProps = {
  winners: readonly MetricStanding[]
  setups: readonly Standing[]
  /** By setup. */
  skills: ReturnType<typeof skillsOf>
}

/** The columns of some metrics, and at their end of the skill. */
function WinnerPart({ winners, setups, skills }: PartProps) {
  return (
    <Sideways what="Who wins where" className="scroll cmp-scroll">
      <table className="cmp-table cmp-figures" aria-label="Who wins where">
        <thead>
          <tr>
            <th className="cmp-first" scope="col">
              Setup
            </th>
            {winners.map(({ metric, direction }) => (
              <th key={metric} scope="col">
                <BreakableName name={metric} />
                <span className="cmp-remark">{direction} is better</span>
              </th>
            ))}
            {skills.size > 0 && (
              <th scope="col" title="1 − L / L(best constant predictor), each under its own loss">
                skill under its own loss
                <span className="cmp-remark">not ranked</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {setups.slice(0, mostSetups).map(({ key, label, ...rest }) => (
            <tr key={key}>
              <th className="cmp-first" scope="row">
                {label}
                <span className="cmp-remark">{countOf({ key, label, ...rest })}</span>
              </th>
              {winners.map((winner) => (
                <MetricCell key={winner.metric} winner={winner} setup={key} />
              ))}
              {skills.size > 0 && <SkillCell skill={skills.get(key)} />}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  )
}

function MetricCell({
  winner: { metric, standings, comparisons },
  setup,
}: {
  winner: MetricStanding
  setup: string
}) {
  const standing = standings.find(({ key }) => key === setup)
  if (!standing) return <td className="faint">–</td>
  return (
    <td>
      <Figure mean={standing.mean} interval={standing.interval} isBest={standings[0] === standing} />
      <span className="cmp-remark">{remarkOf(standing, standings, comparisons)}</span>
      {unbeatenGuess(standing, metric) !== null && (
        <span className="cmp-remark warning">no better than a guess</span>
      )}
    </td>
  )
}

/** What is told of a setup by a metric, beside its figure. */
function remarkOf(
  standing: Standing,
  [first]: readonly Standing[],
  comparisons: MetricStanding['comparisons'],
): string {
  if (standing === first) {
    const isAlone = comparisons.length > 0 && comparisons.every(({ judgement }) => judgement === 'better')
    return isAlone ? 'best' : 'leads'
  }
  const judgement = comparisons.find(({ against }) => against === standing)?.judgement
  if (judgement === 'better') return 'worse than the leader'
  if (judgement === 'worse') return 'better by the seeds that both have'
  return judgement === 'as-good' ? 'as good' : ''
}

function SkillCell({ skill }: { skill: { mean: number; interval: Interval | null } | undefined }) {
  return <td>{skill ? <Figure {...skill} isBest={false} /> : <span className="faint">–</span>}</td>
}

function Figure({ mean, interval, isBest }: { mean: number; interval: Interval | null; isBest: boolean }) {
  const value = isBest ? <strong>{formatNumber(mean)}</strong> : formatNumber(mean)
  if (!interval) return value
  return (
    <span title={`95 % interval ${interval.low} to ${interval.high}`}>
      {value} <span className="soft">± {formatNumber(interval.high - interval.mean, 2)}</span>
    </span>
  )
}
