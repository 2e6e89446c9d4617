/** The tables of a comparison with all their digits, for spreadsheets and programs. */
import type { ComparedRun } from './compared-run.ts'
import type { Comparison } from './judgement.ts'
import { metricChoice } from './metric-choice.ts'
import { fieldOf } from './run-fields.ts'
import { setupsOf } from './setup.ts'
import { lossText } from './trained-loss.ts'
import type { MetricStanding } from './winners.ts'

type Cell = string | number | boolean | null
type Cells = Record<string, Cell>

/** A row for each run: what it was trained with, the best and the last value of every series. */
export function exportedRuns(runs: readonly ComparedRun[], labelOf: (id: string) => string): Cells[] {
  const setups = setupsOf(runs, labelOf)
  const { common, others } = metricChoice(runs)
  return runs.map(({ run, best, latest }) => ({
    run: run.id,
    name: run.name,
    project: run.project,
    sweep: run.group,
    setup: setups.find((setup) => setup.runs.some((one) => one.run === run))?.label ?? null,
    loss: run.loss ? lossText(run.loss) : null,
    seed: run.seed,
    status: run.status,
    ...Object.fromEntries(
      [...common, ...others].flatMap((name) => [
        [`best ${name}`, best[name]?.value ?? null],
        [`last ${name}`, latest[name]?.value ?? null],
      ]),
    ),
  }))
}

/** A row for each setup and metric. */
export function exportedStandings(winners: readonly MetricStanding[]): Cells[] {
  return winners.flatMap(({ metric, direction, standings }) =>
    standings.map(({ label, runs, failed, mean, interval, low, high }) => ({
      ...{ metric, better: direction, setup: label, runs: runs.length, failed: failed.length, mean },
      ...{ low_95: interval?.low ?? null, high_95: interval?.high ?? null, lowest: low, highest: high },
    })),
  )
}

/** A row for each comparison by one metric. */
export function exportedComparisons(metric: string, comparisons: readonly Comparison[]): Cells[] {
  return comparisons.map(({ subject, against, difference, adjusted, matters, judgement, moreSeeds }) => ({
    ...{ metric, setup: subject.label, against: against.label },
    ...{ runs: subject.runs.length, runs_against: against.runs.length, pairs: difference?.pairs ?? null },
    // Over the seeds that are compared, where these are fewer than all.
    mean: difference?.means[0] ?? subject.mean,
    mean_against: difference?.means[1] ?? against.mean,
    difference: difference?.interval.mean ?? null,
    ...{ low_95: difference?.interval.low ?? null, high_95: difference?.interval.high ?? null },
    ...{ interval_by: difference?.method ?? null, p: difference?.p ?? null, p_holm: adjusted },
    ...{ p_exact: difference?.exact?.p ?? null, p_exact_smallest: difference?.exact?.smallest ?? null },
    ...{ matters, judgement, more_seeds: moreSeeds },
  }))
}

/** The columns of a table of runs, a row for each. */
export function exportedFields(runs: readonly ComparedRun[], names: readonly string[]): Cells[] {
  return runs.map((run) => {
    const cells = names.map((name): [string, Cell] => {
      const value = fieldOf(run, name)
      return [name, typeof value === 'object' && value !== null ? value.join(', ') : value]
    })
    return Object.fromEntries([['run', run.run.id], ...cells])
  })
}
